namespace ContextFabric;

/// <summary>
/// A set of node types of one corpus, for filters. The default value is the empty set, which matches nothing.
/// Membership is O(1) and allocates nothing for the first 128 types of a corpus.
/// </summary>
public readonly struct NodeTypeSet : IEquatable<NodeTypeSet>
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong[]? _others;

    /// <summary>The set of the given types; <see cref="NodeType.None"/> is ignored.</summary>
    public NodeTypeSet(params ReadOnlySpan<NodeType> types)
    {
        foreach (NodeType type in types)
        {
            switch (type.Id >> 6)
            {
                case < 0:
                    break;
                case 0:
                    _first |= 1UL << type.Id;
                    break;
                case 1:
                    _second |= 1UL << type.Id;
                    break;
                default:
                    _others ??= new ulong[1024];
                    _others[type.Id >> 6] |= 1UL << type.Id;
                    break;
            }
        }
    }

    /// <summary>True when no type is in the set.</summary>
    public bool IsEmpty => (_first | _second) == 0 && _others is null;

    /// <summary>The set of one type.</summary>
    public static implicit operator NodeTypeSet(NodeType type) => new(type);

    /// <summary>Equality of members.</summary>
    public static bool operator ==(NodeTypeSet left, NodeTypeSet right) => left.Equals(right);

    /// <summary>Inequality of members.</summary>
    public static bool operator !=(NodeTypeSet left, NodeTypeSet right) => !left.Equals(right);

    /// <summary>The set of one type.</summary>
    public static NodeTypeSet FromNodeType(NodeType type) => new(type);

    /// <summary>True when the type is in the set.</summary>
    public bool Contains(NodeType type)
    {
        int id = type.Id;
        ulong word = (id >> 6) switch
        {
            < 0 => 0,
            0 => _first,
            1 => _second,
            _ => _others is null ? 0 : _others[id >> 6],
        };
        return (word >> id & 1) != 0;
    }

    /// <inheritdoc/>
    public bool Equals(NodeTypeSet other)
        => _first == other._first && _second == other._second && (_others ?? []).AsSpan().SequenceEqual(other._others ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NodeTypeSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second);
}

namespace ContextFabric;

/// <summary>
/// A set of node types of one corpus, for filters. The default value is the empty set, which matches nothing.
/// Membership is O(1) and allocates nothing for the first 128 types of a corpus.
/// </summary>
public readonly struct NodeTypeSet : IEquatable<NodeTypeSet>
{
    private readonly UInt128 _low;
    private readonly ulong[]? _high;

    /// <summary>The set of the given types; <see cref="NodeType.None"/> is ignored.</summary>
    public NodeTypeSet(params ReadOnlySpan<NodeType> types)
    {
        foreach (NodeType type in types)
        {
            if (type.IsNone)
            {
                continue;
            }

            if (type.Id < 128)
            {
                _low |= UInt128.One << type.Id;
                continue;
            }

            _high ??= new ulong[1024];
            _high[type.Id >> 6] |= 1UL << (type.Id & 63);
        }
    }

    /// <summary>True when no type is in the set.</summary>
    public bool IsEmpty => _low == UInt128.Zero && _high is null;

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
        => type.Id is >= 0 and < 128
            ? (_low >> type.Id & UInt128.One) != UInt128.Zero
            : !type.IsNone && _high is not null && (_high[type.Id >> 6] >> (type.Id & 63) & 1) != 0;

    /// <inheritdoc/>
    public bool Equals(NodeTypeSet other)
        => _low == other._low && (_high ?? []).AsSpan().SequenceEqual(other._high ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NodeTypeSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();
}

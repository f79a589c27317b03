namespace ContextFabric;

/// <summary>
/// A handle of a node type of one corpus. Comparing handles costs an integer comparison; get them from
/// <see cref="NodeTypes"/>. The default value is <see cref="None"/>, which no node has.
/// </summary>
public readonly record struct NodeType
{
    private readonly ushort _number;

    internal NodeType(int id) => _number = checked((ushort)(id + 1));

    /// <summary>No type: the type of what is not a node.</summary>
    public static NodeType None => default;

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => _number == 0;

    /// <summary>Position among the types by first node; 0 = the slot type, −1 = none.</summary>
    internal int Id => _number - 1;
}

/// <summary>A run of consecutive nodes, both ends included.</summary>
/// <param name="First">Lowest node; greater than <paramref name="Last"/> when the run is empty.</param>
/// <param name="Last">Highest node.</param>
public readonly record struct NodeRange(int First, int Last)
{
    /// <summary>Number of nodes.</summary>
    public int Count => Last - First + 1;

    /// <summary>True when the node is in the run.</summary>
    public bool Contains(int node) => node >= First && node <= Last;
}

/// <summary>Facts about a node type.</summary>
/// <param name="Type">Handle.</param>
/// <param name="Name">Name, as in the corpus.</param>
/// <param name="Count">Number of nodes.</param>
/// <param name="AverageSlots">Average number of slots of a node; 1 for the slot type.</param>
/// <param name="First">Lowest node.</param>
/// <param name="Last">Highest node.</param>
/// <param name="IsSlot">True for the slot type.</param>
/// <param name="Rank">Position from small to big: 0 for the slot type.</param>
public sealed record NodeTypeInfo(NodeType Type, string Name, int Count, double AverageSlots, int First, int Last, bool IsSlot, int Rank);

namespace ContextFabric;

/// <summary>The precomputed data (Text-Fabric's <c>C</c>), in place.</summary>
public sealed class Computed
{
    private readonly Skeleton _skeleton;
    private readonly Locality _locality;
    private readonly NodeTypeSet _nonSlots;

    internal Computed(Skeleton skeleton, NodeTypes types, Locality locality)
    {
        _skeleton = skeleton;
        _locality = locality;
        Levels = types.All;
        var nonSlots = new NodeType[Levels.Count - 1];
        for (int i = 0; i < nonSlots.Length; i++)
        {
            nonSlots[i] = Levels[i].Type;
        }

        _nonSlots = new NodeTypeSet(nonSlots);
    }

    /// <summary>Types from big to small with their average size and nodes.</summary>
    public IReadOnlyList<NodeTypeInfo> Levels { get; }

    /// <summary>All nodes in canonical order.</summary>
    public ReadOnlySpan<int> Order
    {
        get
        {
            _skeleton.ThrowIfClosed();
            return _skeleton.Order;
        }
    }

    /// <summary>The 0-based rank of node n at index n − 1.</summary>
    public ReadOnlySpan<int> Rank
    {
        get
        {
            _skeleton.ThrowIfClosed();
            return _skeleton.Ranks;
        }
    }

    /// <summary>Embedders of a node, nearest first; empty when there is no such node. O(1).</summary>
    public ReadOnlySpan<int> LevUp(int node) => _locality.Up(node);

    /// <summary>Non-slot nodes embedded in a non-slot node, in canonical order; empty for a slot.</summary>
    public NodeSequence LevDown(int node) => _locality.Down(node, _nonSlots);

    /// <summary>Non-slot nodes whose first slot is the given one, in canonical order (biggest first).</summary>
    public ReadOnlySpan<int> StartingAt(int slot) => IsSlot(slot) ? _skeleton.WithoutSlot(_skeleton.StartingAt(slot)) : [];

    /// <summary>Non-slot nodes whose last slot is the given one, in canonical order (biggest first).</summary>
    public ReadOnlySpan<int> EndingAt(int slot) => IsSlot(slot) ? _skeleton.WithoutSlot(_skeleton.EndingAt(slot)) : [];

    private bool IsSlot(int slot)
    {
        _skeleton.ThrowIfClosed();
        return slot >= 1 && slot <= _skeleton.MaxSlot;
    }
}

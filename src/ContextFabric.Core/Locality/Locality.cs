namespace ContextFabric;

/// <summary>
/// Neighbours of nodes: embedders, embedded, overlapping, adjacent (Text-Fabric's <c>L</c>). A node is never its
/// own neighbour; what is no node has no neighbours. Except <see cref="Intersecting(int)"/> nothing allocates.
/// </summary>
public sealed class Locality
{
    // Below this many candidates a scan of the canonical order is faster than searching the nodes of the type.
    private const int ScanLimit = 96;
    private readonly Skeleton _skeleton;
    private readonly NodeTypes _types;

    internal Locality(Skeleton skeleton, NodeTypes types)
    {
        _skeleton = skeleton;
        _types = types;
    }

    /// <summary>Non-slot nodes that have all slots of a node, nearest first (descending rank). O(1), in place.</summary>
    public ReadOnlySpan<int> Up(int node)
    {
        _skeleton.ThrowIfClosed();
        return _skeleton.IsNode(node) ? _skeleton.Embedders(node) : [];
    }

    /// <summary>The embedders of one type, nearest first.</summary>
    public NodeSequence Up(int node, NodeType type) => NodeSequence.OfRow(_skeleton, Up(node), type);

    /// <summary>The embedders of some types, nearest first.</summary>
    public NodeSequence Up(int node, NodeTypeSet types) => NodeSequence.OfRow(_skeleton, Up(node), types);

    /// <summary>The nearest embedder of a type.</summary>
    /// <param name="node">Any number.</param>
    /// <param name="type">The type wanted.</param>
    /// <param name="embedder">The node found, or 0.</param>
    public bool TryUp(int node, NodeType type, out int embedder)
    {
        NodeRange range = _types.Range(type);
        foreach (int candidate in Up(node))
        {
            if (range.Contains(candidate))
            {
                embedder = candidate;
                _skeleton.ThrowIfClosed();
                return true;
            }
        }

        embedder = 0;
        _skeleton.ThrowIfClosed();
        return false;
    }

    /// <summary>
    /// Slots of a non-slot node and the non-slot nodes whose slots are all among them, in canonical order. Such
    /// nodes start within the node, so they are found in the stretch of the canonical order that starts there.
    /// </summary>
    public NodeSequence Down(int node) => DownFiltered(node, null);

    /// <summary>The embedded nodes of some types, in canonical order.</summary>
    public NodeSequence Down(int node, NodeTypeSet types) => DownFiltered(node, types);

    /// <summary>The embedded nodes of one type, in canonical order.</summary>
    public NodeSequence Down(int node, NodeType type)
    {
        _skeleton.ThrowIfClosed();
        if (!IsComposite(node) || type.IsNone)
        {
            return default;
        }

        if (type == _types.SlotType)
        {
            return NodeSequence.OfRow(_skeleton, _skeleton.SlotsOf(node), null);
        }

        int first = _skeleton.FirstSlot(node);
        int last = _skeleton.LastSlot(node);
        if (_skeleton.IsGapped(node) || last - first < ScanLimit / 4)
        {
            return DownFiltered(node, type);
        }

        ReadOnlySpan<int> ofType = _types.NodesOf(type);
        int start = StartingFrom(ofType, first);
        int end = start + StartingFrom(ofType[start..], last + 1);
        return NodeSequence.Within(_skeleton, ofType[start..end], null, last, node);
    }

    /// <summary>
    /// Slots of a non-slot node and the non-slot nodes that share a slot with it, in canonical order, as a new
    /// array; empty for a slot.
    /// </summary>
    public int[] Intersecting(int node) => IntersectionFinder.Find(_skeleton, node, null);

    /// <summary>The overlapping nodes of some types, in canonical order, as a new array.</summary>
    public int[] Intersecting(int node, NodeTypeSet types) => IntersectionFinder.Find(_skeleton, node, types);

    /// <summary>The slot right after the last slot of a node, then the nodes that start there, smallest first.</summary>
    public NodeSequence Next(int node) => NodeSequence.OfRow(_skeleton, NextRow(node), null, reversed: true);

    /// <summary>The following nodes of some types.</summary>
    public NodeSequence Next(int node, NodeTypeSet types) => NodeSequence.OfRow(_skeleton, NextRow(node), types, reversed: true);

    /// <summary>The nodes that end right before the first slot of a node, biggest first, then that slot.</summary>
    public NodeSequence Previous(int node) => NodeSequence.OfRow(_skeleton, PreviousRow(node), null);

    /// <summary>The preceding nodes of some types.</summary>
    public NodeSequence Previous(int node, NodeTypeSet types) => NodeSequence.OfRow(_skeleton, PreviousRow(node), types);

    private NodeSequence DownFiltered(int node, NodeTypeSet? types)
    {
        _skeleton.ThrowIfClosed();
        if (!IsComposite(node))
        {
            return default;
        }

        if (_skeleton.IsGapped(node))
        {
            return NodeSequence.WithinGapped(_skeleton, _skeleton.SlotsOf(node), types, node);
        }

        int last = _skeleton.LastSlot(node);
        return NodeSequence.Within(_skeleton, _skeleton.StartingWithin(_skeleton.FirstSlot(node), last), types, last, node);
    }

    private ReadOnlySpan<int> NextRow(int node)
    {
        _skeleton.ThrowIfClosed();
        int slot = _skeleton.IsNode(node) ? _skeleton.LastSlot(node) + 1 : int.MaxValue;
        return slot > _skeleton.MaxSlot ? [] : _skeleton.StartingAt(slot);
    }

    private ReadOnlySpan<int> PreviousRow(int node)
    {
        _skeleton.ThrowIfClosed();
        int slot = _skeleton.IsNode(node) ? _skeleton.FirstSlot(node) - 1 : 0;
        return slot < 1 ? [] : _skeleton.EndingAt(slot);
    }

    private bool IsComposite(int node) => _skeleton.IsNode(node) && node > _skeleton.MaxSlot;

    /// <summary>How many of the nodes, which ascend by first slot, start before <paramref name="slot"/>.</summary>
    private int StartingFrom(ReadOnlySpan<int> nodes, int slot)
    {
        int low = 0;
        int high = nodes.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_skeleton.FirstSlot(nodes[middle]) < slot)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

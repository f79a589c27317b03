namespace ContextFabric;

/// <summary>
/// Walks all nodes in canonical order with events; after each slot the nodes that end there follow, smallest
/// first. Enumerates without allocation.
/// </summary>
public ref struct NodeWalk
{
    private readonly Skeleton _skeleton;
    private readonly ReadOnlySpan<int> _order;
    private ReadOnlySpan<int> _ending;
    private int _next;

    internal NodeWalk(Skeleton skeleton, ReadOnlySpan<int> order)
    {
        _skeleton = skeleton;
        _order = order;
    }

    /// <summary>The current step.</summary>
    public NodeEvent Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly NodeWalk GetEnumerator() => this;

    /// <summary>Advances to the next step.</summary>
    public bool MoveNext()
    {
        if (_ending.Length > 0)
        {
            Current = new NodeEvent(_ending[^1], NodeEventKind.End);
            _ending = _ending[..^1];
            return true;
        }

        if (_next >= _order.Length)
        {
            _skeleton.ThrowIfClosed();
            return false;
        }

        int node = _order[_next++];
        _skeleton.ThrowIfClosed();
        if (node > _skeleton.MaxSlot)
        {
            Current = new NodeEvent(node, NodeEventKind.Begin);
            return true;
        }

        Current = new NodeEvent(node, NodeEventKind.Slot);
        _ending = _skeleton.WithoutSlot(_skeleton.EndingAt(node));
        return true;
    }
}

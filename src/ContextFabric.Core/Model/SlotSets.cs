namespace ContextFabric;

/// <summary>The slots of every node (Text-Fabric's <c>E.oslots</c>). All look-ups are O(1) and allocate nothing.</summary>
public sealed class SlotSets
{
    private readonly Skeleton _skeleton;

    internal SlotSets(Skeleton skeleton) => _skeleton = skeleton;

    /// <summary>The slots of a node, ascending; of a slot the slot itself; empty when there is no such node.</summary>
    public ReadOnlySpan<int> Of(int node)
    {
        _skeleton.ThrowIfClosed();
        return _skeleton.IsNode(node) ? _skeleton.SlotsOf(node) : [];
    }

    /// <summary>The lowest slot of a node; 0 when there is no such node.</summary>
    public int First(int node)
    {
        int slot = _skeleton.IsNode(node) ? _skeleton.FirstSlot(node) : 0;
        _skeleton.ThrowIfClosed();
        return slot;
    }

    /// <summary>The highest slot of a node; 0 when there is no such node.</summary>
    public int Last(int node)
    {
        int slot = _skeleton.IsNode(node) ? _skeleton.LastSlot(node) : 0;
        _skeleton.ThrowIfClosed();
        return slot;
    }

    /// <summary>The number of slots of a node; 0 when there is no such node.</summary>
    public int Count(int node) => Of(node).Length;

    /// <summary>True when the node has every slot between its first and last.</summary>
    public bool IsContiguous(int node)
    {
        bool contiguous = _skeleton.IsNode(node) && !_skeleton.IsGapped(node);
        _skeleton.ThrowIfClosed();
        return contiguous;
    }

    /// <summary>The maximal runs of consecutive slots of a node, ascending; empty when there is no such node.</summary>
    public SlotRuns Runs(int node) => new(Of(node));
}

/// <summary>The maximal runs of consecutive slots in an ascending list; enumerates without allocation.</summary>
public ref struct SlotRuns
{
    private readonly ReadOnlySpan<int> _slots;
    private int _next;

    internal SlotRuns(ReadOnlySpan<int> slots) => _slots = slots;

    /// <summary>The current run.</summary>
    public NodeRange Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly SlotRuns GetEnumerator() => this;

    /// <summary>Advances to the next run.</summary>
    public bool MoveNext()
    {
        if (_next >= _slots.Length)
        {
            return false;
        }

        int start = _slots[_next];
        int end = start;
        while (++_next < _slots.Length && _slots[_next] == end + 1)
        {
            end++;
        }

        Current = new NodeRange(start, end);
        return true;
    }
}

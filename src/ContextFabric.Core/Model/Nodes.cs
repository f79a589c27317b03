using System.Buffers;

namespace ContextFabric;

/// <summary>Canonical order: ranks, sorting and walking (Text-Fabric's <c>N</c>).</summary>
public sealed class Nodes
{
    private readonly Skeleton _skeleton;
    private readonly NodeTypes _types;

    internal Nodes(Skeleton skeleton, NodeTypes types)
    {
        _skeleton = skeleton;
        _types = types;
        Comparer = Comparer<int>.Create((a, b) => Rank(a).CompareTo(Rank(b)));
    }

    /// <summary>All nodes in canonical order: embedders before what they embed, earlier slots first.</summary>
    public ReadOnlySpan<int> CanonicalOrder
    {
        get
        {
            _skeleton.ThrowIfClosed();
            return _skeleton.Order;
        }
    }

    /// <summary>Compares nodes by rank; numbers that are no nodes come last.</summary>
    public IComparer<int> Comparer { get; }

    /// <summary>Orders chunks by place: first slot, then bigger type, then longer chunk, then lower node.</summary>
    /// <exception cref="ArgumentException">While comparing: a chunk of what is no node.</exception>
    public IComparer<Chunk> ChunkByPosition => Comparer<Chunk>.Create((a, b) =>
    {
        int order = a.First.CompareTo(b.First);
        order = order != 0 ? order : TypeRank(b).CompareTo(TypeRank(a));
        order = order != 0 ? order : b.Last.CompareTo(a.Last);
        return order != 0 ? order : a.Node.CompareTo(b.Node);
    });

    /// <summary>Orders chunks by length, longest first, then first slot, then smaller type, then lower node.</summary>
    /// <exception cref="ArgumentException">While comparing: a chunk of what is no node.</exception>
    public IComparer<Chunk> ChunkByLength => Comparer<Chunk>.Create((a, b) =>
    {
        int order = (b.Last - b.First).CompareTo(a.Last - a.First);
        order = order != 0 ? order : a.First.CompareTo(b.First);
        order = order != 0 ? order : TypeRank(a).CompareTo(TypeRank(b));
        return order != 0 ? order : a.Node.CompareTo(b.Node);
    });

    /// <summary>0-based position in canonical order; <see cref="int.MaxValue"/> for what is no node. O(1).</summary>
    public int Rank(int node)
    {
        int rank = _skeleton.IsNode(node) ? _skeleton.Rank(node) : int.MaxValue;
        _skeleton.ThrowIfClosed();
        return rank;
    }

    /// <summary>
    /// Compares tuples of nodes by the ranks of their members, left to right; a shorter tuple that is a prefix of
    /// a longer one comes first.
    /// </summary>
    public int CompareTuples(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int shared = Math.Min(a.Length, b.Length);
        for (int i = 0; i < shared; i++)
        {
            int order = Rank(a[i]).CompareTo(Rank(b[i]));
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>
    /// Sorts into canonical order, in place. Duplicates stay; numbers that are no nodes go to the end in their
    /// present order. O(n log n), no allocation beyond pooled buffers.
    /// </summary>
    public void Sort(Span<int> nodes)
    {
        long[] keys = ArrayPool<long>.Shared.Rent(nodes.Length);
        try
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                keys[i] = ((long)Rank(nodes[i]) << 32) | (uint)i;
            }

            keys.AsSpan(0, nodes.Length).Sort(nodes);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(keys);
        }
    }

    /// <summary>The nodes in canonical order, as a new array; see <see cref="Sort"/>.</summary>
    public int[] Sorted(IEnumerable<int> nodes)
    {
        int[] sorted = [.. nodes];
        Sort(sorted);
        return sorted;
    }

    /// <summary>All nodes in canonical order, with an event where a node begins, a slot is reached, a node ends.</summary>
    public NodeWalk WalkEvents() => new(_skeleton, _skeleton.Order);

    /// <summary>
    /// The same for some nodes: each once, in canonical order. A node ends before the first walked node that
    /// starts after its last slot; nodes that end at the same place end smallest first.
    /// </summary>
    public IEnumerable<NodeEvent> WalkEvents(IEnumerable<int> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        int[] walked = Sorted(nodes.Where(_skeleton.IsNode).Distinct());
        var open = new List<int>();
        foreach (int node in walked)
        {
            foreach (NodeEvent end in Closing(open, _skeleton.FirstSlot(node)))
            {
                yield return end;
            }

            if (node <= _skeleton.MaxSlot)
            {
                yield return new NodeEvent(node, NodeEventKind.Slot);
            }
            else
            {
                open.Add(node);
                yield return new NodeEvent(node, NodeEventKind.Begin);
            }
        }

        foreach (NodeEvent end in Closing(open, int.MaxValue))
        {
            yield return end;
        }
    }

    private List<NodeEvent> Closing(List<int> open, int beforeSlot)
    {
        var ended = open.Where(node => _skeleton.LastSlot(node) < beforeSlot).ToList();
        ended.Sort((a, b) =>
        {
            int order = _skeleton.LastSlot(a).CompareTo(_skeleton.LastSlot(b));
            return order != 0 ? order : _skeleton.Rank(b).CompareTo(_skeleton.Rank(a));
        });
        open.RemoveAll(node => _skeleton.LastSlot(node) < beforeSlot);
        return ended.ConvertAll(node => new NodeEvent(node, NodeEventKind.End));
    }

    private int TypeRank(Chunk chunk) => _types.Rank(_types.Of(chunk.Node));
}

/// <summary>A node with the first and last slot of one of its parts.</summary>
/// <param name="Node">The node.</param>
/// <param name="First">First slot of the part.</param>
/// <param name="Last">Last slot of the part.</param>
public readonly record struct Chunk(int Node, int First, int Last);

/// <summary>What happens to a node at a place of a walk.</summary>
public enum NodeEventKind
{
    /// <summary>A non-slot node begins.</summary>
    Begin,

    /// <summary>A slot is reached.</summary>
    Slot,

    /// <summary>A non-slot node has had its last slot.</summary>
    End,
}

/// <summary>A step of a walk.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">What happens to it.</param>
public readonly record struct NodeEvent(int Node, NodeEventKind Kind);

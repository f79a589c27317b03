using System.Collections.Concurrent;

namespace ContextFabric.Querying;

/// <summary>
/// What searching needs to know of the nodes of a corpus beyond the stored arrays: facts about types, found out
/// once. Shared by all queries of a corpus; safe for any number of threads.
/// </summary>
internal sealed class NodeSpace
{
    private readonly ConcurrentDictionary<NodeRange, RangeFacts> _facts = new();

    public NodeSpace(Corpus corpus)
    {
        Corpus = corpus;
        Skeleton = corpus.Skeleton;
    }

    public Corpus Corpus { get; }

    /// <summary>Lists of nodes and slots, kept for the next query: at most 8 MB.</summary>
    public ScratchPool<int> Numbers { get; } = new(2 << 20);

    /// <summary>Sets of nodes, kept for the next query: at most 2 MB.</summary>
    public ScratchPool<ulong> Words { get; } = new(256 << 10);

    public Skeleton Skeleton { get; }

    public int MaxSlot => Skeleton.MaxSlot;

    public int MaxNode => Skeleton.MaxNode;

    /// <summary>Facts about all nodes of a type.</summary>
    /// <param name="range">The nodes of one type.</param>
    public RangeFacts FactsOf(NodeRange range)
        => range.Last <= MaxSlot ? RangeFacts.OfSlots : _facts.GetOrAdd(range, static (range, space) => space.FindFacts(range), this);

    private RangeFacts FindFacts(NodeRange range)
    {
        ReadOnlySpan<int> order = Skeleton.OfRange(range);
        bool numbersAscend = true;
        bool lastsAscend = true;
        bool gaps = false;
        int before = 0;
        int maxSpan = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int node = order[i];
            numbersAscend &= node == range.First + i;
            int last = Skeleton.LastSlot(node);
            lastsAscend &= last >= before;
            before = last;
            maxSpan = Math.Max(maxSpan, last - Skeleton.FirstSlot(node));
            gaps |= Skeleton.IsGapped(node);
        }

        Skeleton.ThrowIfClosed();
        return new RangeFacts(numbersAscend, lastsAscend, gaps, maxSpan);
    }
}

/// <summary>Facts about the nodes of a type.</summary>
/// <param name="NumbersAscend">The canonical order is the order of node numbers.</param>
/// <param name="LastsAscend">In canonical order the last slots never decrease.</param>
/// <param name="HasGaps">Some node lacks a slot between its first and last.</param>
/// <param name="MaxSpan">Greatest distance between the first and the last slot of a node.</param>
internal sealed record RangeFacts(bool NumbersAscend, bool LastsAscend, bool HasGaps, int MaxSpan)
{
    public static RangeFacts OfSlots { get; } = new(true, true, false, 0);
}

using ContextFabric.Storage;
using ContextFabric.Storage.Raw;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>
/// The arrays that every part of the model reads: types, slots, canonical order, embedders. One indirection
/// below the public classes, so that these stay small and the arrays are looked up by name once.
/// </summary>
internal sealed class Skeleton : Compile.INodeRanks
{
    private readonly MappedFile _mapping;
    private readonly NarrowArray _types;
    private readonly MappedArray<int> _first;
    private readonly MappedArray<int> _last;
    private readonly RankedBitmap _gapped;
    private readonly CsrArray _gappedSlots;
    private readonly MappedArray<int> _order;
    private readonly MappedArray<int> _rank;
    private readonly MappedArray<int> _typeOrder;
    private readonly MappedArray<uint> _levUpOffsets;
    private readonly NarrowArray _levUpLengths;
    private readonly MappedArray<int> _levUpPool;
    private readonly CsrArray _ending;
    private readonly IReadOnlyList<TypeMeta> _typeMeta;

    public Skeleton(ArrayStore store, StoreMeta meta)
    {
        _mapping = store.Mapping ?? throw new ArgumentException("A corpus is read from a store in one file.", nameof(store));
        MaxSlot = meta.MaxSlot;
        MaxNode = meta.MaxNode;
        _typeMeta = meta.Types;
        int others = MaxNode - MaxSlot;
        _types = store.GetNarrow(StoreKeys.Types);
        _first = store.Get<int>(StoreKeys.FirstSlots);
        _last = store.Get<int>(StoreKeys.LastSlots);
        _gapped = store.GetBitmap(StoreKeys.Gapped);
        _gappedSlots = new CsrArray(store.GetNarrow(StoreKeys.GappedIndptr), store.Get<int>(StoreKeys.GappedSlots));
        _order = store.Get<int>(StoreKeys.Order);
        _rank = store.Get<int>(StoreKeys.Rank);
        _typeOrder = store.Get<int>(StoreKeys.TypeOrder);
        _levUpOffsets = store.Get<uint>(StoreKeys.LevUpOffsets);
        _levUpLengths = store.GetNarrow(StoreKeys.LevUpLengths);
        _levUpPool = store.Get<int>(StoreKeys.LevUpPool);
        _ending = new CsrArray(store.GetNarrow(StoreKeys.EndingIndptr), store.Get<int>(StoreKeys.EndingNodes));
        Require(store, _types.Length == others && _first.LongLength == others && _last.LongLength == others, "warp");
        Require(store, _order.LongLength == MaxNode && _rank.LongLength == MaxNode && _typeOrder.LongLength == MaxNode, "order");
        Require(store, _levUpOffsets.LongLength == MaxNode && _levUpLengths.Length == MaxNode, "embedders");
        Require(store, _ending.RowCount == MaxSlot && _ending.ElementCount == MaxNode, "boundaries");
    }

    public int MaxSlot { get; }

    public int MaxNode { get; }

    /// <summary>All nodes in canonical order.</summary>
    public ReadOnlySpan<int> Order => _order.Span;

    /// <summary>Rank of node n at n − 1.</summary>
    public ReadOnlySpan<int> Ranks => _rank.Span;

    /// <summary>Highest slot of node n, where n is no slot, at n − maxSlot − 1.</summary>
    public ReadOnlySpan<int> LastSlots => _last.Slice(0, MaxNode - MaxSlot);

    /// <summary>Lowest slots of a run of non-slot nodes.</summary>
    public ReadOnlySpan<int> FirstSlotsOf(NodeRange range) => _first.Slice(range.First - MaxSlot - 1, range.Count);

    /// <summary>Highest slots of a run of non-slot nodes.</summary>
    public ReadOnlySpan<int> LastSlotsOf(NodeRange range) => _last.Slice(range.First - MaxSlot - 1, range.Count);

    /// <summary>Lowest and highest node of a type.</summary>
    public NodeRange RangeOf(NodeType type) => new(_typeMeta[type.Id].First, _typeMeta[type.Id].Last);

    public bool IsNode(int node) => (uint)(node - 1) < (uint)MaxNode;

    public int TypeIdOf(int node) => node <= MaxSlot ? 0 : _types.Code(node - MaxSlot - 1);

    public int FirstSlot(int node) => node <= MaxSlot ? node : _first[node - MaxSlot - 1];

    public int LastSlot(int node) => node <= MaxSlot ? node : _last[node - MaxSlot - 1];

    public bool IsGapped(int node) => node > MaxSlot && _gapped.Contains(node - MaxSlot - 1);

    /// <summary>The slots of a node, ascending: listed for a node with gaps, else a slice of 1..maxSlot.</summary>
    public ReadOnlySpan<int> SlotsOf(int node)
    {
        if (node <= MaxSlot)
        {
            return _typeOrder.Slice(node - 1, 1);
        }

        int row = _gapped.Rank(node - MaxSlot - 1);
        if (row >= 0)
        {
            ReadOnlySpan<int> slots = _gappedSlots.Row(row);
            if (slots.IsEmpty)
            {
                ThrowIfClosed(); // a node has slots, unless they read as zero pages
            }

            return slots;
        }

        int first = _first[node - MaxSlot - 1];
        return _typeOrder.Slice(first - 1, _last[node - MaxSlot - 1] - first + 1);
    }

    public int Rank(int node) => _rank[node - 1];

    int Compile.INodeRanks.RankOf(int node) => Rank(node);

    /// <summary>The nodes of a contiguous run of numbers of one type, in canonical order.</summary>
    public ReadOnlySpan<int> OfRange(NodeRange range) => _typeOrder.Slice(range.First - 1, range.Count);

    /// <summary>Embedders of a node, nearest first.</summary>
    public ReadOnlySpan<int> Embedders(int node) => _levUpPool.Slice(_levUpOffsets[node - 1], _levUpLengths.Code(node - 1));

    /// <summary>Nodes whose lowest slot is s, in canonical order; the slot itself is the last.</summary>
    public ReadOnlySpan<int> StartingAt(int slot) => StartingWithin(slot, slot);

    /// <summary>
    /// Nodes whose lowest slot is in first..last, in canonical order. Of all nodes that start at a slot the slot
    /// itself comes last, so the ranks of slots delimit these groups within the canonical order.
    /// </summary>
    public ReadOnlySpan<int> StartingWithin(int first, int last)
    {
        int start = first == 1 ? 0 : _rank[first - 2] + 1;
        return _order.Slice(start, _rank[last - 1] + 1 - start);
    }

    /// <summary>Nodes whose highest slot is s, in canonical order; the slot itself is the last.</summary>
    public ReadOnlySpan<int> EndingAt(int slot) => _ending.Row(slot - 1);

    /// <summary>A row of <see cref="StartingAt"/> or <see cref="EndingAt"/> without the slot, which is never absent but in a corpus closed meanwhile.</summary>
    public ReadOnlySpan<int> WithoutSlot(ReadOnlySpan<int> row)
    {
        if (row.IsEmpty)
        {
            ThrowIfClosed();
        }

        return row[..^1];
    }

    /// <summary>Ends every look-up; two loads, so that it may stand in loops.</summary>
    public void ThrowIfClosed() => _mapping.ThrowIfClosed();

    private static void Require(ArrayStore store, bool holds, string what)
    {
        if (!holds)
        {
            throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"the lengths of the {what} arrays contradict each other");
        }
    }
}

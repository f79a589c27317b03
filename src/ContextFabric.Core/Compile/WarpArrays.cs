using System.IO.Hashing;
using System.Runtime.InteropServices;
using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Types, slots, canonical order and ranks of a corpus that is being compiled. Immutable once built; the
/// features of the same compilation read it from other threads.
/// </summary>
internal sealed class WarpArrays : INodeRanks
{
    private readonly int[] _allSlots;
    private readonly TfSlots _slots;
    private readonly int[] _gappedRow;

    private WarpArrays(TfTypes types, TfSlots slots)
    {
        _slots = slots;
        MaxSlot = types.MaxSlot;
        MaxNode = types.MaxNode;
        _allSlots = new int[MaxSlot];
        for (int i = 0; i < MaxSlot; i++)
        {
            _allSlots[i] = i + 1;
        }

        _gappedRow = slots.GappedNodes.Length == 0 ? [] : new int[MaxNode - MaxSlot];
        for (int row = 0; row < slots.GappedNodes.Length; row++)
        {
            _gappedRow[slots.GappedNodes[row] - MaxSlot - 1] = row + 1;
        }

        Types = [.. types.Ranges.Select((range, id) => new TypeMeta(range.Name, range.First, range.Last, id == 0 ? range.Count : SlotCount(range)))];
    }

    public int MaxSlot { get; }

    public int MaxNode { get; }

    /// <summary>Types by first node, the slot type first.</summary>
    public IReadOnlyList<TypeMeta> Types { get; }

    /// <summary>Type names from big to small.</summary>
    public IReadOnlyList<string> Levels { get; private set; } = [];

    /// <summary>All nodes in canonical order.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>Rank of node n at n − 1.</summary>
    public int[] Rank { get; private set; } = [];

    public TfSlots Slots => _slots;

    public static WarpArrays Build(TfTypes types, TfSlots slots, OtextConfig otext)
    {
        var warp = new WarpArrays(types, slots);
        IEnumerable<TypeExtent> extents = warp.Types.Skip(1).Select(type => new TypeExtent(type.Name, type.First, type.Last, type.SlotCount));
        warp.Levels = [.. LevelOrder.Compute([.. extents], types.SlotType, warp.MaxSlot, otext).Select(level => level.Name)];
        warp.Order = CanonicalOrder.Compute(warp);
        warp.Rank = new int[warp.MaxNode];
        for (int rank = 0; rank < warp.Order.Length; rank++)
        {
            warp.Rank[warp.Order[rank] - 1] = rank;
        }

        return warp;
    }

    public int RankOf(int node) => Rank[node - 1];

    public int FirstSlot(int node) => node <= MaxSlot ? node : _slots.First[node - MaxSlot - 1];

    public int LastSlot(int node) => node <= MaxSlot ? node : _slots.Last[node - MaxSlot - 1];

    public bool IsGapped(int node) => node > MaxSlot && _gappedRow.Length > 0 && _gappedRow[node - MaxSlot - 1] != 0;

    public ReadOnlySpan<int> SlotsOf(int node)
    {
        if (!IsGapped(node))
        {
            int first = FirstSlot(node);
            return _allSlots.AsSpan(first - 1, LastSlot(node) - first + 1);
        }

        int row = _gappedRow[node - MaxSlot - 1] - 1;
        return _slots.GappedSlots.AsSpan(_slots.GappedIndptr[row], _slots.GappedIndptr[row + 1] - _slots.GappedIndptr[row]);
    }

    /// <summary>Fingerprint of types and slots: stores with the same one have the same nodes.</summary>
    public string Fingerprint()
    {
        var hash = new XxHash128();
        foreach (TypeMeta type in Types)
        {
            hash.Append(System.Text.Encoding.UTF8.GetBytes($"{type.Name}\t{type.First}\t{type.Last}\n"));
        }

        hash.Append(MemoryMarshal.AsBytes<int>(_slots.First));
        hash.Append(MemoryMarshal.AsBytes<int>(_slots.Last));
        hash.Append(MemoryMarshal.AsBytes<int>(_slots.GappedNodes));
        hash.Append(MemoryMarshal.AsBytes<int>(_slots.GappedSlots));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Writes types, slots, order, ranks and nodes by last slot, of which it gives the last: all nodes.</summary>
    public NodesByLastSlot Write(IArrayWriter writer)
    {
        int[] typeIds = new int[MaxNode - MaxSlot];
        for (int id = 1; id < Types.Count; id++)
        {
            typeIds.AsSpan(Types[id].First - MaxSlot - 1, Types[id].Last - Types[id].First + 1).Fill(id);
        }

        writer.WriteNarrow(StoreKeys.Types, typeIds.AsSpan());
        writer.Write<int>(StoreKeys.FirstSlots, _slots.First);
        writer.Write<int>(StoreKeys.LastSlots, _slots.Last);
        WriteGapped(writer);
        writer.Write<int>(StoreKeys.Order, Order);
        writer.Write<int>(StoreKeys.Rank, Rank);
        writer.Write<int>(StoreKeys.TypeOrder, OrderWithinTypes());
        NodesByLastSlot ending = FindEnding();
        writer.WriteNarrow(StoreKeys.EndingIndptr, ending.Start.AsSpan());
        writer.Write<int>(StoreKeys.EndingNodes, ending.Nodes);
        return ending;
    }

    private long SlotCount(TfTypeRange range)
    {
        long count = 0;
        for (int node = range.First; node <= range.Last; node++)
        {
            count += SlotsOf(node).Length;
        }

        return count;
    }

    private void WriteGapped(IArrayWriter writer)
    {
        ulong[] bits = new ulong[(MaxNode - MaxSlot + 63) / 64];
        foreach (int node in _slots.GappedNodes)
        {
            int index = node - MaxSlot - 1;
            bits[index >> 6] |= 1UL << (index & 63);
        }

        writer.WriteBitmap(StoreKeys.Gapped, bits);
        writer.WriteNarrow(StoreKeys.GappedIndptr, _slots.GappedIndptr.AsSpan());
        writer.Write<int>(StoreKeys.GappedSlots, _slots.GappedSlots);
    }

    /// <summary>Nodes by type in the order of their numbers, within a type in canonical order.</summary>
    private int[] OrderWithinTypes()
    {
        // a few boundaries are quicker to search than a table of all nodes is to read
        int[] last = [.. Types.Select(type => type.Last)];
        int[] next = [.. Types.Select(type => type.First - 1)];
        int[] ordered = new int[MaxNode];
        _allSlots.CopyTo(ordered, 0);
        foreach (int node in Order)
        {
            if (node > MaxSlot)
            {
                int at = Array.BinarySearch(last, node);
                ordered[next[at < 0 ? ~at : at]++] = node;
            }
        }

        return ordered;
    }

    /// <summary>Per slot the nodes that end there in canonical order; the slot itself comes last.</summary>
    private NodesByLastSlot FindEnding()
    {
        int[] indptr = new int[MaxSlot + 1];
        for (int node = 1; node <= MaxNode; node++)
        {
            indptr[LastSlot(node)]++;
        }

        for (int slot = 1; slot <= MaxSlot; slot++)
        {
            indptr[slot] += indptr[slot - 1];
        }

        int[] next = indptr[..MaxSlot];
        int[] nodes = new int[MaxNode];
        foreach (int node in Order)
        {
            nodes[next[LastSlot(node) - 1]++] = node;
        }

        return new NodesByLastSlot(indptr, nodes);
    }
}

/// <summary>All nodes by the slot that they end with; those of one slot in canonical order, the slot itself last.</summary>
/// <param name="Start">Where the nodes of slot s begin, at s − 1; one more than there are slots.</param>
/// <param name="Nodes">The nodes.</param>
internal readonly record struct NodesByLastSlot(int[] Start, int[] Nodes)
{
    public ReadOnlySpan<int> Of(int slot) => Nodes.AsSpan(Start[slot - 1], Start[slot] - Start[slot - 1]);
}

using System.Numerics;

namespace ContextFabric.Querying;

/// <summary>
/// The candidates of an atom: distinct nodes in canonical order, with their first and last slots beside them.
/// All nodes of a type are a slice of the mapping; anything smaller is a list in pooled memory. Immutable, except
/// that the parallel columns and the membership bits are made when first needed.
/// </summary>
internal sealed class Domain
{
    /// <summary>Nodes per block of <see cref="LastOfBlock"/>; a power of two.</summary>
    public const int BlockSize = 64;

    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly RangeFacts? _facts;
    private readonly int[]? _nodes;
    private readonly Lock _lock = new();
    private int[]? _firsts;
    private int[]? _lasts;
    private int[]? _blocks;
    private ulong[]? _bits;
    private int _maxSpan = -1;
    private int _lastsAscend = -1;
    private int _hasGaps = -1;

    private Domain(NodeSpace space, QueryMemory memory, NodeRange range, int[]? nodes, int count, RangeFacts? facts)
    {
        _space = space;
        _memory = memory;
        Range = range;
        _nodes = nodes;
        Count = count;
        _facts = facts;
    }

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>Node numbers between which all members lie.</summary>
    public NodeRange Range { get; }

    /// <summary>True when all numbers of <see cref="Range"/> are members.</summary>
    public bool IsWhole => Count == Range.Count;

    /// <summary>True when these are all nodes of the corpus: positions are ranks.</summary>
    private bool IsOrder => _nodes is null && _facts is null;

    public bool HasSlots => Range.First <= _space.MaxSlot;

    public bool HasOnlySlots => Range.Last <= _space.MaxSlot;

    /// <summary>The members in canonical order.</summary>
    public ReadOnlySpan<int> Nodes
        => _nodes is not null ? _nodes.AsSpan(0, Count)
            : _facts is null ? _space.Skeleton.Order
            : _space.Skeleton.OfRange(Range);

    /// <summary>First slots, parallel to <see cref="Nodes"/>: never decreasing.</summary>
    public ReadOnlySpan<int> Firsts
    {
        get
        {
            if (HasOnlySlots)
            {
                return Nodes;
            }

            if (_firsts is not null)
            {
                return _firsts.AsSpan(0, Count);
            }

            return _nodes is null && _facts is { NumbersAscend: true } ? _space.Skeleton.FirstSlotsOf(Range) : MakeColumn(ref _firsts, last: false);
        }
    }

    /// <summary>Position of the first member that starts at a slot or later; the number of members when there is none.</summary>
    /// <param name="slot">1..maxSlot + 1.</param>
    /// <param name="guess">Where to start searching, 0..<see cref="Count"/>.</param>
    public int StartingFrom(int slot, int guess)
    {
        if (!IsOrder)
        {
            return Gallop.LowerBound(Firsts, slot, guess);
        }

        // Of all nodes that start at a slot the slot itself is the last in canonical order.
        return slot <= 1 ? 0 : _space.Skeleton.Rank(slot - 1) + 1;
    }

    /// <summary>Last slot of the member at a position.</summary>
    public int LastAt(int position) => IsOrder ? _space.Skeleton.LastSlot(Nodes[position]) : Lasts[position];

    /// <summary>Last slots, parallel to <see cref="Nodes"/>.</summary>
    public ReadOnlySpan<int> Lasts
    {
        get
        {
            if (HasOnlySlots)
            {
                return Nodes;
            }

            if (_lasts is not null)
            {
                return _lasts.AsSpan(0, Count);
            }

            return _nodes is null && _facts is { NumbersAscend: true } ? _space.Skeleton.LastSlotsOf(Range) : MakeColumn(ref _lasts, last: true);
        }
    }

    /// <summary>True when <see cref="Lasts"/> never decreases: then bounds on last slots are bounds on positions.</summary>
    public bool LastsAscend
    {
        get
        {
            if (_lastsAscend < 0)
            {
                _lastsAscend = _facts is { LastsAscend: true } || (!IsOrder && IsAscending(Lasts)) ? 1 : 0;
            }

            return _lastsAscend == 1;
        }
    }

    /// <summary>True when some member has gaps.</summary>
    public bool HasGaps
    {
        get
        {
            if (_hasGaps < 0)
            {
                _hasGaps = _facts is { HasGaps: false } || !AnyGapped() ? 0 : 1;
            }

            return _hasGaps == 1;
        }
    }

    /// <summary>Greatest distance between the first and the last slot of a member, or more.</summary>
    public int MaxSpan
    {
        get
        {
            if (_maxSpan < 0)
            {
                _maxSpan = _facts?.MaxSpan ?? FindMaxSpan();
            }

            return _maxSpan;
        }
    }

    /// <summary>All nodes of a type.</summary>
    public static Domain OfType(NodeSpace space, QueryMemory memory, NodeRange range)
        => new(space, memory, range, null, range.Count, space.FactsOf(range));

    /// <summary>All nodes.</summary>
    public static Domain OfAll(NodeSpace space, QueryMemory memory)
    {
        var range = new NodeRange(1, space.MaxNode);
        return space.MaxNode == space.MaxSlot ? OfType(space, memory, range) : new(space, memory, range, null, range.Count, null);
    }

    /// <summary>The nodes whose bits are set; bit i stands for node <c>range.First + i</c>.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="memory">Where the list is kept.</param>
    /// <param name="range">The nodes of one type, or any others.</param>
    /// <param name="bits">The members.</param>
    /// <param name="facts">Facts about the type; null when the range is not that of one type.</param>
    public static Domain OfBits(NodeSpace space, QueryMemory memory, NodeRange range, ulong[] bits, RangeFacts? facts)
    {
        int words = (range.Count + 63) >> 6;
        int count = 0;
        foreach (ulong word in bits.AsSpan(0, words))
        {
            count += BitOperations.PopCount(word);
        }

        if (count == range.Count && (facts is not null || count == space.MaxNode))
        {
            return new Domain(space, memory, range, null, count, facts);
        }

        int[] nodes = memory.Numbers(count);
        int at = 0;
        for (int i = 0; i < words; i++)
        {
            int start = range.First + (i << 6);
            for (ulong word = bits[i]; word != 0; word &= word - 1)
            {
                nodes[at++] = start + BitOperations.TrailingZeroCount(word);
            }
        }

        if (facts is not { NumbersAscend: true } && range.Last > space.MaxSlot)
        {
            SortByRank(space, memory, nodes.AsSpan(0, count));
        }

        return new Domain(space, memory, range, nodes, count, facts) { _bits = bits };
    }

    /// <summary>The first <paramref name="count"/> nodes of a list, which must be members of this domain in canonical order.</summary>
    public Domain Restrict(int[] nodes, int count)
        => count == Count ? this : new Domain(_space, _memory, Range, nodes, count, _facts);

    /// <summary>The members whose bits are set; bit i stands for node <c>Range.First + i</c>.</summary>
    public Domain Restrict(ulong[] bits) => OfBits(_space, _memory, Range, bits, _facts);

    /// <summary>True when the node is a member. O(1).</summary>
    public bool Contains(int node)
    {
        int offset = node - Range.First;
        if ((uint)offset >= (uint)Range.Count)
        {
            return false;
        }

        if (IsWhole)
        {
            return true;
        }

        ulong[] bits = _bits ?? MakeBits();
        return (bits[offset >> 6] >> (offset & 63) & 1) != 0;
    }

    /// <summary>The highest last slot among the nodes from a multiple of <see cref="BlockSize"/> to the next.</summary>
    public int LastOfBlock(int position) => (_blocks ?? MakeBlocks())[position / BlockSize];

    /// <summary>True when the two can have a member in common.</summary>
    public bool MayMeet(Domain other) => Range.First <= other.Range.Last && other.Range.First <= Range.Last;

    private static void SortByRank(NodeSpace space, QueryMemory memory, Span<int> nodes)
    {
        ReadOnlySpan<int> ranks = space.Skeleton.Ranks;
        ReadOnlySpan<int> order = space.Skeleton.Order;
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = ranks[nodes[i] - 1];
        }

        if (nodes.Length > space.MaxNode / 32)
        {
            // Dense: mark the ranks and read them off in order.
            ulong[] marks = memory.Bits(space.MaxNode);
            foreach (int rank in nodes)
            {
                marks[rank >> 6] |= 1UL << (rank & 63);
            }

            int at = 0;
            for (int i = 0; at < nodes.Length; i++)
            {
                for (ulong word = marks[i]; word != 0; word &= word - 1)
                {
                    nodes[at++] = order[(i << 6) + BitOperations.TrailingZeroCount(word)];
                }
            }

            return;
        }

        nodes.Sort();
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = order[nodes[i]];
        }
    }

    private static bool IsAscending(ReadOnlySpan<int> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<int> MakeColumn(ref int[]? column, bool last)
    {
        lock (_lock)
        {
            if (column is null)
            {
                ReadOnlySpan<int> nodes = Nodes;
                int[] made = _memory.Numbers(nodes.Length);
                Skeleton skeleton = _space.Skeleton;
                for (int i = 0; i < nodes.Length; i++)
                {
                    made[i] = last ? skeleton.LastSlot(nodes[i]) : skeleton.FirstSlot(nodes[i]);
                }

                Volatile.Write(ref column, made);
            }
        }

        return column.AsSpan(0, Count);
    }

    private ulong[] MakeBits()
    {
        lock (_lock)
        {
            if (_bits is null)
            {
                ulong[] made = _memory.Bits(Range.Count);
                foreach (int node in Nodes)
                {
                    int offset = node - Range.First;
                    made[offset >> 6] |= 1UL << (offset & 63);
                }

                Volatile.Write(ref _bits, made);
            }
        }

        return _bits;
    }

    private int[] MakeBlocks()
    {
        lock (_lock)
        {
            if (_blocks is null)
            {
                ReadOnlySpan<int> lasts = Lasts;
                int[] made = _memory.Numbers((lasts.Length / BlockSize) + 1);
                for (int start = 0; start < lasts.Length; start += BlockSize)
                {
                    made[start / BlockSize] = MaxOf(lasts.Slice(start, Math.Min(BlockSize, lasts.Length - start)));
                }

                Volatile.Write(ref _blocks, made);
            }
        }

        return _blocks;
    }

    private static int MaxOf(ReadOnlySpan<int> values)
    {
        int max = 0;
        foreach (int value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    private int FindMaxSpan()
    {
        if (IsOrder)
        {
            return _space.MaxSlot;
        }

        ReadOnlySpan<int> firsts = Firsts;
        ReadOnlySpan<int> lasts = Lasts;
        int max = 0;
        for (int i = 0; i < lasts.Length; i++)
        {
            max = Math.Max(max, lasts[i] - firsts[i]);
        }

        return max;
    }

    private bool AnyGapped()
    {
        foreach (int node in Nodes)
        {
            if (_space.Skeleton.IsGapped(node))
            {
                return true;
            }
        }

        return false;
    }
}

using ContextFabric.Compile;

namespace ContextFabric;

/// <summary>The section index of a corpus: headings to nodes and sequence numbers, by search in sorted arrays.</summary>
internal sealed class SectionIndex
{
    private readonly DerivedArray<long> _level2Key;
    private readonly DerivedArray<int> _level2Node;
    private readonly DerivedArray<long> _level3Key;
    private readonly DerivedArray<int> _level3Node;
    private readonly DerivedArray<int> _sequence2Start;
    private readonly DerivedArray<int> _sequence2Node;
    private readonly DerivedArray<int> _sequence3Start;
    private readonly DerivedArray<int> _sequence3Node;
    private readonly DerivedArray<int> _sequence2Of;
    private readonly DerivedArray<int> _sequence3Of;

    public SectionIndex(Corpus corpus)
    {
        Arrays = DerivedArrays.Open(corpus, SectionMembers.Level2Key, SectionIndexBuilder.Write);
        _level2Key = Arrays.Get<long>(SectionMembers.Level2Key);
        _level2Node = Arrays.Get<int>(SectionMembers.Level2Node);
        _level3Key = Arrays.Get<long>(SectionMembers.Level3Key);
        _level3Node = Arrays.Get<int>(SectionMembers.Level3Node);
        _sequence2Start = Arrays.Get<int>(SectionMembers.Sequence2Start);
        _sequence2Node = Arrays.Get<int>(SectionMembers.Sequence2Node);
        _sequence3Start = Arrays.Get<int>(SectionMembers.Sequence3Start);
        _sequence3Node = Arrays.Get<int>(SectionMembers.Sequence3Node);
        _sequence2Of = Arrays.Get<int>(SectionMembers.Sequence2Of);
        _sequence3Of = Arrays.Get<int>(SectionMembers.Sequence3Of);
    }

    public DerivedArrays Arrays { get; }

    /// <summary>Position and node of the level-2 section with this heading; −1 when there is none.</summary>
    public int FindLevel2(int level1, int code, out int node) =>
        Find(_level2Key.Span, _level2Node.Span, SectionMembers.Key(level1, code), out node);

    /// <summary>The level-3 section with this heading below the level-2 section at a position.</summary>
    public bool TryFindLevel3(int level2Position, int code, out int node) =>
        Find(_level3Key.Span, _level3Node.Span, SectionMembers.Key(level2Position, code), out node) >= 0;

    /// <summary>Heading codes of the sections below a level-1 node.</summary>
    public int[] Level2Codes(int level1) => CodesBelow(_level2Key.Span, level1);

    /// <summary>Heading codes of the sections below the level-2 section at a position.</summary>
    public int[] Level3Codes(int level2Position) => CodesBelow(_level3Key.Span, level2Position);

    /// <summary>Node at 1-based sequence numbers; 0 for <paramref name="second"/> or <paramref name="third"/> stops there. 0 = none.</summary>
    public int NodeAt(int first, int second, int third)
    {
        int position = Step(_sequence2Start.Span, first, second);
        if (position < 0)
        {
            return 0;
        }

        if (third == 0)
        {
            return _sequence2Node.Span[position];
        }

        int lower = Step(_sequence3Start.Span, position + 1, third);
        return lower < 0 ? 0 : _sequence3Node.Span[lower];
    }

    /// <summary>Sequence numbers of the level-2 node with this index in its type; false when it has none.</summary>
    public bool TryLevel2Numbers(int index, out int first, out int second) =>
        Numbers(_sequence2Of.Span, _sequence2Start.Span, index, out first, out second);

    /// <summary>Sequence numbers of the level-3 node with this index in its type; false when it has none.</summary>
    public bool TryLevel3Numbers(int index, out int first, out int second, out int third)
    {
        first = 0;
        second = 0;
        return Numbers(_sequence3Of.Span, _sequence3Start.Span, index, out int level2, out third)
            && NumbersOf(_sequence2Start.Span, level2 - 1, out first, out second);
    }

    private static int Find(ReadOnlySpan<long> keys, ReadOnlySpan<int> nodes, long key, out int node)
    {
        int i = keys.BinarySearch(key);
        node = i < 0 ? 0 : nodes[i];
        return Math.Max(i, -1);
    }

    private static int[] CodesBelow(ReadOnlySpan<long> keys, int parent)
    {
        int start = LowerBound(keys, SectionMembers.Key(parent, 0));
        int end = LowerBound(keys, SectionMembers.Key(parent + 1, 0));
        int[] codes = new int[end - start];
        for (int i = start; i < end; i++)
        {
            codes[i - start] = (int)keys[i];
        }

        return codes;
    }

    private static int LowerBound(ReadOnlySpan<long> keys, long key)
    {
        int i = keys.BinarySearch(key);
        return i < 0 ? ~i : i;
    }

    private static int Step(ReadOnlySpan<int> starts, int row, int number)
    {
        if (row < 1 || row >= starts.Length || number < 1 || number > starts[row] - starts[row - 1])
        {
            return -1;
        }

        return starts[row - 1] + number - 1;
    }

    private static bool Numbers(ReadOnlySpan<int> positions, ReadOnlySpan<int> starts, int index, out int row, out int number)
    {
        row = 0;
        number = 0;
        return (uint)index < (uint)positions.Length && positions[index] > 0 && NumbersOf(starts, positions[index] - 1, out row, out number);
    }

    /// <summary>Row (from 1) that holds a position, and the place (from 1) in that row.</summary>
    private static bool NumbersOf(ReadOnlySpan<int> starts, int position, out int row, out int number)
    {
        int low = 0;
        int high = starts.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = starts[middle] <= position ? (middle, high) : (low, middle);
        }

        row = low + 1;
        number = position - starts[low] + 1;
        return true;
    }
}

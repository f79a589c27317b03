namespace ContextFabric.Synthesis;

/// <summary>
/// Which slots each node has, by arithmetic: node i of a type begins with child ⌊i·B⌋ + r, B being the average number
/// of children and r a random number below ⌊B⌋. So beginnings ascend strictly, any of them takes constant time, and
/// nothing need be kept. Nodes and slots are counted from 0 here.
/// </summary>
internal sealed class SyntheticTree
{
    /// <summary>The most nodes that a corpus can have.</summary>
    public const int MaxNodes = 1 << 28;

    private const int FractionBits = 10;
    private const int LongestGap = 4;
    private readonly long[] _children;
    private readonly SyntheticRandom[] _random;
    private readonly int[] _counts;
    private readonly SyntheticRandom[] _gaps;
    private readonly double _gapRate;
    private readonly int _sections;

    public SyntheticTree(SyntheticCorpusOptions options)
    {
        int levels = options.Types.Count;
        _children = [.. options.Types.Select(static type => (long)Math.Round(type.Children * (1 << FractionBits)))];
        _random = [.. options.Types.Select(type => new SyntheticRandom(options.Seed, "type " + type.Name))];
        _gaps = [.. options.Types.Select(type => new SyntheticRandom(options.Seed, "gap " + type.Name))];
        _gapRate = options.GapRate;
        _sections = options.Sections;
        _counts = new int[levels + 1];
        _counts[levels] = options.Slots;
        for (int level = levels - 1; level >= 0; level--)
        {
            _counts[level] = Owner(level, _counts[level + 1] - 1) + 1;
        }
    }

    /// <summary>Number of types, slots not counted.</summary>
    public int Levels => _children.Length;

    /// <summary>Number of nodes of a level; the last level is that of the slots.</summary>
    public int Count(int level) => _counts[level];

    /// <summary>First child of a node, as a number on the next level; for the number after the last node the end of that level.</summary>
    public int FirstChild(int level, int node) =>
        node >= _counts[level] ? _counts[level + 1] : (int)Begin(level, node);

    /// <summary>First slot of a node; for the number after the last node the number of slots.</summary>
    public int FirstSlot(int level, int node)
    {
        for (; level < Levels; level++)
        {
            node = FirstChild(level, node);
        }

        return node;
    }

    /// <summary>The node of a level that a node of the next level lies in.</summary>
    public int Owner(int level, int child)
    {
        long node = ((long)child << FractionBits) / _children[level];
        while (Begin(level, node) > child)
        {
            node--;
        }

        while (Begin(level, node + 1) <= child)
        {
            node++;
        }

        return (int)node;
    }

    /// <summary>The slots that a node lacks: from, and up to but not with; equal when it lacks none.</summary>
    public (int From, int To) Gap(int level, int node, int first, int end)
    {
        int inner = end - first - 2;
        long index = 3L * node;
        if (inner < 1 || level < _sections || _gaps[level].Unit(index) >= _gapRate)
        {
            return (first, first);
        }

        int length = 1 + (int)_gaps[level].Below(index + 1, Math.Min(inner, LongestGap));
        int from = first + 1 + (int)_gaps[level].Below(index + 2, inner - length + 1);
        return (from, from + length);
    }

    private long Begin(int level, long node) => node == 0
        ? 0
        : ((node * _children[level]) >> FractionBits) + _random[level].Below(node, _children[level] >> FractionBits);
}

namespace ContextFabric.Querying;

/// <summary>
/// Bounds on the first slot, the last slot and the rank of a node to be bound. Every relation on slots narrows it;
/// what several relations demand of one node is the intersection, found by binary search instead of by trying
/// nodes: <c>a &lt; b &lt; c</c> within a clause becomes one slice.
/// </summary>
internal sealed class Box
{
    private readonly int[] _excepts;
    private readonly int _maxSlot;

    /// <summary>A box for so many relations.</summary>
    public Box(int relations, int maxSlot)
    {
        _excepts = new int[relations];
        _maxSlot = maxSlot;
    }

    public int FirstMin { get; private set; }

    public int FirstMax { get; private set; }

    public int LastMin { get; private set; }

    public int LastMax { get; private set; }

    /// <summary>Ranks must be above this.</summary>
    public int RankAbove { get; private set; }

    /// <summary>Ranks must be below this.</summary>
    public int RankBelow { get; private set; }

    /// <summary>Nodes that may not be chosen.</summary>
    public ReadOnlySpan<int> Excepts => _excepts.AsSpan(0, ExceptCount);

    public int ExceptCount { get; private set; }

    /// <summary>True when no node can be inside.</summary>
    public bool IsEmpty => FirstMin > FirstMax || LastMin > LastMax || FirstMin > LastMax;

    /// <summary>Takes all bounds away.</summary>
    public void Reset()
    {
        FirstMin = 1;
        FirstMax = _maxSlot;
        LastMin = 1;
        LastMax = _maxSlot;
        RankAbove = -1;
        RankBelow = int.MaxValue;
        ExceptCount = 0;
    }

    public void First(long min, long max)
    {
        FirstMin = (int)Math.Max(FirstMin, min);
        FirstMax = (int)Math.Max(Math.Min(FirstMax, max), -1);
    }

    public void Last(long min, long max)
    {
        LastMin = (int)Math.Max(LastMin, min);
        LastMax = (int)Math.Max(Math.Min(LastMax, max), -1);

        // A node does not end before it starts.
        FirstMax = Math.Min(FirstMax, LastMax);
    }

    public void Above(int rank) => RankAbove = Math.Max(RankAbove, rank);

    public void Below(int rank) => RankBelow = Math.Min(RankBelow, rank);

    public void Except(int node) => _excepts[ExceptCount++] = node;
}

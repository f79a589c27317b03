namespace ContextFabric.Querying;

/// <summary>The nodes of a domain grouped by key, in canonical order within a group (a counting sort).</summary>
internal sealed class KeyIndex
{
    private readonly int[] _starts;
    private readonly int[] _nodes;
    private readonly int _maxKey;

    public KeyIndex(Domain domain, NodeKeys keys, QueryMemory memory)
    {
        _maxKey = keys.MaxKey;
        _starts = memory.Numbers(_maxKey + 2);
        _nodes = memory.Numbers(domain.Count);
        Span<int> starts = _starts.AsSpan(0, _maxKey + 2);
        starts.Clear();
        ReadOnlySpan<int> nodes = domain.Nodes;
        LowestKey = int.MaxValue;
        foreach (int node in nodes)
        {
            int key = keys.KeyOf(node);
            starts[key + 1]++;
            LowestKey = key > 0 && key < LowestKey ? key : LowestKey;
            HighestKey = Math.Max(HighestKey, key);
        }

        for (int key = 1; key < starts.Length; key++)
        {
            starts[key] += starts[key - 1];
        }

        // Each start moves to the end of its group, which is the start of the next.
        foreach (int node in nodes)
        {
            _nodes[starts[keys.KeyOf(node)]++] = node;
        }
    }

    /// <summary>Lowest key that occurs; beyond the highest when none does.</summary>
    public int LowestKey { get; }

    /// <summary>Highest key that occurs; 0 when none does.</summary>
    public int HighestKey { get; }

    /// <summary>The nodes with a key; none for key 0 and keys that do not occur.</summary>
    public ArraySegment<int> Group(int key)
        => key <= 0 || key > _maxKey ? ArraySegment<int>.Empty : new(_nodes, _starts[key - 1], _starts[key] - _starts[key - 1]);
}

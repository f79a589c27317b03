using System.Buffers;

namespace ContextFabric.Conformance;

/// <summary>Results of a search in one rented array, to be compared with recorded ones.</summary>
internal sealed class TupleTable(int width) : IDisposable
{
    private int[] _nodes = ArrayPool<int>.Shared.Rent(1 << 12);

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<int> tuple)
    {
        if (tuple.Length != width)
        {
            throw new InvalidOperationException($"a result of {tuple.Length} nodes where {width} were announced");
        }

        int used = Count * width;
        if (used + width > _nodes.Length)
        {
            int[] larger = ArrayPool<int>.Shared.Rent(checked(_nodes.Length * 2));
            _nodes.AsSpan(0, used).CopyTo(larger);
            ArrayPool<int>.Shared.Return(_nodes);
            _nodes = larger;
        }

        tuple.CopyTo(_nodes.AsSpan(used));
        Count++;
    }

    /// <summary>The first tuple that does not come after the one before by rank; 0 when there is none.</summary>
    public int FirstDisorder(Func<int, int> rank)
    {
        for (int i = 1; i < Count; i++)
        {
            ReadOnlySpan<int> before = Row(i - 1);
            ReadOnlySpan<int> tuple = Row(i);
            int same = before.CommonPrefixLength(tuple);
            if (same == width || rank(before[same]) > rank(tuple[same]))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>SHA-256 of the tuples sorted by their numbers, each with commas between and a line feed after it.</summary>
    public string SortedDigest()
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        Array.Sort(rows, (a, b) => Row(a).SequenceCompareTo(Row(b)));
        using var digest = new Digest();
        foreach (int row in rows)
        {
            digest.Row(Row(row)).Mark('\n');
        }

        return digest.Hex();
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_nodes);

    private ReadOnlySpan<int> Row(int row) => _nodes.AsSpan(row * width, width);
}

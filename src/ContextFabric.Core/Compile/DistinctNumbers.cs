using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>Finds the distinct values of an integer column and how often each occurs.</summary>
internal static class DistinctNumbers
{
    // Up to this many possible values they are counted in a table, which is far cheaper than sorting the column.
    private const long TableLimit = 1 << 20;

    /// <summary>Writes <c>distinct</c>, the values in use ascending, and <c>counts</c>.</summary>
    public static void Write(IArrayWriter writer, string prefix, ReadOnlySpan<long> values)
    {
        long low = long.MaxValue;
        long high = long.MinValue;
        foreach (long value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var distinct = new List<long>();
        var counts = new List<int>();
        if (!values.IsEmpty && (UInt128)((Int128)high - low) < TableLimit)
        {
            CountInTable(values, low, (int)(high - low) + 1, distinct, counts);
        }
        else
        {
            CountSorted(values, distinct, counts);
        }

        writer.WriteNarrow(prefix + "distinct", [.. distinct]);
        writer.WriteNarrow(prefix + "counts", counts.ToArray().AsSpan());
    }

    private static void CountInTable(ReadOnlySpan<long> values, long low, int size, List<long> distinct, List<int> counts)
    {
        int[] table = new int[size];
        foreach (long value in values)
        {
            table[value - low]++;
        }

        for (int i = 0; i < table.Length; i++)
        {
            if (table[i] > 0)
            {
                distinct.Add(low + i);
                counts.Add(table[i]);
            }
        }
    }

    private static void CountSorted(ReadOnlySpan<long> values, List<long> distinct, List<int> counts)
    {
        long[] sorted = values.ToArray();
        Array.Sort(sorted);
        foreach (long value in sorted)
        {
            if (distinct.Count == 0 || distinct[^1] != value)
            {
                distinct.Add(value);
                counts.Add(0);
            }

            counts[^1]++;
        }
    }
}

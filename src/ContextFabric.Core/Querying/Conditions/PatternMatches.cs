using ContextFabric.Storage;

namespace ContextFabric.Querying;

/// <summary>Finds the texts of a pool in which a pattern is found.</summary>
internal static class PatternMatches
{
    private const int TextsBetweenChecks = 64;

    /// <summary>Runs of the codes of these texts; the first text of the pool has the code <paramref name="firstCode"/>.</summary>
    public static List<ValueRun> Find(StringPool pool, TextPattern pattern, int firstCode, QueryBudget budget)
    {
        var runs = new List<ValueRun>();
        (int from, int to) = (0, pool.Count);
        if (pattern.TryGetPrefix(out ReadOnlySpan<byte> prefix, out bool isAll))
        {
            // Texts that start alike are neighbours.
            from = LowerBound(pool, prefix, past: false);
            to = LowerBound(pool, prefix, past: true);
            if (isAll)
            {
                if (from < to)
                {
                    runs.Add(new ValueRun(firstCode + from, firstCode + to - 1));
                }

                return runs;
            }
        }

        for (int at = from; at < to; at++)
        {
            if ((at - from) % TextsBetweenChecks == 0)
            {
                budget.Check();
            }

            if (pattern.IsMatch(pool[at], budget))
            {
                ValueSet.Append(runs, firstCode + at, firstCode + at);
            }
        }

        pool.ThrowIfClosed();
        return runs;
    }

    /// <summary>The first text not below the prefix, or (past) the first above all texts that start with it.</summary>
    private static int LowerBound(StringPool pool, ReadOnlySpan<byte> prefix, bool past)
    {
        int low = 0;
        int high = pool.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            ReadOnlySpan<byte> text = pool[middle];
            bool before = text.SequenceCompareTo(prefix) < 0 || (past && text.StartsWith(prefix));
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }

        return low;
    }
}

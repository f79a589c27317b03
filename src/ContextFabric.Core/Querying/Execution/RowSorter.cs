namespace ContextFabric.Querying;

/// <summary>
/// Sorts rows of small numbers, in runs that are then merged, so that the budget is looked at every few
/// milliseconds however many rows there are.
/// </summary>
internal static class RowSorter
{
    private const int RunLength = 1 << 15;

    /// <summary>Sorts rows that lie one after the other, and drops repetitions.</summary>
    /// <param name="cells">The rows; sorted afterwards.</param>
    /// <param name="columns">Numbers per row, none of them negative.</param>
    /// <param name="budget">Watched, and charged meanwhile.</param>
    /// <returns>The number of distinct rows.</returns>
    public static int Sort(Span<int> cells, int columns, QueryBudget budget)
    {
        int rows = cells.Length / columns;
        long bytes = (32L * rows) + (4L * cells.Length);
        budget.Charge(bytes);
        int[] copy = cells.ToArray();
        var keys = new RowKey[rows];
        for (int row = 0; row < rows; row++)
        {
            long second = columns == 1 ? 0 : copy[(row * columns) + 1];
            keys[row] = new RowKey(((long)copy[row * columns] << 32) | second, row);
        }

        var order = Comparer<RowKey>.Create((a, b) => Compare(a, b, copy, columns));
        for (int start = 0; start < rows; start += RunLength)
        {
            budget.Check();
            Array.Sort(keys, start, Math.Min(RunLength, rows - start), order);
        }

        RowKey[] spare = rows > RunLength ? new RowKey[rows] : keys;
        for (int length = RunLength; length < rows; length *= 2)
        {
            for (int start = 0; start < rows; start += 2 * length)
            {
                Merge(keys, spare, start, Math.Min(start + length, rows), Math.Min(start + (2 * length), rows), order, budget);
            }

            (keys, spare) = (spare, keys);
        }

        int kept = 0;
        for (int row = 0; row < rows; row++)
        {
            if (row == 0 || order.Compare(keys[row - 1], keys[row]) != 0)
            {
                copy.AsSpan(keys[row].Row * columns, columns).CopyTo(cells[(kept++ * columns)..]);
            }
        }

        budget.Charge(-bytes);
        return kept;
    }

    private static void Merge(RowKey[] from, RowKey[] to, int start, int middle, int end, Comparer<RowKey> order, QueryBudget budget)
    {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++)
        {
            if ((at & (RunLength - 1)) == 0)
            {
                budget.Check();
            }

            bool takesLeft = right >= end || (left < middle && order.Compare(from[left], from[right]) <= 0);
            to[at] = takesLeft ? from[left++] : from[right++];
        }
    }

    private static int Compare(RowKey a, RowKey b, int[] cells, int columns)
    {
        int order = a.Key.CompareTo(b.Key);
        return order != 0 || columns <= 2
            ? order
            : cells.AsSpan((a.Row * columns) + 2, columns - 2).SequenceCompareTo(cells.AsSpan((b.Row * columns) + 2, columns - 2));
    }

    /// <summary>The first two numbers of a row, and which row it is.</summary>
    private readonly record struct RowKey(long Key, int Row);
}

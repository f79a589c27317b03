namespace ContextFabric.Querying;

/// <summary>
/// Binary search that starts near a guess and doubles its strides (Bentley and Yao's unbounded search): when the
/// queries move slowly through the array, as they do in nested loops over ordered lists, a search is O(1).
/// </summary>
internal static class Gallop
{
    /// <summary>The first index whose value is at least <paramref name="value"/>; the length when there is none.</summary>
    /// <param name="values">Ascending values.</param>
    /// <param name="value">What is searched.</param>
    /// <param name="guess">Where to start, 0..length.</param>
    public static int LowerBound(ReadOnlySpan<int> values, int value, int guess)
    {
        int low;
        int high;
        if (guess < values.Length && values[guess] < value)
        {
            int stride = 1;
            low = guess + 1;
            high = low;
            while (high < values.Length && values[high] < value)
            {
                low = high + 1;
                high = stride > values.Length - high ? values.Length : high + stride;
                stride *= 2;
            }

            high = Math.Min(high, values.Length);
        }
        else
        {
            int stride = 1;
            high = Math.Min(guess, values.Length);
            low = high - 1;
            while (low >= 0 && values[low] >= value)
            {
                high = low;
                low -= stride;
                stride *= 2;
            }

            low = Math.Max(low + 1, 0);
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

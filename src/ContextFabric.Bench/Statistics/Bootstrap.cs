namespace ContextFabric.Bench.Statistics;

/// <summary>
/// 95 % intervals by resampling: the readings are drawn anew with replacement, and the interval holds the middle 95 %
/// of the results (percentile method). The same seed gives the same interval.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Number of resamples.</summary>
    public const int Resamples = 10_000;

    /// <summary>
    /// Geometric mean over queries of their ratio, where the ratio of a query is the median of its blocks' ratios on
    /// a logarithmic scale (so that a/b and b/a say the same). Queries are resampled, and blocks: the same ones for all
    /// queries of a resample, because all queries of a block share the luck of its processes.
    /// </summary>
    /// <param name="ratios">For each query the paired ratios, one per block, in the order of blocks; all above 0.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="resamples">How many.</param>
    /// <returns>Without ends if there is only one ratio in all.</returns>
    /// <exception cref="ArgumentException">There is no query, a query has no ratio, or a ratio is not above 0.</exception>
    public static Estimate GeometricMean(IReadOnlyList<IReadOnlyList<double>> ratios, int seed, int resamples = Resamples)
    {
        double[][] logs = [.. ratios.Select(Logarithms)];
        if (logs.Length == 0)
        {
            throw new ArgumentException("no ratios", nameof(ratios));
        }

        double value = Math.Exp(logs.Average(MedianOf));
        if (logs.Length == 1 && logs[0].Length == 1)
        {
            return new Estimate(value, null, null, 1);
        }

        var random = new SeededRandom((ulong)seed);
        double[] results = new double[resamples];
        double[] drawn = new double[logs.Max(l => l.Length)];
        int[] blocks = new int[drawn.Length];
        for (int i = 0; i < resamples; i++)
        {
            for (int b = 0; b < blocks.Length; b++)
            {
                blocks[b] = random.Below(blocks.Length);
            }

            double sum = 0;
            for (int q = 0; q < logs.Length; q++)
            {
                sum += MedianOfBlocks(logs[logs.Length == 1 ? 0 : random.Below(logs.Length)], blocks, drawn);
            }

            results[i] = sum / logs.Length;
        }

        Array.Sort(results);
        return new Estimate(value, Math.Exp(Sample.Percentile(results, 2.5)), Math.Exp(Sample.Percentile(results, 97.5)), logs.Length == 1 ? logs[0].Length : logs.Length);
    }

    /// <summary>Median of the readings, resampled.</summary>
    /// <returns>Without ends for a single reading.</returns>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Estimate Median(IReadOnlyList<double> values, int seed, int resamples = Resamples)
    {
        var sample = Sample.Of(values);
        if (sample.Count == 1)
        {
            return new Estimate(sample.Median, null, null, 1);
        }

        double[] all = [.. values];
        var random = new SeededRandom((ulong)seed);
        double[] results = new double[resamples];
        double[] drawn = new double[all.Length];
        for (int i = 0; i < resamples; i++)
        {
            results[i] = MedianOfDrawn(all, drawn, ref random);
        }

        Array.Sort(results);
        return new Estimate(sample.Median, Sample.Percentile(results, 2.5), Sample.Percentile(results, 97.5), sample.Count);
    }

    /// <summary>Median of one group over that of another, each resampled for itself: for readings that are no pairs.</summary>
    /// <returns>Without ends if one of the groups has a single reading.</returns>
    /// <exception cref="ArgumentException">A group is empty, or a reading is not above 0.</exception>
    public static Estimate RatioOfMedians(IReadOnlyList<double> over, IReadOnlyList<double> under, int seed, int resamples = Resamples)
    {
        (double[] a, double[] b) = (Logarithms(over), Logarithms(under));
        double value = Math.Exp(MedianOf(a) - MedianOf(b));
        int count = Math.Min(a.Length, b.Length);
        if (count == 1)
        {
            return new Estimate(value, null, null, 1);
        }

        var random = new SeededRandom((ulong)seed);
        double[] results = new double[resamples];
        double[] drawn = new double[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < resamples; i++)
        {
            results[i] = MedianOfDrawn(a, drawn, ref random) - MedianOfDrawn(b, drawn, ref random);
        }

        Array.Sort(results);
        return new Estimate(value, Math.Exp(Sample.Percentile(results, 2.5)), Math.Exp(Sample.Percentile(results, 97.5)), count);
    }

    /// <summary>Geometric mean.</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not above 0.</exception>
    public static double GeometricMean(IReadOnlyList<double> values) => Math.Exp(Logarithms(values).Average());

    private static double[] Logarithms(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("no ratios", nameof(values));
        }

        double[] logs = new double[values.Count];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = values[i] > 0 && double.IsFinite(values[i])
                ? Math.Log(values[i])
                : throw new ArgumentException($"a ratio is a number above 0, not {values[i]}", nameof(values));
        }

        return logs;
    }

    private static double MedianOf(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return Sample.Percentile(sorted, 50);
    }

    // a query that lacks a block, because its answer was not in time, has fewer ratios: positions wrap around
    private static double MedianOfBlocks(double[] values, int[] blocks, double[] drawn)
    {
        Span<double> part = drawn.AsSpan(0, values.Length);
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = values[blocks[i] % values.Length];
        }

        Sort(part);
        return Sample.Percentile(part, 50);
    }

    private static double MedianOfDrawn(double[] values, double[] drawn, ref SeededRandom random)
    {
        Span<double> part = drawn.AsSpan(0, values.Length);
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = values[random.Below(values.Length)];
        }

        Sort(part);
        return Sample.Percentile(part, 50);
    }

    // Blocks are few: insertion beats the general sort, which is most of the time of a report.
    private static void Sort(Span<double> values)
    {
        const int Few = 24;
        if (values.Length > Few)
        {
            values.Sort();
            return;
        }

        for (int i = 1; i < values.Length; i++)
        {
            double value = values[i];
            int at = i;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                values[at] = values[at - 1];
            }

            values[at] = value;
        }
    }
}

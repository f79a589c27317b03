namespace ContextFabric.Bench.Statistics;

/// <summary>Readings of one thing and what they have in common. Never empty: nothing measured is no sample.</summary>
internal sealed class Sample
{
    private readonly double[] _sorted;

    private Sample(double[] sorted) => _sorted = sorted;

    /// <summary>Number of readings.</summary>
    public int Count => _sorted.Length;

    /// <summary>The readings, ascending.</summary>
    public IReadOnlyList<double> Sorted => _sorted;

    public double Min => _sorted[0];

    public double Max => _sorted[^1];

    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (double value in _sorted)
            {
                sum += value;
            }

            // Rounding must not carry the mean of equal readings past them.
            return Math.Clamp(sum / Count, Min, Max);
        }
    }

    public double Median => Percentile(50);

    /// <summary>Median of the distances to the median: a spread that outliers do not move.</summary>
    public double MedianAbsoluteDeviation
    {
        get
        {
            double median = Median;
            return Of(_sorted.Select(v => Math.Abs(v - median))).Median;
        }
    }

    /// <summary>Sample deviation (n − 1); 0 for a single reading.</summary>
    public double Deviation
    {
        get
        {
            if (Count < 2)
            {
                return 0;
            }

            double mean = Mean;
            return Math.Sqrt(_sorted.Sum(v => (v - mean) * (v - mean)) / (Count - 1));
        }
    }

    /// <summary>A sample of the readings, in any order.</summary>
    /// <exception cref="ArgumentException">There are none, or one is not a finite number.</exception>
    public static Sample Of(IEnumerable<double> values) =>
        OrNull(values) ?? throw new ArgumentException("a sample has at least one reading", nameof(values));

    /// <summary>A sample of the readings, or null where there are none.</summary>
    /// <exception cref="ArgumentException">A reading is not a finite number.</exception>
    public static Sample? OrNull(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        if (Array.Exists(sorted, v => !double.IsFinite(v)))
        {
            throw new ArgumentException("a reading is a finite number", nameof(values));
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? null : new Sample(sorted);
    }

    /// <summary>The value below which <paramref name="percent"/> of the readings lie: linear between order statistics, at p/100·(n − 1).</summary>
    public double Percentile(double percent) => Percentile(_sorted, percent);

    /// <summary>95 % Student interval of the mean; no ends for a single reading.</summary>
    public Estimate MeanInterval()
    {
        if (Count < 2)
        {
            return new Estimate(Mean, null, null, Count);
        }

        double half = StudentT.Quantile(0.975, Count - 1) * Deviation / Math.Sqrt(Count);
        return new Estimate(Mean, Mean - half, Mean + half, Count);
    }

    internal static double Percentile(ReadOnlySpan<double> sorted, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        double position = percent / 100 * (sorted.Length - 1);
        int below = (int)position;
        double part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + (part * (sorted[below + 1] - sorted[below]));
    }
}

namespace ContextFabric.Bench.Statistics;

/// <summary>Wins, ties and losses of a subject against the baseline.</summary>
internal readonly record struct Score(int Wins, int Ties, int Losses);

/// <summary>Questions put to paired readings.</summary>
internal static class PairedTests
{
    /// <summary>Ratios this near to 1 are ties, unless the noise of the machine is larger.</summary>
    public const double TieMargin = 0.05;

    private const int ExactLimit = 50;

    /// <summary>Counts ratios (baseline / subject, so above 1 is a win) beyond the margin.</summary>
    /// <param name="ratios">All above 0.</param>
    /// <param name="margin">0.05: from 1/1.05 to 1.05 is a tie.</param>
    public static Score Count(IEnumerable<double> ratios, double margin = TieMargin)
    {
        (int wins, int ties, int losses) = (0, 0, 0);
        foreach (double ratio in ratios)
        {
            wins += ratio > 1 + margin ? 1 : 0;
            losses += ratio < 1 / (1 + margin) ? 1 : 0;
            ties += ratio <= 1 + margin && ratio >= 1 / (1 + margin) ? 1 : 0;
        }

        return new Score(wins, ties, losses);
    }

    /// <summary>
    /// Two-sided p of the Wilcoxon signed-rank test that the differences are symmetric about 0. Zeros are left out, equal
    /// sizes share their mean rank. Exact up to 50 differences, by counting the sign patterns; beyond that by the normal
    /// approximation with corrections for ties and continuity.
    /// </summary>
    /// <param name="differences">Logarithms of paired ratios, say.</param>
    /// <param name="exactLimit">Above this number of differences the approximation is used.</param>
    /// <returns>1 if no difference is left.</returns>
    public static double WilcoxonSignedRank(IEnumerable<double> differences, int exactLimit = ExactLimit)
    {
        double[] kept = [.. differences.Where(d => d != 0).OrderBy(Math.Abs)];
        int n = kept.Length;
        if (n == 0)
        {
            return 1;
        }

        // Twice the rank is a whole number even where ranks are shared.
        int[] doubled = new int[n];
        double tieTerm = 0;
        for (int start = 0, end; start < n; start = end)
        {
            for (end = start + 1; end < n && Math.Abs(kept[end]) == Math.Abs(kept[start]); end++)
            {
            }

            doubled.AsSpan(start, end - start).Fill(start + end + 1);
            double size = end - start;
            tieTerm += (size * size * size) - size;
        }

        int positive = 0;
        for (int i = 0; i < n; i++)
        {
            positive += kept[i] > 0 ? doubled[i] : 0;
        }

        int total = n * (n + 1);
        int smaller = Math.Min(positive, total - positive);
        return n <= exactLimit ? Exact(doubled, smaller) : Approximate(n, smaller / 2.0, tieTerm);
    }

    private static double Exact(int[] doubled, int smaller)
    {
        // ways[s]: share of the sign patterns whose positive ranks add up to s.
        double[] ways = new double[smaller + 1];
        ways[0] = 1;
        foreach (int rank in doubled)
        {
            for (int sum = smaller; sum >= 0; sum--)
            {
                ways[sum] = (ways[sum] + (sum >= rank ? ways[sum - rank] : 0)) / 2;
            }
        }

        return Math.Min(1, 2 * ways.Sum());
    }

    private static double Approximate(int n, double smaller, double tieTerm)
    {
        double mean = n * (n + 1) / 4.0;
        double variance = (n * (n + 1.0) * ((2 * n) + 1) / 24) - (tieTerm / 48);
        double z = Math.Max(0, mean - smaller - 0.5) / Math.Sqrt(variance);

        // A t distribution of a million degrees of freedom is the normal one to six digits.
        return Math.Min(1, StudentT.TwoSided(z, 1e6));
    }
}

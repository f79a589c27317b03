using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Suites.Latency;

/// <summary>A line of the summary: a subject on the queries of a category.</summary>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Want">What was asked for.</param>
/// <param name="Category">A category, or all of them.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Queries">Number of queries that subject and baseline both answered rightly.</param>
/// <param name="SumOfMediansMs">Sum over these of the medians of the subject.</param>
/// <param name="Ratio">Geometric mean of baseline / subject; above 1 the subject is faster. Null for the baseline.</param>
/// <param name="RatioLow">Lower end of its 95 % interval; null where the readings are too few.</param>
/// <param name="RatioHigh">Upper end.</param>
internal sealed record LatencySummaryRow(
    string Corpus, string Want, string Category, string Subject, int Queries, double SumOfMediansMs, double? Ratio, double? RatioLow, double? RatioHigh);

/// <summary>Ratios of the subjects to the baseline, paired by query and block.</summary>
internal static class LatencySummary
{
    /// <summary>Category of the line for all categories together.</summary>
    public const string All = "all";

    /// <summary>The lines, by corpus, want, category, subject.</summary>
    public static IReadOnlyList<LatencySummaryRow> Of(LatencyLedger ledger, string baseline, IReadOnlyList<string> subjects, int seed)
    {
        var rows = new List<LatencySummaryRow>();
        foreach (IGrouping<(string Corpus, string Want), LatencyKey> part in ledger.Keys.GroupBy(key => (key.Corpus, key.Want)))
        {
            string[] categories = [.. part.Select(key => key.Category).Distinct()];
            foreach (string category in categories.Length > 1 ? [.. categories, All] : categories)
            {
                LatencyKey[] queries = [.. part.Where(key => key.Subject == baseline && (category == All || key.Category == category))];
                rows.AddRange(subjects.Select(subject => Row(ledger, queries, category, subject, baseline, seed)).OfType<LatencySummaryRow>());
            }
        }

        return rows;
    }

    /// <summary>How far the copy of the baseline is from it, in percent; null when nothing was timed.</summary>
    public static double? NoisePercent(IEnumerable<LatencySummaryRow> rows, string copy)
    {
        const double Hundred = 100;
        double[] ratios = [.. rows.Where(row => row.Subject == copy).Select(row => row.Ratio).OfType<double>()];
        return ratios.Length == 0 ? null : ratios.Max(ratio => Math.Exp(Math.Abs(Math.Log(ratio))) - 1) * Hundred;
    }

    private static LatencySummaryRow? Row(LatencyLedger ledger, LatencyKey[] queries, string category, string subject, string baseline, int seed)
    {
        (LatencyKey Query, IReadOnlyList<double> Ratios)[] paired =
            [.. queries.Select(query => (query, Ratios(ledger, query, query with { Subject = subject }))).Where(pair => pair.Item2.Count > 0)];
        if (paired.Length == 0)
        {
            return null;
        }

        double sum = paired.Sum(pair => Sample.Of(ledger.Blocks(pair.Query with { Subject = subject }).Values.SelectMany(times => times)).Median);
        Estimate? ratio = subject == baseline ? null : Bootstrap.GeometricMean([.. paired.Select(pair => pair.Ratios)], seed);
        return new LatencySummaryRow(queries[0].Corpus, queries[0].Want, category, subject, paired.Length, sum, ratio?.Value, ratio?.Low, ratio?.High);
    }

    // one ratio per block, so that a slow minute of the machine falls on both sides of it
    private static IReadOnlyList<double> Ratios(LatencyLedger ledger, LatencyKey baseline, LatencyKey subject)
    {
        IReadOnlyDictionary<int, List<double>> before = ledger.Blocks(baseline);
        IReadOnlyDictionary<int, List<double>> after = ledger.Blocks(subject);
        return [.. before.Where(block => after.ContainsKey(block.Key))
            .Select(block => Sample.Of(block.Value).Median / Sample.Of(after[block.Key]).Median)
            .Where(ratio => ratio > 0 && double.IsFinite(ratio))];
    }
}

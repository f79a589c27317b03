using System.Globalization;
using System.Text;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary><c>latency-summary.csv</c>: per query, category and in all.</summary>
internal static class LatencySummaryFile
{
    private const string Heading = "corpus,subject,level,id,n,median_ms,mad_ms,mean_ms,std_ms,min_ms,p5_ms,p25_ms,p75_ms,p95_ms,p99_ms,max_ms,"
        + "first_median_ms,ratio,ratio_low,ratio_high,wins,ties,losses,want";

    public static string Write(IReadOnlyList<LatencyStatistics> all)
    {
        var csv = new StringBuilder(Heading).Append('\n');
        foreach (LatencyStatistics latency in all)
        {
            foreach (string subject in latency.Subjects)
            {
                CategoryRatio? whole = subject == latency.Baseline ? null : latency.Compare(subject, null);
                foreach (string query in latency.Queries)
                {
                    if (latency.Times(subject, query) is { } times)
                    {
                        Estimate? ratio = whole?.Queries.FirstOrDefault(q => q.Query == query) is { Query: not null } found ? found.Ratio : null;
                        Row(csv, latency, subject, "query", query, [times], ratio, null);
                    }
                }

                foreach (string category in latency.Categories)
                {
                    CategoryRatio? compared = subject == latency.Baseline ? null : latency.Compare(subject, category);
                    Row(csv, latency, subject, "category", category, Times(latency, subject, category), compared?.Ratio, compared?.Score);
                }

                Row(csv, latency, subject, "all", "all", Times(latency, subject, null), whole?.Ratio, whole?.Score);
            }
        }

        return csv.ToString();
    }

    private static List<QueryTimes> Times(LatencyStatistics latency, string subject, string? category) =>
        [.. latency.Queries.Select(q => latency.Times(subject, q)).OfType<QueryTimes>().Where(t => category is null || t.Category == category)];

    private static void Row(StringBuilder csv, LatencyStatistics latency, string subject, string level, string id, List<QueryTimes> times, Estimate? ratio, Score? score)
    {
        if (Sample.OrNull(times.SelectMany(t => t.Times.Sorted)) is not { } pooled)
        {
            return;
        }

        var first = Sample.OrNull(times.SelectMany(t => t.First?.Sorted ?? []));
        string[] cells =
        [
            Quote(latency.Corpus), Quote(subject), level, Quote(id), Words.Of(pooled.Count), Ms(pooled.Median), Ms(pooled.MedianAbsoluteDeviation), Ms(pooled.Mean), Ms(pooled.Deviation),
            Ms(pooled.Min), Ms(pooled.Percentile(5)), Ms(pooled.Percentile(25)), Ms(pooled.Percentile(75)), Ms(pooled.Percentile(95)), pooled.Count >= 100 ? Ms(pooled.Percentile(99)) : string.Empty,
            Ms(pooled.Max), Ms(first?.Median), Ms(ratio?.Value), Ms(ratio?.Low), Ms(ratio?.High),
            score is { } s ? Words.Of(s.Wins) : string.Empty, score is { } t ? Words.Of(t.Ties) : string.Empty, score is { } l ? Words.Of(l.Losses) : string.Empty, latency.Want,
        ];
        csv.AppendJoin(',', cells).Append('\n');
    }

    private static string Ms(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

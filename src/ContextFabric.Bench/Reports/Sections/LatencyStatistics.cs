using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Times of one query with one subject.</summary>
internal sealed class QueryTimes(string subject, string query, string category, IReadOnlyList<CsvRow> rows)
{
    public string Subject { get; } = subject;

    public string Query { get; } = query;

    public string Category { get; } = category;

    /// <summary>All iterations but the first of each process, pooled.</summary>
    public Sample Times { get; } = Sample.Of(rows.Where(IsSteady).Select(r => r.Number("ms")!.Value));

    /// <summary>First executions: with compilation just in time and page faults.</summary>
    public Sample? First { get; } = Sample.OrNull(rows.Where(r => r["iteration"] == "0" && r.Number("ms") is not null).Select(r => r.Number("ms")!.Value));

    /// <summary>Median of each block.</summary>
    public Dictionary<(string Run, string Block), double> Blocks { get; } = ReportContext.MedianByBlock(rows.Where(IsSteady), "ms");

    /// <summary>Baseline / this, block by block.</summary>
    public IReadOnlyList<double> Ratios(QueryTimes baseline) =>
        [.. baseline.Blocks.Where(b => b.Value > 0 && Blocks.GetValueOrDefault(b.Key) > 0).Select(b => b.Value / Blocks[b.Key])];

    public static bool IsSteady(CsvRow row) => row["iteration"] != "0" && row.Number("ms") is not null;
}

/// <summary>What the queries of a category (or all) say about a subject against the baseline.</summary>
/// <param name="Queries">Ids in order, with the ratio of each.</param>
/// <param name="Ratio">Geometric mean.</param>
/// <param name="Score">Wins, ties, losses.</param>
/// <param name="Probability">Of the Wilcoxon test; null for fewer than ten queries.</param>
internal sealed record CategoryRatio(IReadOnlyList<(string Query, Estimate Ratio)> Queries, Estimate Ratio, Score Score, double? Probability);

/// <summary>Latencies of one corpus and one kind of answer.</summary>
internal sealed class LatencyStatistics
{
    private const int FewestForTest = 10;
    private readonly Dictionary<(string Subject, string Query), QueryTimes> _times = [];
    private readonly int _seed;

    private LatencyStatistics(string corpus, string want, IReadOnlyList<CsvRow> rows, ReportContext context)
    {
        Corpus = corpus;
        Want = want;
        Rows = rows;
        _seed = context.Folder.Seed;
        Baseline = context.Folder.Baseline;
        foreach (var group in rows.GroupBy(r => (r.Subject, Query: r["query_id"])))
        {
            if (group.Any(QueryTimes.IsSteady))
            {
                _times[group.Key] = new QueryTimes(group.Key.Subject, group.Key.Query, group.First()["category"], [.. group]);
            }
        }

        Queries = [.. _times.Values.Select(t => t.Query).Distinct().Order(StringComparer.Ordinal)];
        string[] usual = ["lexical", "structural", "quantified", "complex"];
        Categories = [.. _times.Values.Select(t => t.Category).Distinct().OrderBy(c => Array.IndexOf(usual, c) is >= 0 and int i ? i : usual.Length).ThenBy(c => c, StringComparer.Ordinal)];
        Subjects = [.. context.Folder.Subjects.Where(s => _times.Keys.Any(k => k.Subject == s))];
        TieMargin = Math.Max(PairedTests.TieMargin, Noise() ?? 0);
    }

    public string Corpus { get; }

    /// <summary>full, count or first.</summary>
    public string Want { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    public string Baseline { get; }

    public IReadOnlyList<string> Subjects { get; }

    public IReadOnlyList<string> Queries { get; }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>Ratios nearer to 1 than this are ties: the noise between two copies of the baseline, at least 5 %.</summary>
    public double TieMargin { get; }

    /// <summary>False if nobody knows whether the answers are right.</summary>
    public bool IsChecked { get; private init; }

    /// <summary>One for each corpus and kind of answer.</summary>
    public static IEnumerable<LatencyStatistics> Of(ReportContext context)
    {
        List<CsvRow> rows = context.UsableRows("latency");
        foreach (string corpus in context.CorporaOf(rows))
        {
            foreach (string want in rows.Where(r => r.Corpus == corpus).Select(r => r["want"]).Distinct().OrderBy(w => w == "full" || w.Length == 0 ? 0 : 1))
            {
                CsvRow[] own = [.. rows.Where(r => r.Corpus == corpus && r["want"] == want)];

                // Times whose answers were checked come first; where none were, the others are better than nothing, and marked.
                CsvRow[] checkedRows = [.. own.Where(r => r.Verdict is Verdict.Ok or "")];
                var statistics = new LatencyStatistics(corpus, want, checkedRows.Length > 0 ? checkedRows : own, context) { IsChecked = checkedRows.Length > 0 };
                if (checkedRows.Length > 0)
                {
                    foreach (CsvRow row in own.Except(checkedRows))
                    {
                        context.Summary.Exclude("latency.csv", "verdict " + row.Verdict);
                    }
                }

                if (statistics._times.Count > 0)
                {
                    yield return statistics;
                }
            }
        }
    }

    public QueryTimes? Times(string subject, string query) => _times.GetValueOrDefault((subject, query));

    /// <summary>The subject against the baseline over the queries that both answer rightly; null if there are none.</summary>
    /// <param name="subject">Not the baseline.</param>
    /// <param name="category">Null for all.</param>
    public CategoryRatio? Compare(string subject, string? category)
    {
        List<(string Query, IReadOnlyList<double> Ratios)> paired = [];
        foreach (string query in Queries)
        {
            if (Times(subject, query) is { } own && Times(Baseline, query) is { } other && (category is null || own.Category == category)
                && own.Ratios(other) is { Count: > 0 } ratios)
            {
                paired.Add((query, ratios));
            }
        }

        if (paired.Count == 0)
        {
            return null;
        }

        (string, Estimate)[] queries = [.. paired.Select(p => (p.Query, Bootstrap.GeometricMean([p.Ratios], _seed)))];
        double[] ratiosOfQueries = [.. queries.Select(q => q.Item2.Value)];
        return new CategoryRatio(
            queries, Bootstrap.GeometricMean([.. paired.Select(p => p.Ratios)], _seed), PairedTests.Count(ratiosOfQueries, TieMargin),
            paired.Count >= FewestForTest ? PairedTests.WilcoxonSignedRank(ratiosOfQueries.Select(r => Math.Log(r))) : null);
    }

    /// <summary>Sum of the medians of the queries that all subjects answer rightly.</summary>
    public double SumOfMedians(string subject, string? category) => Common(category).Sum(q => Times(subject, q)!.Times.Median);

    public IEnumerable<string> Common(string? category) =>
        Queries.Where(q => Subjects.All(s => Times(s, q) is { } t && (category is null || t.Category == category)));

    /// <summary>How far the copy of the baseline is from it: the 90th percentile of the queries' |log ratio|; null without a copy.</summary>
    private double? Noise()
    {
        if (!Subjects.Contains(Subject.CopyName))
        {
            return null;
        }

        List<double> distances = [];
        foreach (string query in Queries)
        {
            if (Times(Subject.CopyName, query) is { } copy && Times(Baseline, query) is { } basis && copy.Ratios(basis) is { Count: > 0 } ratios)
            {
                distances.Add(Math.Abs(Math.Log(Bootstrap.GeometricMean(ratios))));
            }
        }

        return distances.Count == 0 ? null : Math.Exp(Sample.Of(distances).Percentile(90)) - 1;
    }
}

using System.Globalization;

namespace ContextFabric.Benchmarks.Latency;

/// <summary>A run as tables: the same rows for the terminal and for the file.</summary>
internal sealed class LatencySummary
{
    private readonly IReadOnlyList<LatencyResult> _results;

    /// <summary>Makes the tables.</summary>
    /// <param name="results">Medians of the queries with right answers.</param>
    /// <param name="wrong">Queries with wrong answers, and what is wrong.</param>
    /// <param name="facts">What else was measured.</param>
    public LatencySummary(IReadOnlyList<LatencyResult> results, IReadOnlyList<(LatencyQuery Query, string Problem)> wrong, IEnumerable<(string Name, string Value)> facts)
    {
        _results = results;
        Totals = [.. Headline(), .. facts];
        Wrong = [.. wrong.Select(w => new[] { w.Query.Id, w.Query.Category, w.Problem })];
    }

    public static string[] QueryHeadings { get; } = ["query", "category", "results", "first ms", "full ms", "count ms", "page ms", "peer ms", "× peer", "× before"];

    public static string[] CategoryHeadings { get; } = ["category", "queries", "full ms, sum", "count ms, worst", "page ms, worst", "× peer, mean", "× peer, worst", "× before, mean"];

    public static string[] WrongHeadings { get; } = ["query", "category", "problem"];

    public IReadOnlyList<(string Name, string Value)> Totals { get; }

    public IReadOnlyList<string[]> Wrong { get; }

    public IReadOnlyList<string[]> Queries =>
    [
        .. _results.Select(r => new[]
        {
            r.Query.Id, r.Query.Category, r.Query.ExpectedCount.ToString(CultureInfo.InvariantCulture),
            Ms(r.First), Ms(r.Full), Ms(r.Count), Ms(r.Page), Ms(r.Query.PeerMs), Ratio(r.Speedup), Ratio(r.Gain),
        }),
    ];

    public IReadOnlyList<string[]> Categories =>
    [
        .. _results.GroupBy(r => r.Query.Category).Select(group => new[]
        {
            group.Key, group.Count().ToString(CultureInfo.InvariantCulture),
            Ms(group.Sum(r => r.Full)), Ms(group.Max(r => r.Count)), Ms(group.Max(r => r.Page)),
            Ratio(LatencyResult.GeometricMean(group.Select(r => r.Speedup))), Ratio(group.Min(r => r.Speedup)), Ratio(LatencyResult.GeometricMean(group.Select(r => r.Gain))),
        }),
    ];

    /// <summary>The tables as Markdown.</summary>
    public string ToMarkdown(string title) => string.Join('\n',
    [
        $"# {title}", string.Empty,
        .. Table(["", ""], Totals.Select(t => new[] { t.Name, t.Value })),
        .. Wrong.Count == 0 ? [] : (string[])["## Wrong answers, not timed", string.Empty, .. Table(WrongHeadings, Wrong)],
        "## Categories", string.Empty, .. Table(CategoryHeadings, Categories),
        "## Queries", string.Empty, .. Table(QueryHeadings, Queries),
    ]);

    private IEnumerable<(string Name, string Value)> Headline()
    {
        yield return ("queries timed", _results.Count.ToString(CultureInfo.InvariantCulture));
        if (_results.Count == 0)
        {
            yield break;
        }

        LatencyResult slowest = _results.MaxBy(r => r.Full)!;
        yield return ("slowest, full", $"{Ms(slowest.Full)} ms, {slowest.Query.Id}");
        yield return ("slowest, count", Worst(r => r.Count));
        yield return ("slowest, page", Worst(r => r.Page));
        LatencyResult[] compared = [.. _results.Where(r => r.Speedup is not null)];
        if (compared.Length > 0)
        {
            LatencyResult worst = compared.MinBy(r => r.Speedup)!;
            yield return ("times faster than the faster peer, geometric mean", Ratio(LatencyResult.GeometricMean(compared.Select(r => r.Speedup))));
            yield return ("least times faster", $"{Ratio(worst.Speedup)}, {worst.Query.Id}");
            yield return ("slower than the faster peer", $"{compared.Count(r => r.Speedup < 1)} of {compared.Length}");
        }

        if (LatencyResult.GeometricMean(_results.Select(r => r.Gain)) is { } gain)
        {
            yield return ("times faster than the baseline, geometric mean", Ratio(gain));
            yield return ("slower than the baseline by a tenth or more", _results.Count(r => r.Gain < 1 / 1.1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private string Worst(Func<LatencyResult, double> mode)
    {
        LatencyResult worst = _results.MaxBy(mode)!;
        return $"{Ms(mode(worst))} ms, {worst.Query.Id}";
    }

    private static IEnumerable<string> Table(string[] headings, IEnumerable<string[]> rows) =>
    [
        $"| {string.Join(" | ", headings)} |",
        $"|{string.Concat(headings.Select(_ => "---|"))}",
        .. rows.Select(row => $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |"),
        string.Empty,
    ];

    private static string Ms(double? ms) => ms is { } value ? value.ToString(value < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture) : "";

    private static string Ratio(double? ratio) => ratio is { } value ? value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) : "";
}

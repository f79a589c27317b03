using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Times of queries.</summary>
internal static class LatencySection
{
    public static IEnumerable<ReportSection> Build(ReportContext context, IReadOnlyList<LatencyStatistics> all)
    {
        foreach (LatencyStatistics latency in all)
        {
            string what = latency.Want is "" or "full" ? string.Empty : latency.Want == "count" ? ", counting only" : $", {latency.Want} result only";
            string suffix = latency.Want is "" or "full" ? latency.Corpus : $"{latency.Corpus}-{latency.Want}";
            List<ReportBlock> blocks = [.. Introduction(context, latency)];
            List<IReadOnlyList<string>> categories = [];
            foreach (string subject in latency.Subjects.Where(s => s != latency.Baseline))
            {
                blocks.AddRange(Compared(context, latency, subject, categories));
            }

            if (categories.Count > 0)
            {
                blocks.Add(new ReportTable(
                    $"Against {latency.Baseline}: geometric mean of the queries' ratios {latency.Baseline} / subject, with 95 % intervals; p of a two-sided Wilcoxon signed-rank test over the queries",
                    ["subject", "category", ">queries", ">ratio", ">wins", ">ties", ">losses", ">p", "says"], categories));
                blocks.AddRange(context.MadeBy());
            }

            blocks.AddRange(Percentiles(context, latency, suffix));
            blocks.Add(Ecdf(latency, suffix));
            blocks.AddRange(context.MadeBy());
            foreach (string subject in latency.Subjects.Where(s => s != latency.Baseline))
            {
                blocks.AddRange(PerQuery(context, latency, subject, suffix));
            }

            blocks.Add(QueryTable(latency));
            blocks.AddRange(context.MadeBy());
            yield return new ReportSection($"Latency on {latency.Corpus}{what}", blocks);
        }
    }

    private static IEnumerable<ReportBlock> Introduction(ReportContext context, LatencyStatistics latency)
    {
        int blocks = latency.Rows.Select(r => r.Block).Distinct().Count();
        string text = $"{Words.Of(latency.Queries.Count)} queries, {Words.Count(blocks, "block", "blocks")} of fresh processes, {ReportContext.CacheOf(latency.Rows)}. "
            + "A time runs from the call to the last result consumed; the first execution in each process is kept apart. "
            + $"A query is a tie when its ratio lies within {Words.Percent(latency.TieMargin)} of 1.";
        yield return new Paragraph(text);
        if (!latency.IsChecked)
        {
            const string Text = "No answer of this corpus could be compared with another one: the times are shown, whether the answers are right is not known.";
            yield return new Paragraph(Text);
        }

        string[] partly = [.. latency.Queries.Where(q => latency.Subjects.Any(s => latency.Times(s, q) is null))];
        if (partly.Length > 0)
        {
            context.Warn($"{latency.Corpus}: not every subject has a usable time for {string.Join(", ", partly.Take(20))}{(partly.Length > 20 ? " …" : string.Empty)}; no ratio uses them for a subject without one");
        }
    }

    private static IEnumerable<ReportBlock> Compared(ReportContext context, LatencyStatistics latency, string subject, List<IReadOnlyList<string>> table)
    {
        foreach (string? category in latency.Categories.Cast<string?>().Append(null))
        {
            if (latency.Compare(subject, category) is not { } compared)
            {
                continue;
            }

            (string, string)[] filter =
            [
                ("corpus", latency.Corpus), ("subject", subject), ("baseline", latency.Baseline), ("want", latency.Want),
                .. category is null ? ((string, string)[])[] : [("category", category)],
            ];
            context.Summary.Add("latency_ratio", compared.Ratio, "x", "latency.csv", filter);
            table.Add(
            [
                subject, category ?? "all", Words.Of(compared.Queries.Count), Words.Ratio(compared.Ratio), Words.Of(compared.Score.Wins), Words.Of(compared.Score.Ties),
                Words.Of(compared.Score.Losses), compared.Probability is { } p ? Words.Probability(p) : string.Empty, Words.Comparison(compared.Ratio, "faster", "slower"),
            ]);
            if (category is null)
            {
                yield return new Paragraph(
                    $"{subject} against {latency.Baseline} over {Words.Of(compared.Queries.Count)} queries: {Words.Comparison(compared.Ratio, "faster", "slower")}; "
                    + $"{Words.Of(compared.Score.Wins)} won, {Words.Of(compared.Score.Ties)} tied, {Words.Of(compared.Score.Losses)} lost.");
            }
        }
    }

    /// <summary>Medians of the queries by category, with their spread: what a box plot shows.</summary>
    private static IEnumerable<ReportBlock> Percentiles(ReportContext context, LatencyStatistics latency, string suffix)
    {
        List<IntervalRow> rows = [];
        List<IReadOnlyList<string>> table = [];
        foreach (string? category in latency.Categories.Cast<string?>().Append(null))
        {
            foreach (string subject in latency.Subjects)
            {
                QueryTimes[] times = [.. latency.Queries.Select(q => latency.Times(subject, q)).OfType<QueryTimes>().Where(t => category is null || t.Category == category)];
                if (Sample.OrNull(times.Select(t => t.Times.Median)) is not { } medians)
                {
                    continue;
                }

                var pooled = Sample.Of(times.SelectMany(t => t.Times.Sorted));
                rows.Add(new IntervalRow(category ?? "all", subject, medians.Median, medians.Percentile(5), medians.Percentile(95)));
                table.Add(
                [
                    category ?? "all", subject, Words.Of(medians.Count), Words.Of(latency.SumOfMedians(subject, category)), .. ((double[])[5, 25, 50, 75, 95]).Select(p => Words.Of(medians.Percentile(p))),
                    Words.Of(medians.Max), Words.Of(pooled.Count), Words.Of(pooled.Percentile(50)), Words.Of(pooled.Percentile(95)), pooled.Count >= 100 ? Words.Of(pooled.Percentile(99)) : string.Empty,
                ]);
                if (category is null)
                {
                    context.Summary.Add(
                        "latency_median_of_queries", Bootstrap.Median(medians.Sorted, context.Folder.Seed), "ms", "latency.csv",
                        ("corpus", latency.Corpus), ("subject", subject), ("want", latency.Want));
                }
            }
        }

        yield return new Figure(
            $"latency-percentiles-{suffix}",
            $"The median time of each query, by category: the point is the median of the queries, the whisker reaches from the 5th to the 95th percentile of them; {ReportContext.CacheOf(latency.Rows)}.",
            string.Join("; ", rows.Select(r => $"{r.Label} {r.Series}: {Words.Of(r.Value)} ms")),
            new IntervalChart($"Latency by category, {latency.Corpus}", "ms", rows) { LogValue = true, SpreadName = "5th to 95th percentile of the queries" });
        yield return new ReportTable(
            "ms. Percentiles of the queries' medians; the sum is over the queries that all subjects answer. The last columns pool all executions of different queries, which mixes workloads; p99 from 100 executions on",
            ["category", "subject", ">queries", ">sum", ">p5", ">p25", ">p50", ">p75", ">p95", ">max", ">executions", ">pooled p50", ">pooled p95", ">pooled p99"],
            table);
        foreach (ReportBlock block in context.MadeBy())
        {
            yield return block;
        }
    }

    private static Figure Ecdf(LatencyStatistics latency, string suffix)
    {
        List<XySeries> series = [];
        foreach (string subject in latency.Subjects)
        {
            double[] medians = [.. latency.Common(null).Select(q => latency.Times(subject, q)!.Times.Median).Order()];
            if (medians.Length > 0)
            {
                series.Add(new XySeries(subject, [.. medians.Select((m, i) => new XyPoint(m, 100.0 * (i + 1) / medians.Length))], XyStyle.Steps));
            }
        }

        return new Figure(
            $"latency-ecdf-{suffix}",
            $"Share of the queries whose median is at most so long; the {Words.Of(latency.Common(null).Count())} queries that all subjects answer, {ReportContext.CacheOf(latency.Rows)}.",
            string.Join("; ", series.Select(s => $"{s.Name}: half of the queries within {Words.Of(Sample.Of(s.Points.Select(p => p.X)).Median)} ms")),
            new XyChart($"Distribution of latencies, {latency.Corpus}", "share of the queries, %", "median time, ms", series) { LogArgument = true });
    }

    private static IEnumerable<ReportBlock> PerQuery(ReportContext context, LatencyStatistics latency, string subject, string suffix)
    {
        if (latency.Compare(subject, null) is not { } all)
        {
            yield break;
        }

        Dictionary<string, Estimate> ratios = all.Queries.ToDictionary(q => q.Query, q => q.Ratio);
        string Category(string query) => latency.Times(subject, query)!.Category;
        List<XySeries> scatter = [];
        List<IntervalRow> rows = [];
        foreach (string category in latency.Categories)
        {
            string[] own = [.. ratios.Keys.Where(q => Category(q) == category)];
            string name = category.Length > 0 ? category : "queries";
            scatter.Add(new XySeries(name, [.. own.Select(q => new XyPoint(latency.Times(latency.Baseline, q)!.Times.Median, latency.Times(subject, q)!.Times.Median))], XyStyle.Points));
            rows.AddRange(own.OrderBy(q => ratios[q].Value).Select(q => new IntervalRow(q, name, ratios[q].Value, ratios[q].Low, ratios[q].High)));
        }

        scatter.RemoveAll(s => s.Points.Count == 0);
        yield return new Figure(
            $"latency-scatter-{suffix}-{subject}",
            $"Each query once: its median with {latency.Baseline} across, with {subject} upright. Below the line {subject} is faster.",
            $"{subject} is faster than {latency.Baseline} beyond the margin in {all.Score.Wins} of {all.Queries.Count} queries, slower in {all.Score.Losses}",
            new XyChart($"{subject} against {latency.Baseline}, {latency.Corpus}", $"{subject}, ms", $"{latency.Baseline}, ms", scatter) { LogArgument = true, LogValue = true, Diagonal = true });
        foreach (ReportBlock block in context.MadeBy())
        {
            yield return block;
        }

        yield return new Figure(
            $"latency-ratio-{suffix}-{subject}",
            $"Ratio {latency.Baseline} / {subject} of each query, with its 95 % interval over the blocks (n = {Words.Range(all.Queries.Select(q => q.Ratio.Count))}); right of 1 {subject} is faster. Geometric mean: {Words.Ratio(all.Ratio)}.",
            $"from {Words.Of(rows.Min(r => r.Value))}× to {Words.Of(rows.Max(r => r.Value))}×, geometric mean {Words.Ratio(all.Ratio)}",
            new IntervalChart($"Speed-up of each query, {latency.Baseline} / {subject}, {latency.Corpus}", $"times ({latency.Baseline} / {subject})", rows)
            {
                LogValue = true,
                Reference = 1,
                SpreadName = "95 % interval",
            });
        foreach (ReportBlock block in context.MadeBy())
        {
            yield return block;
        }
    }

    private static ReportTable QueryTable(LatencyStatistics latency)
    {
        Dictionary<string, CategoryRatio?> ratios = latency.Subjects.Where(s => s != latency.Baseline).ToDictionary(s => s, s => latency.Compare(s, null));
        List<IReadOnlyList<string>> rows = [];
        foreach (string query in latency.Queries)
        {
            foreach (string subject in latency.Subjects)
            {
                if (latency.Times(subject, query) is { } times)
                {
                    Estimate? ratio = ratios.GetValueOrDefault(subject)?.Queries.FirstOrDefault(q => q.Query == query) is { Query: not null } found ? found.Ratio : null;
                    Sample t = times.Times;
                    rows.Add(
                    [
                        query, times.Category, subject, Words.Of(t.Count), Words.Of(t.Median), Words.Of(t.MedianAbsoluteDeviation), Words.Of(t.Percentile(5)),
                        Words.Of(t.Percentile(95)), Words.Of(t.Min), Words.Of(t.Max), Words.Of(times.First?.Median), ratio is { } r ? Words.Ratio(r) : string.Empty,
                    ]);
                }
            }
        }

        return new ReportTable(
            "Each query: ms over all blocks; first: first execution in a process",
            ["query", "category", "subject", ">n", ">median", ">MAD", ">p5", ">p95", ">min", ">max", ">first", $">{latency.Baseline} / subject"],
            rows);
    }
}

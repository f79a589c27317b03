using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Memory of one process that opens corpora one after the other.</summary>
internal static class CorporaScale
{
    private sealed record Step(string Order, int Number, string Corpus, double Size, double Memory, (string, string) Block);

    public static ReportSection? Build(ReportContext context, List<CsvRow> rows)
    {
        string unit = rows.Any(r => r.Number("pss_mb") is not null) ? "pss_mb" : "rss_mb";
        string unitName = unit[..3].ToUpperInvariant();
        List<XySeries> series = [];
        List<IReadOnlyList<string>> table = [];
        List<ReportBlock> text = [];
        int n = 0;
        foreach (string subject in context.SubjectsOf(rows))
        {
            Step[] steps =
            [
                .. rows.Where(r => r.Subject == subject && r.Number(unit) is not null && r.Number("step") is not null && r.Number("cumulative_cache_mb") is not null)
                    .Select(r => new Step(r["order_name"], (int)r.Number("step")!.Value, r["corpus_added"], r.Number("cumulative_cache_mb")!.Value, r.Number(unit)!.Value, r.Block))
                    .OrderBy(s => s.Order, StringComparer.Ordinal).ThenBy(s => s.Number),
            ];
            if (steps.Length == 0)
            {
                continue;
            }

            (double Base, Dictionary<string, double> Increments)? additive = Additive(steps);
            List<double> deviations = [];
            foreach (IGrouping<string, Step> order in steps.GroupBy(s => s.Order))
            {
                List<XyPoint> points = [];
                List<XyPoint> predicted = [];
                double sum = additive?.Base ?? 0;
                foreach (IGrouping<int, Step> step in order.GroupBy(s => s.Number).OrderBy(g => g.Key))
                {
                    var memory = Sample.Of(step.Select(s => s.Memory));
                    Step one = step.First();
                    points.Add(new XyPoint(one.Size, memory.Median, memory.Percentile(25), memory.Percentile(75)));
                    n = Math.Max(n, memory.Count);
                    sum += one.Corpus.Length == 0 ? 0 : additive?.Increments.GetValueOrDefault(one.Corpus, double.NaN) ?? double.NaN;
                    double? expected = double.IsFinite(sum) ? sum : null;
                    if (expected is { } e)
                    {
                        predicted.Add(new XyPoint(one.Size, e));
                        deviations.Add(memory.Median - e);
                    }

                    table.Add([subject, order.Key, Words.Of(step.Key), one.Corpus.Length == 0 ? "(none yet)" : one.Corpus, Words.Of(memory.Count), Words.Of(one.Size), Words.Quartiles(memory), Words.Of(expected), Words.Of(memory.Median - expected)]);
                }

                series.Add(new XySeries($"{subject}, {order.Key}", points));
                if (predicted.Count > 1 && order.Key == steps[0].Order)
                {
                    series.Add(new XySeries($"{subject}, additive prediction", predicted, XyStyle.Dashed));
                }
            }

            text.AddRange(Sentences(context, subject, unitName, steps, deviations));
        }

        return series.Count == 0 ? null : new ReportSection("Scale: several corpora in one process",
        [
            new Paragraph("The additive prediction begins with the process before any corpus and adds, for each corpus, the median over all orders of what it added. "
                + "If the orders agree with it, corpora do not influence each other. Nothing is predicted beyond what was measured."),
            new Figure(
                "scale-corpora", $"{unitName} of one process after opening each corpus, medians over the blocks (n = {n}), whiskers are quartiles, {ReportContext.CacheOf(rows)}.",
                string.Join("; ", series.Where(s => s.Style != XyStyle.Dashed).Select(s => $"{s.Name}: {Words.Of(s.Points[^1].Y)} MiB at {Words.Of(s.Points[^1].X)} MiB of corpora")),
                new XyChart("Several corpora in one process", $"{unitName}, MiB", "size of the compiled corpora opened so far, MiB", series) { SpreadName = "quartiles" }),
            new ReportTable("MiB after each step", ["subject", "order", ">step", "corpus added", ">n", ">corpora so far", $">{unitName}", ">additive", ">difference"], table),
            .. context.MadeBy(),
            .. text,
        ]);
    }

    private static IEnumerable<ReportBlock> Sentences(ReportContext context, string subject, string unitName, Step[] steps, List<double> deviations)
    {
        if (LinearFit.Of([.. steps.Select(s => (s.Size, s.Memory))]) is { } fit)
        {
            context.Summary.Add("scale_corpora_slope", fit.Slope, "MiB per MiB", "scale.csv", ("axis", "corpora"), ("subject", subject));
            yield return new Paragraph($"{subject}: {unitName} grows by {Words.Interval(fit.Slope)} MiB for each MiB of compiled corpora (least squares over all orders and steps, R² {Words.Of(fit.RSquared)}).");
        }

        if (deviations.Count > 1)
        {
            Estimate mean = Sample.Of(deviations).MeanInterval();
            context.Summary.Add("scale_corpora_interaction", mean, "MiB", "scale.csv", ("axis", "corpora"), ("subject", subject));
            yield return new Paragraph($"{subject}: mean difference from the additive prediction {Words.Interval(mean)} MiB over {Words.Of(deviations.Count)} steps" + (mean.MayBe(0) ? ": no clear interaction between corpora." : "."));
        }
    }

    /// <summary>What each corpus adds, and what an empty process has; null for a single order, which would agree with itself.</summary>
    private static (double Base, Dictionary<string, double> Increments)? Additive(Step[] steps)
    {
        if (steps.Select(s => s.Order).Distinct().Count() < 2)
        {
            return null;
        }

        Dictionary<string, List<double>> added = [];
        foreach (var run in steps.GroupBy(s => (s.Order, s.Block)))
        {
            Step[] ordered = [.. run.OrderBy(s => s.Number)];
            for (int i = 1; i < ordered.Length; i++)
            {
                (added.TryGetValue(ordered[i].Corpus, out List<double>? list) ? list : added[ordered[i].Corpus] = []).Add(ordered[i].Memory - ordered[i - 1].Memory);
            }
        }

        Dictionary<string, double> increments = added.ToDictionary(a => a.Key, a => Sample.Of(a.Value).Median);
        if (Sample.OrNull(steps.Where(s => s.Corpus.Length == 0).Select(s => s.Memory)) is { } empty)
        {
            return (empty.Median, increments);
        }

        var bases = Sample.OrNull(steps.Where(s => s.Number == steps.Min(o => o.Number) && increments.ContainsKey(s.Corpus)).Select(s => s.Memory - increments[s.Corpus]));
        return bases is null ? null : (bases.Median, increments);
    }
}

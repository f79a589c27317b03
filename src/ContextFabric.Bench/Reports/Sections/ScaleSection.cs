using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Growth with corpora in one process, threads, processes, and the size of synthetic corpora.</summary>
internal static class ScaleSection
{
    public static IEnumerable<ReportSection> Build(ReportContext context)
    {
        List<CsvRow> rows = context.UsableRows("scale");
        if (CorporaScale.Build(context, [.. rows.Where(r => r["axis"] == "corpora")]) is { } corpora)
        {
            yield return corpora;
        }

        foreach (string axis in (string[])["threads", "processes"])
        {
            if (Throughput(context, axis, [.. rows.Where(r => r["axis"] == axis && r.Number("qps") is not null)]) is { } section)
            {
                yield return section;
            }
        }

        if (SlotsScale.Build(context, [.. rows.Where(r => r["axis"] == "slots")]) is { } slots)
        {
            yield return slots;
        }
    }

    private static ReportSection? Throughput(ReportContext context, string axis, List<CsvRow> rows)
    {
        double? At(CsvRow row) => axis == "threads" ? row.Number("threads") ?? row.Number("workers") : row.Number("workers") ?? row.Number("threads");
        List<ReportBlock> blocks = [];
        foreach (string corpus in context.CorporaOf(rows))
        {
            List<XySeries> series = [];
            List<IReadOnlyList<string>> table = [];
            (double One, double Most) ideal = (0, 0);
            foreach (string subject in context.SubjectsOf(rows))
            {
                CsvRow[] own = [.. rows.Where(r => r.Corpus == corpus && r.Subject == subject && At(r) is >= 1)];
                double[] counts = [.. own.Select(r => At(r)!.Value).Distinct().Order()];
                Dictionary<(string, string), double> one = ReportContext.MedianByBlock(own.Where(r => At(r) == 1), "qps");
                List<XyPoint> points = [];
                foreach (double n in counts)
                {
                    CsvRow[] here = [.. own.Where(r => At(r) == n)];
                    Sample qps = ReportContext.SampleOf(here, "qps")!;
                    points.Add(new XyPoint(n, qps.Median, qps.Percentile(25), qps.Percentile(75)));
                    double[] gains = [.. ReportContext.MedianByBlock(here, "qps").Where(b => one.GetValueOrDefault(b.Key) > 0).Select(b => b.Value / one[b.Key])];
                    Estimate? gain = gains.Length == 0 ? null : Bootstrap.GeometricMean([gains], context.Folder.Seed);
                    if (gain is { } g && n > 1)
                    {
                        context.Summary.Add($"scale_{axis}_speedup", g, "x", "scale.csv", ("axis", axis), ("corpus", corpus), ("subject", subject), (axis == "threads" ? "threads" : "workers", Words.Of((int)n)));
                    }

                    table.Add([subject, Words.Of((int)n), Words.Of(qps.Count), Words.Quartiles(qps), gain is { } r ? Words.Ratio(r) : string.Empty, Words.Percent(gain?.Value / n)]);
                }

                if (points.Count > 0)
                {
                    series.Add(new XySeries(subject, points));
                    ideal = points[0].X == 1 ? (Math.Max(ideal.One, points[0].Y), Math.Max(ideal.Most, counts[^1])) : ideal;
                }
            }

            if (series.Count == 0)
            {
                continue;
            }

            if (ideal.Most > 1)
            {
                series.Add(new XySeries("N × the best of one", [new XyPoint(1, ideal.One), new XyPoint(ideal.Most, ideal.One * ideal.Most)], XyStyle.Dashed));
            }

            blocks.Add(new Figure(
                $"scale-{axis}-{corpus}", $"Queries per second on {corpus}: medians over the blocks, whiskers are quartiles, {ReportContext.CacheOf(rows)}.",
                string.Join("; ", series.Where(s => s.Style != XyStyle.Dashed).Select(s => $"{s.Name}: " + string.Join(", ", s.Points.Select(p => $"{Words.Of(p.X)} {axis} {Words.Of(p.Y)}")))),
                new XyChart($"Throughput against {axis}, {corpus}", "queries per second", axis, series) { SpreadName = "quartiles" }));
            blocks.Add(new ReportTable($"{corpus}: queries per second, median (quartiles); speed-up over one in the same block", ["subject", ">" + axis, ">n", ">queries/s", ">speed-up", ">efficiency"], table));
            blocks.AddRange(context.MadeBy());
        }

        return blocks.Count == 0 ? null : new ReportSection($"Scale: {axis}", blocks);
    }
}

using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>What the second to the N-th process on the same corpus costs.</summary>
internal static class SharingSection
{
    private static readonly string[] s_stages = ["touch", "all", "queries", "open"];

    public static ReportSection? Build(ReportContext context)
    {
        List<CsvRow> all = [.. context.UsableRows("share").Where(r => r.Number("workers") is >= 1)];
        List<CsvRow> rows = [.. all.Where(r => r["pid_index"].Length == 0)];
        if (rows.Count == 0)
        {
            return null;
        }

        List<ReportBlock> blocks =
        [
            new Paragraph("Marginal cost is the slope of the summed PSS on the number of processes (least squares, 95 % interval). "
                + "Efficiency is 1 − (PSS(N) − PSS(1)) / ((N − 1) · PSS(1)): 100 % when more processes cost nothing, 0 when each costs as much as the first. "
                + "Duplication is the summed PSS of the corpus files over what one process has of them in memory: 1.00 when each page is there once."),
        ];
        List<IReadOnlyList<string>> derived = [];
        List<IntervalRow> marginal = [];
        List<IntervalRow> efficiency = [];
        List<ReportBlock> details = [];
        foreach (string corpus in context.CorporaOf(rows))
        {
            foreach (string subject in context.SubjectsOf(rows))
            {
                List<CsvRow> own = Stage([.. rows.Where(r => r.Corpus == corpus && r.Subject == subject)]);
                if (own.Count > 0)
                {
                    List<CsvRow> processes = [.. all.Where(r => r.Corpus == corpus && r.Subject == subject && r["stage"] == own[0]["stage"] && r["pid_index"].Length > 0)];
                    Add(context, corpus, subject, own, Duplication(context, own, processes), derived, marginal, efficiency, details);
                }
            }
        }

        blocks.AddRange(Overview("share-marginal", "Marginal cost of one more process", "MiB of PSS per process", "95 % interval", marginal));
        blocks.AddRange(Overview("share-efficiency", "Sharing efficiency at the largest number of processes", "%", "95 % interval", efficiency));
        blocks.Add(new ReportTable(
            "What follows, with 95 % intervals",
            ["corpus", "subject", ">N", ">marginal cost, MiB", ">ΣPSS(N)/ΣPSS(1)", ">efficiency, %", ">duplication"],
            derived));
        blocks.AddRange(context.MadeBy());
        blocks.AddRange(details);
        return new ReportSection("Sharing between processes", blocks);
    }

    private static IEnumerable<ReportBlock> Overview(string name, string title, string unit, string spread, List<IntervalRow> rows) => rows.Count == 0 ? [] :
    [
        new Figure(
            name, $"{title}; whiskers are the {spread}.", string.Join("; ", rows.Select(r => $"{r.Label} {r.Series}: {Words.Of(r.Value)} {unit}")),
            new IntervalChart(title, unit, rows) { SpreadName = spread, Reference = 0 }),
    ];

    private static void Add(
        ReportContext context, string corpus, string subject, List<CsvRow> rows, Estimate? duplication, List<IReadOnlyList<string>> derived,
        List<IntervalRow> marginal, List<IntervalRow> efficiency, List<ReportBlock> details)
    {
        double[] counts = [.. rows.Select(r => r.Number("workers")!.Value).Distinct().Order()];
        (string, string)[] filter = [("corpus", corpus), ("subject", subject), ("stage", rows[0]["stage"]), ("pid_index", string.Empty)];
        double most = counts[^1];
        LinearFit? slope = LinearFit.Of([.. rows.Where(r => r.Number("pss_mb") is not null).Select(r => (r.Number("workers")!.Value, r.Number("pss_mb")!.Value))]);
        Estimate? growth = Ratio(context, rows, most, (one, all) => all / one);
        Estimate? share = Ratio(context, rows, most, (one, all) => 100 * (1 - ((all - one) / ((most - 1) * one))));
        (string, string)[] filterMost = [.. filter, ("workers", Words.Of((int)most))];
        if (slope is not null)
        {
            context.Summary.Add("share_marginal_pss", slope.Slope, "MiB per process", "share.csv", filter);
            marginal.Add(new IntervalRow(corpus, subject, slope.Slope.Value, slope.Slope.Low, slope.Slope.High));
        }

        foreach ((string name, Estimate? value, string unit) in ((string, Estimate?, string)[])[("share_pss_growth", growth, "x"), ("share_efficiency", share, "%"), ("share_duplication", duplication, "x")])
        {
            if (value is { } known)
            {
                context.Summary.Add(name, known, unit, "share.csv", filterMost);
            }
        }

        if (share is { } e)
        {
            efficiency.Add(new IntervalRow(corpus, subject, e.Value, e.Low, e.High));
        }

        derived.Add([corpus, subject, Words.Of((int)most), Words.Interval(slope?.Slope), Words.Interval(growth), Words.Interval(share), Words.Interval(duplication)]);
        details.AddRange(Detail(corpus, subject, rows, counts));
        details.AddRange(context.MadeBy());
    }

    private static IEnumerable<ReportBlock> Detail(string corpus, string subject, List<CsvRow> rows, double[] counts)
    {
        List<XySeries> series = [];
        foreach ((string name, string column) in ((string, string)[])[("ΣRSS", "rss_mb"), ("ΣPSS", "pss_mb"), ("ΣUSS", "uss_mb")])
        {
            List<XyPoint> points = [];
            foreach (double n in counts)
            {
                if (ReportContext.SampleOf(At(rows, n), column) is { } sample)
                {
                    points.Add(new XyPoint(n, sample.Median, sample.Percentile(25), sample.Percentile(75)));
                }
            }

            series.Add(new XySeries(name, points));
        }

        series.RemoveAll(s => s.Points.Count == 0);
        if (series.Find(s => s.Name == "ΣPSS") is { } pss && pss.Points[0].X == 1)
        {
            series.Add(new XySeries("N × the PSS of one", [new XyPoint(1, pss.Points[0].Y), new XyPoint(counts[^1], pss.Points[0].Y * counts[^1])], XyStyle.Dashed));
        }

        string alternative = string.Join("; ", series.Where(s => s.Style != XyStyle.Dashed).Select(s => $"{s.Name}: " + string.Join(", ", s.Points.Select(p => $"{Words.Of(p.X)} processes {Words.Of(p.Y)} MiB"))));
        yield return new Figure(
            $"share-{corpus}-{subject}",
            $"{subject} on {corpus}: medians over the blocks (n = {Words.Range(counts.Select(n => At(rows, n).Count()))}), whiskers are quartiles, {ReportContext.CacheOf(rows)}.",
            alternative,
            new XyChart($"Memory of N processes, {subject} on {corpus}", "MiB, sum over the processes", "processes", series) { SpreadName = "quartiles" });
        yield return new ReportTable(
            $"{subject} on {corpus}: MiB, median over the blocks (quartiles)",
            [">processes", ">n", ">ΣRSS", ">ΣPSS", ">ΣUSS", ">corpus PSS", ">resident corpus"],
            [
                .. counts.Select(n => (IReadOnlyList<string>)
                [
                    Words.Of((int)n), Words.Of(At(rows, n).Count()),
                    .. ((string[])["rss_mb", "pss_mb", "uss_mb", "corpus_pss_mb", "cache_resident_mb"]).Select(c => Words.Quartiles(ReportContext.SampleOf(At(rows, n), c))),
                ]),
            ]);
    }

    /// <summary>A number from the PSS of one process and that of N in the same block, as the median over the blocks.</summary>
    private static Estimate? Ratio(ReportContext context, List<CsvRow> rows, double most, Func<double, double, double> derive)
    {
        Dictionary<(string, string), double> one = ReportContext.MedianByBlock(At(rows, 1), "pss_mb");
        double[] values =
        [
            .. ReportContext.MedianByBlock(At(rows, most), "pss_mb").Where(b => most > 1 && one.GetValueOrDefault(b.Key) > 0).Select(b => derive(one[b.Key], b.Value)),
        ];
        return values.Length == 0 ? null : Bootstrap.Median(values, context.Folder.Seed);
    }

    /// <summary>
    /// What the processes hold of the corpus together, over the most that one of them has: they all touched the same.
    /// The page cache may hold more than they ever asked for.
    /// </summary>
    private static Estimate? Duplication(ReportContext context, List<CsvRow> sums, List<CsvRow> processes)
    {
        double most = sums.Max(r => r.Number("workers")!.Value);
        var largest = At(processes, most)
            .Where(r => r.Number("corpus_rss_mb") is > 0)
            .GroupBy(r => r.Block)
            .ToDictionary(g => g.Key, g => g.Max(r => r.Number("corpus_rss_mb")!.Value));
        double[] copies =
        [
            .. At(sums, most).Where(r => r.Number("corpus_pss_mb") is not null && largest.ContainsKey(r.Block)).Select(r => r.Number("corpus_pss_mb")!.Value / largest[r.Block]),
        ];
        return copies.Length == 0 ? null : Bootstrap.Median(copies, context.Folder.Seed);
    }

    private static IEnumerable<CsvRow> At(List<CsvRow> rows, double workers) => rows.Where(r => r.Number("workers") == workers);

    /// <summary>The rows of the stage in which all processes hold the corpus.</summary>
    private static List<CsvRow> Stage(List<CsvRow> rows)
    {
        string? stage = s_stages.FirstOrDefault(s => rows.Any(r => r["stage"] == s)) ?? rows.LastOrDefault()?["stage"];
        return [.. rows.Where(r => r["stage"] == stage)];
    }
}

using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>What processes cost: per subject, mode and stage.</summary>
internal static class MemorySection
{
    private static readonly string[] s_stages = ["alone", "baseline", "open-raw", "open", "touch-raw", "touch", "queries-raw", "queries"];

    private sealed record Cell(string Corpus, string Subject, string Mode, string Workers, string Stage, List<CsvRow> Rows)
    {
        public string Setting => Workers is "" or "1" ? Mode : $"{Mode} ×{Workers}";

        public bool IsRaw => Stage.EndsWith("-raw", StringComparison.Ordinal);
    }

    public static ReportSection? Build(ReportContext context)
    {
        List<CsvRow> rows = [.. context.UsableRows("memory").Where(r => r["pid_index"].Length == 0)];
        if (rows.Count == 0)
        {
            return null;
        }

        List<Cell> cells = Cells(context, rows);
        List<ReportBlock> blocks =
        [
            new Paragraph("All processes of a mode are read at the same moment, from outside, idle and after two collections; the figures are sums over them. "
                + "The baseline is the process before it has seen a corpus; nothing is subtracted anywhere. Stages that end in `-raw` were read without a collection."),
        ];
        foreach (string corpus in context.CorporaOf(rows))
        {
            List<Cell> own = [.. cells.Where(c => c.Corpus == corpus)];
            blocks.Add(FigureOf(corpus, own));
            blocks.Add(TableOf(context, corpus, own));
            blocks.AddRange(context.MadeBy());
            blocks.AddRange(Comparisons(context, corpus, own));
        }

        if (AllCorpora(context, cells) is { } all)
        {
            blocks.InsertRange(1, [all, .. context.MadeBy()]);
        }

        return new ReportSection("Memory", blocks);
    }

    private static List<Cell> Cells(ReportContext context, List<CsvRow> rows)
    {
        int Rank(string stage) => Array.IndexOf(s_stages, stage) is >= 0 and int i ? i : s_stages.Length;
        return
        [
            .. rows.GroupBy(r => (r.Corpus, r.Subject, r.Mode, Workers: r["workers"], Stage: r["stage"]))
                .Select(g => new Cell(g.Key.Corpus, g.Key.Subject, g.Key.Mode, g.Key.Workers, g.Key.Stage, [.. g]))
                .OrderBy(c => context.Folder.Subjects.ToList().IndexOf(c.Subject))
                .ThenBy(c => c.Mode == "single" ? 0 : 1).ThenBy(c => c.Mode, StringComparer.Ordinal).ThenBy(c => c.Workers.Length).ThenBy(c => c.Workers, StringComparer.Ordinal)
                .ThenBy(c => Rank(c.Stage)).ThenBy(c => c.Stage, StringComparer.Ordinal),
        ];
    }

    private static ReportTable TableOf(ReportContext context, string corpus, List<Cell> cells)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (Cell cell in cells)
        {
            rows.Add(
            [
                cell.Subject, cell.Setting, cell.Stage, Words.Of(cell.Rows.Count), Quartiles(cell, "pss_mb"), Quartiles(cell, "uss_mb"), Quartiles(cell, "rss_mb"),
                Quartiles(cell, "anon_mb"), Quartiles(cell, "corpus_pss_mb"), Quartiles(cell, "managed_heap_mb"), Quartiles(cell, "ready_ms"),
            ]);
            if (!cell.IsRaw)
            {
                foreach (string column in (string[])["pss_mb", "uss_mb", "rss_mb"])
                {
                    double[] readings = [.. cell.Rows.Select(r => r.Number(column)).OfType<double>()];
                    if (readings.Length > 0)
                    {
                        context.Summary.AddMedian("memory_" + column[..3], readings, "MiB", "memory.csv", Filter(cell));
                    }
                }
            }
        }

        return new ReportTable(
            $"{corpus}: MiB, median over the blocks (quartiles); ready: ms from start to ready",
            ["subject", "mode", "stage", ">n", ">PSS", ">USS", ">RSS", ">anonymous", ">corpus PSS", ">managed heap", ">ready"],
            rows);
    }

    private static (string, string)[] Filter(Cell cell) =>
        [("corpus", cell.Corpus), ("subject", cell.Subject), ("mode", cell.Mode), ("workers", cell.Workers), ("stage", cell.Stage), ("pid_index", string.Empty)];

    private static Figure FigureOf(string corpus, List<Cell> cells)
    {
        List<Bar> bars = [];
        bool split = cells.Any(c => c.Rows.Any(r => r.Number("pss_mb") is not null));
        foreach (Cell cell in cells.Where(c => !c.IsRaw))
        {
            Sample? whole = ReportContext.SampleOf(cell.Rows, split ? "pss_mb" : "rss_mb");
            if (whole is not null)
            {
                bars.Add(new Bar(
                    cell.Subject, cells.Select(c => c.Setting).Distinct().Count() > 1 ? $"{cell.Setting}, {cell.Stage}" : cell.Stage,
                    split ? Parts(cell, whole.Median) : [whole.Median], whole.Percentile(25), whole.Percentile(75),
                    split ? ReportContext.SampleOf(cell.Rows, "rss_mb")?.Median : null));
            }
        }

        string unit = split ? "PSS, MiB" : "RSS, MiB (this system has no PSS)";
        var chart = new BarChart($"Memory on {corpus}, by subject and stage", unit, split ? ["anonymous memory", "corpus files", "program and libraries"] : ["resident"], bars)
        {
            MarkName = "sum of RSS",
            SpreadName = "quartiles of the blocks",
        };
        string caption = $"Medians of the blocks (n = {Words.Range(cells.Select(c => c.Rows.Count))}), whiskers are quartiles, {ReportContext.CacheOf(cells.SelectMany(c => c.Rows))}. "
            + "A sum of RSS counts every shared page once per process; PSS counts it once in all.";
        return new Figure($"memory-{corpus}", caption, Alternative(bars, unit), chart);
    }

    /// <summary>PSS in three: what cannot be shared, the corpus, the rest. Shares of medians, fitted to the median of the whole.</summary>
    private static double[] Parts(Cell cell, double pss)
    {
        double corpus = Math.Min(pss, ReportContext.SampleOf(cell.Rows, "corpus_pss_mb")?.Median ?? 0);
        double own = Math.Min(pss - corpus, (ReportContext.SampleOf(cell.Rows, "anon_mb") ?? ReportContext.SampleOf(cell.Rows, "uss_mb"))?.Median ?? 0);
        return [own, corpus, pss - corpus - own];
    }

    private static Figure? AllCorpora(ReportContext context, List<Cell> cells)
    {
        List<IntervalRow> rows = [];
        string unit = cells.Any(c => c.Rows.Any(r => r.Number("pss_mb") is not null)) ? "pss_mb" : "rss_mb";
        foreach (string corpus in context.Folder.Corpora)
        {
            foreach (string subject in context.Folder.Subjects)
            {
                if (cells.Where(c => c.Corpus == corpus && c.Subject == subject && c.Mode == "single" && c.Stage is "open" or "touch").LastOrDefault() is { } cell
                    && ReportContext.SampleOf(cell.Rows, unit) is { } sample)
                {
                    rows.Add(new IntervalRow(corpus, subject, sample.Median, sample.Percentile(25), sample.Percentile(75)));
                }
            }
        }

        return rows.Select(r => r.Label).Distinct().Count() < 2 ? null : new Figure(
            "memory-all",
            "One process after its last stage (touch, else open); points are medians, whiskers quartiles. Corpora by size of their source.",
            string.Join("; ", rows.Select(r => $"{r.Label} {r.Series}: {Words.Of(r.Value)} MiB")),
            new IntervalChart("Memory of one process, all corpora", $"{unit[..3].ToUpperInvariant()}, MiB", rows) { LogValue = true, SpreadName = "quartiles" });
    }

    private static IEnumerable<Paragraph> Comparisons(ReportContext context, string corpus, List<Cell> cells)
    {
        string baseline = context.Folder.Baseline;
        foreach (Cell cell in cells.Where(c => c.Subject != baseline && c.Stage == "touch"))
        {
            Cell? other = cells.Find(c => c.Subject == baseline && c.Mode == cell.Mode && c.Workers == cell.Workers && c.Stage == cell.Stage);
            List<double> ratios = other is null ? [] : ReportContext.PairedRatios(other.Rows, cell.Rows, "pss_mb");
            if (ratios.Count > 0)
            {
                Estimate ratio = Bootstrap.GeometricMean([ratios], context.Folder.Seed);
                context.Summary.Add("memory_pss_ratio", ratio, "x", "memory.csv", [.. Filter(cell), ("baseline", baseline)]);
                yield return new Paragraph($"{corpus}, {cell.Setting}, after touching: PSS of {cell.Subject} against {baseline}: {Words.Comparison(ratio, "smaller", "larger")}; n = {ratio.Count} paired blocks.");
            }
        }
    }

    private static string Alternative(List<Bar> bars, string unit) =>
        $"{unit}: " + string.Join("; ", bars.Select(b => $"{b.Group} {b.Label} {Words.Of(b.Values.Sum())}"));

    private static string Quartiles(Cell cell, string column) => Words.Quartiles(ReportContext.SampleOf(cell.Rows, column));
}

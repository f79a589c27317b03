using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Building the compiled corpus from its source.</summary>
internal static class CompileSection
{
    private sealed record Cell(string Corpus, string Subject, string Threads, List<CsvRow> Whole, List<CsvRow> Phases)
    {
        public string Label => Threads.Length == 0 ? $"{Corpus}, {Subject}" : $"{Corpus}, {Subject}, {Threads} {(Threads == "1" ? "thread" : "threads")}";
    }

    public static ReportSection? Build(ReportContext context)
    {
        List<CsvRow> rows = context.UsableRows("compile");
        List<Cell> cells =
        [
            .. rows.GroupBy(r => (r.Corpus, r.Subject, Threads: r["threads"]))
                .Select(g => new Cell(g.Key.Corpus, g.Key.Subject, g.Key.Threads, [.. g.Where(r => r["phase"].Length == 0)], [.. g.Where(r => r["phase"].Length > 0)]))
                .Where(c => c.Whole.Count > 0),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        List<string> corpora = [.. context.Folder.Corpora];
        cells = [.. cells.OrderBy(c => corpora.IndexOf(c.Corpus)).ThenBy(c => c.Subject, StringComparer.Ordinal).ThenBy(c => c.Threads.Length).ThenBy(c => c.Threads, StringComparer.Ordinal)];
        List<IReadOnlyList<string>> table = [];
        List<IntervalRow> throughput = [];
        foreach (Cell cell in cells)
        {
            Sample? wall = ReportContext.SampleOf(cell.Whole, "wall_ms");
            double[] speeds = [.. cell.Whole.Where(r => r.Number("wall_ms") is > 0 && r.Number("source_mb") is not null).Select(r => r.Number("source_mb")!.Value / (r.Number("wall_ms")!.Value / 1000))];
            (string, string)[] filter = [("corpus", cell.Corpus), ("subject", cell.Subject), ("threads", cell.Threads), ("phase", string.Empty)];
            Estimate? speed = speeds.Length == 0 ? null : context.Summary.AddMedian("compile_throughput", speeds, "MiB/s", "compile.csv", filter);
            if (ReportContext.SampleOf(cell.Whole, "peak_rss_mb") is { } peak)
            {
                _ = context.Summary.AddMedian("compile_peak_rss", peak.Sorted, "MiB", "compile.csv", filter);
            }

            if (speed is { } s)
            {
                throughput.Add(new IntervalRow(cell.Corpus, cell.Threads.Length == 0 ? cell.Subject : $"{cell.Subject}, {cell.Threads} {(cell.Threads == "1" ? "thread" : "threads")}", s.Value, s.Low, s.High));
            }

            Sample? source = ReportContext.SampleOf(cell.Whole, "source_mb");
            Sample? output = ReportContext.SampleOf(cell.Whole, "output_mb");
            int digests = cell.Whole.Select(r => r["output_digest"]).Where(d => d.Length > 0).Distinct().Count();
            table.Add(
            [
                cell.Corpus, cell.Subject, cell.Threads, Words.Of(cell.Whole.Count), Words.Quartiles(wall), Words.Interval(speed),
                Words.Quartiles(ReportContext.SampleOf(cell.Whole, "user_ms")), Words.Quartiles(ReportContext.SampleOf(cell.Whole, "peak_rss_mb")),
                Words.Of(source?.Median), Words.Of(output?.Median), source is null || output is null || source.Median == 0 ? string.Empty : Words.Of(output.Median / source.Median),
                digests switch { 0 => string.Empty, 1 => "same", _ => $"{digests} different" },
            ]);
        }

        List<ReportBlock> blocks = [];
        if (throughput.Count > 0)
        {
            blocks.Add(new Figure(
                "compile-throughput", $"Source read per second: medians with 95 % intervals, n = {Words.Range(cells.Select(c => c.Whole.Count))} blocks, {ReportContext.CacheOf(rows)}.",
                string.Join("; ", throughput.Select(t => $"{t.Label} {t.Series}: {Words.Of(t.Value)} MiB/s")),
                new IntervalChart("Compile throughput", "MiB of source per second", throughput) { SpreadName = "95 % interval", Reference = 0 }));
        }

        blocks.Add(new ReportTable(
            "Compiling: ms and MiB, median over the blocks (quartiles); throughput with its 95 % interval; bytes: whether all blocks wrote the same",
            ["corpus", "subject", ">threads", ">n", ">wall", ">MiB/s", ">user", ">peak RSS", ">source", ">output", ">output/source", "bytes"],
            table));
        blocks.AddRange(context.MadeBy());
        if (Phases(cells) is { } phases)
        {
            blocks.AddRange([phases, .. context.MadeBy()]);
        }

        return new ReportSection("Compiling", blocks);
    }

    private static Figure? Phases(List<Cell> cells)
    {
        string[] names = [.. cells.SelectMany(c => c.Phases).Select(r => r["phase"]).Distinct()];
        if (names.Length == 0)
        {
            return null;
        }

        List<Bar> bars = [];
        foreach (Cell cell in cells.Where(c => c.Phases.Count > 0))
        {
            Sample? wall = ReportContext.SampleOf(cell.Whole, "wall_ms");
            double[] parts = [.. names.Select(n => (ReportContext.SampleOf(cell.Phases.Where(r => r["phase"] == n), "phase_ms")?.Median ?? 0) / 1000)];
            bars.Add(new Bar(string.Empty, cell.Label, parts, wall?.Percentile(25) / 1000, wall?.Percentile(75) / 1000));
        }

        return new Figure(
            "compile", "Time by phase, medians over the blocks; whiskers are quartiles of the whole, which also has what lies between the phases.",
            string.Join("; ", bars.Select(b => $"{b.Label}: {Words.Of(b.Values.Sum())} s")),
            new BarChart("Compiling, by phase", "seconds", names, bars) { SpreadName = "quartiles of the whole" });
    }
}

using System.Text.Json.Nodes;
using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>How long until a corpus can be used.</summary>
internal static class LoadSection
{
    private static readonly (string Column, string Name)[] s_phases =
        [("start_ms", "process start"), ("open_ms", "open"), ("first_lookup_ms", "first lookup"), ("first_query_ms", "first query")];

    private sealed record Cell(string Corpus, string Subject, string Cache, string Mode, string Source, List<CsvRow> Rows);

    public static ReportSection? Build(ReportContext context)
    {
        List<Cell> cells =
        [
            .. ((string[])["load", "open"]).SelectMany(table => context.UsableRows(table)
                .GroupBy(r => (r.Corpus, r.Subject, r.CacheState, r.Mode))
                .Select(g => new Cell(g.Key.Corpus, g.Key.Subject, g.Key.CacheState, g.Key.Mode, table + ".csv", [.. g]))),
        ];
        if (cells.Count == 0)
        {
            return null;
        }

        List<string> corpora = [.. context.Folder.Corpora];
        List<string> subjects = [.. context.Folder.Subjects];
        cells = [.. cells.OrderBy(c => c.Cache == "warm" ? 0 : 1).ThenBy(c => c.Cache, StringComparer.Ordinal).ThenBy(c => corpora.IndexOf(c.Corpus)).ThenBy(c => subjects.IndexOf(c.Subject))];
        List<Bar> bars = [];
        List<IReadOnlyList<string>> rows = [];
        foreach (Cell cell in cells)
        {
            Sample? total = ReportContext.SampleOf(cell.Rows, "total_ms");
            double[] parts = [.. s_phases.Select(p => ReportContext.SampleOf(cell.Rows, p.Column)?.Median ?? 0)];
            if (cell.Source == "load.csv")
            {
                bars.Add(new Bar($"page cache {cell.Cache}", $"{cell.Corpus}, {cell.Subject}", parts, total?.Percentile(25), total?.Percentile(75)));
            }

            rows.Add(
            [
                cell.Corpus, cell.Subject, cell.Source == "load.csv" ? "to the first answer" : $"open, {(cell.Mode == "again" ? "again in the same process" : "first in a process")}", cell.Cache,
                Words.Of(cell.Rows.Count), Quartiles(cell, "total_ms"), .. s_phases.Select(p => Quartiles(cell, p.Column)),
                Words.Of(ReportContext.SampleOf(cell.Rows, "majflt")?.Median), Quartiles(cell, "pss_mb"),
            ]);
            foreach (string column in (string[])["open_ms", "total_ms"])
            {
                double[] readings = [.. cell.Rows.Select(r => r.Number(column)).OfType<double>()];
                if (readings.Length > 0)
                {
                    _ = context.Summary.AddMedian("load_" + column[..^3], readings, "ms", cell.Source, Filter(cell));
                }
            }
        }

        string n = Words.Range(cells.Where(c => c.Source == "load.csv").Select(c => c.Rows.Count));
        List<ReportBlock> blocks = bars.Count == 0 ? [] :
        [
            new Figure(
                "load", $"Time to the first answer by phase: medians of fresh processes (n = {n} blocks), whiskers are quartiles of the whole.",
                string.Join("; ", bars.Select(b => $"{b.Group}, {b.Label}: {Words.Of(b.Values.Sum())} ms")),
                new BarChart("Time to the first answer", "ms from the start of the process", [.. s_phases.Select(p => p.Name)], bars) { SpreadName = "quartiles" }),
        ];
        blocks.AddRange(
        [
            new ReportTable(
                "ms, median over the blocks (quartiles); PSS in MiB",
                ["corpus", "subject", "what", "page cache", ">n", ">first answer", .. s_phases.Select(p => ">" + p.Name), ">major faults", ">PSS"],
                rows),
            .. context.MadeBy(),
        ]);
        blocks.AddRange(Comparisons(context, cells));
        blocks.AddRange(Growth(context, cells));
        return new ReportSection("Opening", blocks);
    }

    private static IEnumerable<ReportBlock> Comparisons(ReportContext context, List<Cell> cells)
    {
        foreach (Cell cell in cells.Where(c => c.Subject != context.Folder.Baseline))
        {
            Cell? other = cells.Find(c => c.Subject == context.Folder.Baseline && c.Corpus == cell.Corpus && c.Cache == cell.Cache && c.Mode == cell.Mode && c.Source == cell.Source);
            List<double> ratios = other is null ? [] : ReportContext.PairedRatios(other.Rows, cell.Rows, "open_ms");
            if (ratios.Count > 0)
            {
                Estimate ratio = Bootstrap.GeometricMean([ratios], context.Folder.Seed);
                context.Summary.Add("load_open_ratio", ratio, "x", cell.Source, [.. Filter(cell), ("baseline", context.Folder.Baseline)]);
                yield return new Paragraph($"{cell.Corpus}, page cache {cell.Cache}{(cell.Mode == "again" ? ", again in the same process" : string.Empty)}: {cell.Subject} opens against {context.Folder.Baseline}: {Words.Comparison(ratio, "faster", "slower")}; n = {ratio.Count} paired blocks.");
            }
        }
    }

    /// <summary>Whether opening depends on the size of the corpus: a line through the medians of all corpora.</summary>
    private static IEnumerable<ReportBlock> Growth(ReportContext context, List<Cell> cells)
    {
        foreach (var group in cells.GroupBy(c => (c.Subject, c.Cache, c.Mode, c.Source)))
        {
            List<(double X, double Y)> points = [];
            foreach (Cell cell in group)
            {
                if (SizeOf(context, cell) is { } size && ReportContext.SampleOf(cell.Rows, "open_ms") is { } open)
                {
                    points.Add((size, open.Median));
                }
            }

            if (points.Count >= 3 && LinearFit.Of(points) is { } fit)
            {
                (string, string)[] filter = [("subject", group.Key.Subject), ("cache_state", group.Key.Cache), ("mode", group.Key.Mode)];
                Estimate per100 = new(fit.Slope.Value * 100, fit.Slope.Low * 100, fit.Slope.High * 100, fit.Slope.Count);
                context.Summary.Add("load_open_slope", per100, "ms per 100 MiB", group.Key.Source, filter);
                string said = per100.MayBe(0) ? "shows no clear dependence on the size of the corpus" : "depends on the size of the corpus";
                yield return new Paragraph($"{group.Key.Subject}, page cache {group.Key.Cache}{(group.Key.Mode == "again" ? ", again in the same process" : string.Empty)}: opening {said}: {Words.Interval(per100)} ms per 100 MiB over {per100.Count} corpora of {Words.Of(points.Min(p => p.X))} to {Words.Of(points.Max(p => p.X))} MiB (R² {Words.Of(fit.RSquared)}).");
            }
        }
    }

    private static double? SizeOf(ReportContext context, Cell cell)
    {
        if (ReportContext.SampleOf(cell.Rows, "cache_mb") is { } size)
        {
            return size.Median;
        }

        JsonNode? corpus = (context.Folder.Config?["corpora"] as JsonArray)?.FirstOrDefault(c => ResultFolder.Text(c, "name") == cell.Corpus);
        return ResultFolder.Number(corpus, "source_bytes") / (1 << 20);
    }

    private static (string, string)[] Filter(Cell cell) => [("corpus", cell.Corpus), ("subject", cell.Subject), ("cache_state", cell.Cache), ("mode", cell.Mode)];

    private static string Quartiles(Cell cell, string column) => Words.Quartiles(ReportContext.SampleOf(cell.Rows, column));
}

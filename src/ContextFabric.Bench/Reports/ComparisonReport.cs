using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Reports.Sections;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports;

/// <summary>Two runs side by side: the same thing in both, and what changed beyond the noise.</summary>
internal static class ComparisonReport
{
    /// <summary>Changes smaller than this are not called changes, however narrow the interval is.</summary>
    public const double LeastChange = 0.02;

    private const int MostDrawn = 60;

    private sealed record Pair(string Measure, string Unit, string[] Key, Sample Before, Sample After, Estimate Ratio)
    {
        public string Label => string.Join(", ", Key.Where(k => k.Length > 0));

        public bool Changed => Ratio.Low is not null && !Ratio.MayBe(1) && Math.Abs(Math.Log(Ratio.Value)) > Math.Log(1 + LeastChange);
    }

    /// <summary>Compares two folders.</summary>
    /// <param name="before">Folder of the earlier run.</param>
    /// <param name="after">Folder of the later one.</param>
    /// <exception cref="DirectoryNotFoundException">One does not exist.</exception>
    /// <exception cref="InvalidDataException">One holds no results, or they have nothing in common.</exception>
    public static Report Build(string before, string after)
    {
        (ReportContext one, ReportContext other) = (new(ResultFolder.Read(before)), new(ResultFolder.Read(after)));
        List<Pair> pairs =
        [
            .. Pairs(one, other, "latency", "ms", "ms", r => QueryTimes.IsSteady(r) ? [r.Corpus, r.Subject, r["query_id"], r["want"]] : null),
            .. Pairs(one, other, "load", "open_ms", "ms", r => [r.Corpus, r.Subject, r.CacheState]),
            .. Pairs(one, other, "load", "total_ms", "ms", r => [r.Corpus, r.Subject, r.CacheState]),
            .. Pairs(one, other, "memory", "pss_mb", "MiB", r => Group(r)),
            .. Pairs(one, other, "memory", "uss_mb", "MiB", r => Group(r)),
            .. Pairs(one, other, "share", "pss_mb", "MiB", r => Group(r)),
            .. Pairs(one, other, "compile", "wall_ms", "ms", r => r["phase"].Length == 0 ? [r.Corpus, r.Subject, r["threads"]] : null),
            .. Pairs(one, other, "compile", "peak_rss_mb", "MiB", r => r["phase"].Length == 0 ? [r.Corpus, r.Subject, r["threads"]] : null),
            .. Pairs(one, other, "scale", "value", string.Empty, r => r["axis"] == "slots" ? [r.Corpus, r.Subject, r["measure"], r["slots"]] : null),
        ];
        if (pairs.Count == 0)
        {
            throw new InvalidDataException($"{before} and {after} have no measurement in common (same corpus, subject, mode and stage or query)");
        }

        Pair[] changed = [.. pairs.Where(p => p.Changed).OrderByDescending(p => Math.Abs(Math.Log(p.Ratio.Value)))];
        string lead = $"{Words.Of(pairs.Count)} measurements stand in both runs; {Words.Of(changed.Length)} changed beyond the noise. "
            + $"A ratio is before / after, so above 1 the later run is better (faster, smaller). A change is claimed if its 95 % interval does not include 1 and it is larger than {Words.Percent(LeastChange)}.";
        return new Report($"Comparison: {Name(before)} → {Name(after)}", lead,
        [
            Runs(one, other),
            Changes(changed, pairs.Count),
            .. Latency(pairs, one.Folder.Seed),
            new ReportSection("All pairs", [TableOf("Median before and after, and their ratio with its 95 % interval", pairs)]),
            WarningsSection.Definitions(),
        ]);
    }

    private static string[]? Group(CsvRow row) => row["pid_index"].Length == 0 && !row["stage"].EndsWith("-raw", StringComparison.Ordinal) ? [row.Corpus, row.Subject, row.Mode, row["workers"], row["stage"]] : null;

    private static ReportSection Runs(ReportContext one, ReportContext other)
    {
        List<IReadOnlyList<string>> rows = [];
        void Row(string name, Func<ResultFolder, string?> of)
        {
            if (of(one.Folder) is not null || of(other.Folder) is not null)
            {
                rows.Add([name, of(one.Folder) ?? string.Empty, of(other.Folder) ?? string.Empty]);
            }
        }

        Row("folder", f => Name(f.Path));
        Row("command", f => f.CommandLine);
        Row("run", f => ResultFolder.Text(f.Config, "run_id"));
        Row("build", f => ResultFolder.Text(f.Config, "build"));
        Row("processor", f => ResultFolder.Text(f.Environment, "hardware", "cpu_model"));
        Row("version", f => ResultFolder.Text(f.Environment, "software", "product_version"));
        List<ReportBlock> blocks = [new ReportTable("The two runs", ["", "before", "after"], rows)];
        string? machine = ResultFolder.Text(one.Folder.Environment, "hardware", "cpu_model");
        if (machine is not null && ResultFolder.Text(other.Folder.Environment, "hardware", "cpu_model") is { } second && machine != second)
        {
            blocks.Add(new Paragraph("The runs were made on different machines: the ratios are about the machines as much as about the program."));
        }

        return new ReportSection("The runs", blocks);
    }

    private static ReportSection Changes(Pair[] changed, int all)
    {
        if (changed.Length == 0)
        {
            return new ReportSection("Changes beyond the noise", [new Paragraph($"None in {Words.Of(all)} pairs.")]);
        }

        // By chance one of forty intervals lies wholly above 1, and one below, where nothing changed.
        string chance = $"With 95 % intervals about {Words.Of((int)Math.Ceiling(all * 0.05))} of {Words.Of(all)} pairs would be expected here if nothing had changed at all.";
        return new ReportSection("Changes beyond the noise",
        [
            new Paragraph(chance),
            new Figure(
                "comparison", $"Ratio before / after with its 95 % interval{(changed.Length > MostDrawn ? $", the {MostDrawn} largest of {changed.Length} changes" : string.Empty)}; right of 1 the later run is better.",
                string.Join("; ", changed.Take(10).Select(p => $"{p.Measure} {p.Label}: {Words.Ratio(p.Ratio)}")),
                new IntervalChart("Changes beyond the noise, before / after", "times", [.. changed.Take(MostDrawn).OrderBy(p => p.Measure, StringComparer.Ordinal).ThenBy(p => p.Ratio.Value)
                    .Select(p => new IntervalRow(p.Label, p.Measure, p.Ratio.Value, p.Ratio.Low, p.Ratio.High))]) { LogValue = true, Reference = 1, SpreadName = "95 % interval" }),
            TableOf("What changed, largest first", changed),
        ]);
    }

    /// <summary>One number per corpus and subject over its queries.</summary>
    private static IEnumerable<ReportSection> Latency(List<Pair> pairs, int seed)
    {
        List<ReportBlock> lines = [];
        foreach (var group in pairs.Where(p => p.Measure == "latency.ms").GroupBy(p => (Corpus: p.Key[0], Subject: p.Key[1], Want: p.Key[3])))
        {
            Estimate mean = Bootstrap.GeometricMean([.. group.Select(p => (IReadOnlyList<double>)[p.Ratio.Value])], seed);
            lines.Add(new Paragraph($"{group.Key.Subject} on {group.Key.Corpus}{(group.Key.Want.Length > 0 ? $" ({group.Key.Want})" : string.Empty)}, {Words.Count(group.Count(), "query", "queries")}: after against before: {Words.Comparison(mean, "faster", "slower")}."));
        }

        if (lines.Count > 0)
        {
            yield return new ReportSection("Latency in all", [new Paragraph("Geometric means over the queries, with 95 % intervals by resampling queries."), .. lines]);
        }
    }

    private static ReportTable TableOf(string caption, IReadOnlyList<Pair> pairs) => new(
        caption, ["measure", "of", ">n", ">before", ">after", "unit", ">before / after", "says"],
        [
            .. pairs.Select(p => (IReadOnlyList<string>)
            [
                p.Measure, p.Label, $"{p.Before.Count}, {p.After.Count}", Words.Of(p.Before.Median), Words.Of(p.After.Median), p.Unit, Words.Ratio(p.Ratio),
                p.Changed ? p.Ratio.Value > 1 ? "better" : "worse" : "no clear difference",
            ]),
        ]);

    /// <summary>The things measured in both runs. Blocks of different runs are no pairs, so each side is resampled for itself.</summary>
    private static IEnumerable<Pair> Pairs(ReportContext one, ReportContext other, string table, string column, string unit, Func<CsvRow, string[]?> key)
    {
        Dictionary<string, (string[] Key, double[] Blocks)> before = Blocks(one.UsableRows(table), column, key);
        Dictionary<string, (string[] Key, double[] Blocks)> after = Blocks(other.UsableRows(table), column, key);
        foreach ((string id, (string[] parts, double[] values)) in before)
        {
            if (after.TryGetValue(id, out var match))
            {
                yield return new Pair(table + "." + column, unit, parts, Sample.Of(values), Sample.Of(match.Blocks), Bootstrap.RatioOfMedians(values, match.Blocks, one.Folder.Seed));
            }
        }
    }

    private static Dictionary<string, (string[] Key, double[] Blocks)> Blocks(List<CsvRow> rows, string column, Func<CsvRow, string[]?> key) => rows
        .Select(r => (Row: r, Key: key(r)))
        .Where(r => r.Key is not null && r.Row.Number(column) is > 0)
        .GroupBy(r => string.Join('\u001f', r.Key!))
        .ToDictionary(g => g.Key, g => (g.First().Key!, ReportContext.MedianByBlock(g.Select(r => r.Row), column).Values.ToArray()));

    private static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}

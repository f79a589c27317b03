using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports;

/// <summary>
/// Raw results in the layout of the reference suite, with either naming of its files. They were measured elsewhere, so
/// they stand in tables of their own and in no chart.
/// </summary>
internal sealed class PublishedResults
{
    private static readonly string[] s_modes = ["single", "spawn", "fork"];
    private readonly List<(string Corpus, IReadOnlyList<CsvRow> Rows)> _memory = [];
    private readonly CsvFile? _latency;
    private readonly CsvFile? _steps;
    private readonly CsvFile? _crossCorpus;

    private PublishedResults(string folder)
    {
        foreach (string file in Files(folder, "memory", "raw_*.csv").Concat(Files(folder, string.Empty, "memory_raw_*.csv")))
        {
            if (CsvFile.Read(file) is { Rows.Count: > 0 } table)
            {
                _memory.Add((table.Rows[0]["corpus"], table.Rows));
            }
        }

        _memory.Sort((a, b) => Single(a.Rows, "CF", "rss_after_mb", "single").CompareTo(Single(b.Rows, "CF", "rss_after_mb", "single")));
        _latency = Either(folder, "latency/statistics.csv", "latency_statistics.csv");
        _steps = Either(folder, "progressive/raw_steps.csv", "progressive_steps.csv");
        _crossCorpus = Either(folder, "memory/cross_corpus_summary.csv", "cross_corpus_summary.csv");
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It holds nothing in that layout.</exception>
    public static PublishedResults Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no folder {folder}");
        }

        var results = new PublishedResults(folder);
        return results._memory.Count > 0 || results._latency is not null || results._steps is not null
            ? results
            : throw new InvalidDataException($"{folder} holds no results of the reference suite: no memory/raw_*.csv, memory_raw_*.csv, latency or progressive files");
    }

    /// <summary>The part of a report about them.</summary>
    public ReportSection Section()
    {
        List<ReportBlock> blocks =
        [
            new Paragraph("These figures were published by the reference authors. They were measured on another machine, with another method (RSS only, sums of RSS for several processes), "
                + "and are computed here from their raw files: mean ± sample deviation (median). They are in no chart beside own measurements, and no ratio is taken between the two."),
        ];
        if (_memory.Count > 0)
        {
            blocks.AddRange([Memory(), Loading(), .. CrossCorpus()]);
            blocks.Add(Disagreements());
        }

        if (_latency is not null)
        {
            blocks.Add(Latency(_latency));
        }

        if (_steps is not null)
        {
            blocks.Add(Progressive(_steps));
        }

        return new ReportSection("Published by the reference authors on another machine", blocks);
    }

    private ReportTable Memory()
    {
        List<IReadOnlyList<string>> rows = [];
        foreach ((string corpus, IReadOnlyList<CsvRow> raw) in _memory)
        {
            List<string> cells = [corpus];
            foreach (string mode in s_modes)
            {
                (Sample? tf, Sample? cf) = (Of(raw, "TF", mode, "rss_after_mb"), Of(raw, "CF", mode, "rss_after_mb"));
                cells.AddRange([MeanText(tf, "0.0"), MeanText(cf, "0.0"), tf is null || cf is null ? string.Empty : Words.Percent((tf.Mean - cf.Mean) / tf.Mean)]);
            }

            rows.Add(cells);
        }

        return new ReportTable(
            "Memory, MiB of RSS (spawn and fork: sums over the workers, for fork with the parent), published by the reference authors on another machine",
            ["corpus", ">TF single", ">CF single", ">less", ">TF spawn", ">CF spawn", ">less", ">TF fork", ">CF fork", ">less"], rows);
    }

    private ReportTable Loading()
    {
        List<IReadOnlyList<string>> rows = [];
        foreach ((string corpus, IReadOnlyList<CsvRow> raw) in _memory)
        {
            (Sample? tf, Sample? cf) = (Of(raw, "TF", "single", "load_time_s"), Of(raw, "CF", "single", "load_time_s"));
            (Sample? tfCache, Sample? cfCache) = (Of(raw, "TF", "single", "cache_size_mb"), Of(raw, "CF", "single", "cache_size_mb"));
            rows.Add(
            [
                corpus, MeanText(tf, "0.000"), MeanText(cf, "0.000"), tf is null || cf is null ? string.Empty : Fixed(tf.Mean / cf.Mean, "0.00"),
                Fixed(Of(raw, "TF", "spawn", "load_time_s")?.Mean, "0.00"), Fixed(Of(raw, "CF", "spawn", "load_time_s")?.Mean, "0.00"),
                Fixed(tfCache?.Mean, "0.0"), Fixed(cfCache?.Mean, "0.0"), tfCache is null || cfCache is null ? string.Empty : Fixed(cfCache.Mean / tfCache.Mean, "0.0"),
            ]);
        }

        return new ReportTable(
            "Loading in seconds and caches in MiB, published by the reference authors on another machine",
            ["corpus", ">TF load", ">CF load", ">TF/CF", ">TF spawn wall", ">CF spawn wall", ">TF cache", ">CF cache", ">CF/TF cache"], rows);
    }

    /// <summary>The means over the corpora, beside what the published summary has.</summary>
    private IEnumerable<ReportBlock> CrossCorpus()
    {
        List<IReadOnlyList<string>> rows = [];
        foreach ((string metric, string name, Func<IReadOnlyList<CsvRow>, double?> value, string format) in ((string, string, Func<IReadOnlyList<CsvRow>, double?>, string)[])
        [
            ("memory_reduction_single", "less memory, single, %", r => Reduction(r, "single"), "0.0"),
            ("memory_reduction_spawn", "less memory, spawn, %", r => Reduction(r, "spawn"), "0.0"),
            ("memory_reduction_fork", "less memory, fork, %", r => Reduction(r, "fork"), "0.0"),
            ("load_time_speedup", "load time TF/CF", SpeedUp, "0.00"),
        ])
        {
            if (Sample.OrNull(_memory.Select(m => value(m.Rows)).OfType<double>()) is { } sample)
            {
                Estimate mean = sample.MeanInterval();
                double? published = _crossCorpus?.Rows.FirstOrDefault(r => r["metric"] == metric)?.Number("mean");
                rows.Add(
                [
                    name, Words.Of(sample.Count), Fixed(mean.Value, format), Fixed(sample.Deviation, format), Fixed(mean.Low, format), Fixed(mean.High, format), Fixed(sample.Median, format),
                    sample.Min > 0 && metric == "load_time_speedup" ? Fixed(Bootstrap.GeometricMean(sample.Sorted), format) : string.Empty, Fixed(published, format),
                ]);
            }
        }

        yield return new ReportTable(
            "Means over the corpora, unweighted, published by the reference authors on another machine; intervals are Student's t, 95 %",
            ["measure", ">corpora", ">mean", ">deviation", ">low", ">high", ">median", ">geometric mean", ">their summary"], rows);
    }

    /// <summary>Where a mean is not what most runs show, or what the text beside the data says is another statistic than it claims.</summary>
    private ReportTable Disagreements()
    {
        List<IReadOnlyList<string>> rows = [];
        foreach ((string corpus, IReadOnlyList<CsvRow> raw) in _memory)
        {
            foreach (string engine in (string[])["TF", "CF"])
            {
                foreach (string mode in s_modes)
                {
                    if (Of(raw, engine, mode, "rss_after_mb") is { Count: > 2 } sample)
                    {
                        Remark(rows, corpus, engine, mode, sample, Of(raw, engine, "single", "rss_after_mb")?.Mean);
                    }
                }
            }
        }

        int compiled = _memory.Sum(m => m.Rows.Count(r => r.Number("compile_time_s") is not null));
        if (compiled == 0)
        {
            rows.Add(["all", string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, $"the text gives compile times; `compile_time_s` is empty in all {_memory.Sum(m => m.Rows.Count)} rows"]);
        }

        return new ReportTable(
            "Where the published text and the raw data disagree, computed from the files: MiB",
            ["corpus", "engine", "mode", ">mean", ">median", ">deviation", "what the raw data say"], rows);
    }

    private static void Remark(List<IReadOnlyList<string>> rows, string corpus, string engine, string mode, Sample sample, double? single)
    {
        const double OutlierDistance = 8;
        const double WorthSaying = 0.0025;
        const int Workers = 4;
        double spread = Math.Max(sample.MedianAbsoluteDeviation, 1);
        double[] outliers = [.. sample.Sorted.Where(v => Math.Abs(v - sample.Median) > OutlierDistance * spread)];
        List<string> remarks = [];
        if (Math.Abs(sample.Mean - sample.Median) > Math.Max(spread, WorthSaying * sample.Median) && outliers.Length > 0)
        {
            var rest = Sample.Of(sample.Sorted.Except(outliers));
            remarks.Add($"the mean is not the median: {outliers.Length} of {sample.Count} runs lie apart ({string.Join(", ", outliers.Select(o => Fixed(o, "0.0")))}); without them {MeanText(rest, "0.0")}. "
                + "A text that calls the median the mean, with the small deviation of the other runs, hides this");
        }

        if (mode == "spawn" && single is { } one && sample.Mean < 0.8 * Workers * one)
        {
            remarks.Add($"{Workers} processes show only {Fixed(sample.Mean / one, "0.00")} × the RSS of one, against {Workers} × elsewhere: memory was compressed or swapped, or a worker had ended before it was read; a lower bound");
        }

        if (remarks.Count > 0)
        {
            rows.Add([corpus, engine, mode, Fixed(sample.Mean, "0.0"), Fixed(sample.Median, "0.0"), Fixed(sample.Deviation, "0.0"), string.Join("; ", remarks)]);
        }
    }

    private static ReportTable Latency(CsvFile file)
    {
        List<IReadOnlyList<string>> rows = [];
        string[] kinds = [.. file.Rows.Select(r => Kind(r["query_id"])).Distinct()];
        foreach (string kind in (string[])[.. kinds, "all"])
        {
            CsvRow[] own = [.. file.Rows.Where(r => kind == "all" || Kind(r["query_id"]) == kind)];
            // The mean of every query's ratio of means; its range is that of the medians, which single slow executions do not move.
            Dictionary<string, double> cfMeans = own.Where(r => r["implementation"] == "CF" && r.Number("mean_ms") is > 0).ToDictionary(r => r["query_id"], r => r.Number("mean_ms")!.Value);
            double[] means = [.. own.Where(r => r["implementation"] == "TF" && r.Number("mean_ms") is > 0 && cfMeans.ContainsKey(r["query_id"])).Select(r => r.Number("mean_ms")!.Value / cfMeans[r["query_id"]])];
            Dictionary<string, double> cf = own.Where(r => r["implementation"] == "CF" && r.Number("p50_ms") is > 0).ToDictionary(r => r["query_id"], r => r.Number("p50_ms")!.Value);
            double[] ratios = [.. own.Where(r => r["implementation"] == "TF" && r.Number("p50_ms") is > 0 && cf.ContainsKey(r["query_id"])).Select(r => r.Number("p50_ms")!.Value / cf[r["query_id"]])];
            if (ratios.Length > 0 && means.Length > 0)
            {
                // Every query has the same number of executions, so the mean of the means is the mean of them all.
                rows.Add(
                [
                    kind, Words.Of(ratios.Length), .. ((string[])["TF", "CF"]).Select(e => Fixed(Sample.OrNull(own.Where(r => r["implementation"] == e).Select(r => r.Number("mean_ms")).OfType<double>())?.Mean, "0.0")),
                    Fixed(Bootstrap.GeometricMean(means), "0.000"), Fixed(Sample.Of(ratios).Min, "0.00"), Fixed(Sample.Of(ratios).Max, "0.00"), $"{means.Count(r => r > 1)}/{means.Length}",
                ]);
            }
        }

        return new ReportTable(
            "Latency, ms, published by the reference authors on another machine; ratios are TF/CF of each query: geometric mean of the ratios of means, least and greatest ratio of medians",
            ["queries", ">number", ">TF mean", ">CF mean", ">geometric mean TF/CF", ">least", ">greatest", ">CF faster in"], rows);
    }

    private static ReportTable Progressive(CsvFile file)
    {
        Sample? At(IGrouping<string, CsvRow> step, string engine) => Sample.OrNull(step.Where(r => r["implementation"] == engine).Select(r => r.Number("total_rss_mb")).OfType<double>());
        return new ReportTable(
            "Several corpora in one process, MiB of RSS, published by the reference authors on another machine",
            [">step", "corpus added", ">TF", ">CF"],
            [
                .. file.Rows.GroupBy(r => r["step"]).Select(step => (IReadOnlyList<string>)
                    [step.Key, step.First()["corpus_added"], MeanText(At(step, "TF"), "0"), MeanText(At(step, "CF"), "0")]),
            ]);
    }

    private static string Kind(string query) => query.Split('_')[0] switch { "lex" => "lexical", "struct" => "structural", "quant" => "quantified", string other => other };

    private static double? Reduction(IReadOnlyList<CsvRow> rows, string mode) =>
        Of(rows, "TF", mode, "rss_after_mb") is { } tf && Of(rows, "CF", mode, "rss_after_mb") is { } cf ? 100 * (tf.Mean - cf.Mean) / tf.Mean : null;

    private static double? SpeedUp(IReadOnlyList<CsvRow> rows) =>
        Of(rows, "TF", "single", "load_time_s") is { } tf && Of(rows, "CF", "single", "load_time_s") is { } cf ? tf.Mean / cf.Mean : null;

    private static double Single(IReadOnlyList<CsvRow> rows, string engine, string column, string mode) => Of(rows, engine, mode, column)?.Mean ?? 0;

    private static Sample? Of(IEnumerable<CsvRow> rows, string engine, string mode, string column) =>
        Sample.OrNull(rows.Where(r => r["implementation"] == engine && r.Mode == mode).Select(r => r.Number(column)).OfType<double>());

    private static string MeanText(Sample? sample, string format) => sample is null ? string.Empty
        : $"{Fixed(sample.Mean, format)} ± {Fixed(sample.Deviation, format)} ({Fixed(sample.Median, format)})";

    private static string Fixed(double? value, string format) => value?.ToString("#," + format, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;

    private static CsvFile? Either(string folder, string one, string other) => CsvFile.Read(Path.Combine(folder, one)) ?? CsvFile.Read(Path.Combine(folder, other));

    private static IEnumerable<string> Files(string folder, string sub, string pattern)
    {
        string path = Path.Combine(folder, sub);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal) : [];
    }
}

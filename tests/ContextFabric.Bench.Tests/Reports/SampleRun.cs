using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Tests.Reports;

/// <summary>Writes the raw files of a run that never was: several corpora and subjects, figures of a likely size, seeded.</summary>
internal sealed class SampleRun(string folder, int seed = 1) : IDisposable
{
    private static readonly (string Name, double Source, double Cache)[] s_corpora = [("cuc", 2.9, 2.2), ("syrnt", 14.7, 10.1), ("n1904", 84, 62), ("bhsa_shaped", 98.4, 120)];
    private static readonly string[] s_subjects = ["mapped", "heap", "tf"];
    private static readonly string[] s_categories = ["lexical", "structural", "quantified", "complex"];
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, RawTable> _tables = [];

    public int Blocks { get; init; } = 5;

    /// <summary>Queries per category.</summary>
    public int Queries { get; init; } = 12;

    /// <summary>How many times slower queries of <c>mapped</c> are than in the usual run.</summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>Writes a whole run.</summary>
    public static void Write(string folder, int seed = 1, double slowdown = 1)
    {
        using var run = new SampleRun(folder, seed) { Slowdown = slowdown };
        run.WriteAll();
    }

    /// <summary>Writes a run with few readings, for what does not depend on them.</summary>
    public static void WriteSmall(string folder)
    {
        using var run = new SampleRun(folder) { Blocks = 3, Queries = 2 };
        run.WriteAll();
    }

    public void Dispose()
    {
        foreach (RawTable table in _tables.Values)
        {
            table.Dispose();
        }
    }

    public void WriteAll()
    {
        Directory.CreateDirectory(folder);
        WriteConfig();
        WriteCompile();
        WriteLoad();
        WriteMemory();
        WriteShare();
        WriteLatency();
        WriteScale();
    }

    public void WriteConfig(string extra = "")
    {
        Directory.CreateDirectory(folder);
        string corpora = string.Join(", ", s_corpora.Select(c => FormattableString.Invariant($"{{\"name\": \"{c.Name}\", \"source_bytes\": {(long)(c.Source * 1048576)}}}")));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            {"schema": 1, "run_id": "20261123T040000Z", "command": "all", "command_line": "cfabric bench all cuc syrnt n1904 bhsa_shaped --peer tf=peer --png", "complete": true,
             "quick": false, "build": "Release", "seed": 1, "runs": {{Blocks}}, "warmup": 1, "baseline": "heap", "subjects": [{"name": "mapped"}, {"name": "heap"}, {"name": "tf"}],
             "corpora": [{{corpora}}], "warnings": []{{extra}} }
            """);
        File.WriteAllText(Path.Combine(folder, "environment.json"), """
            {"timestamp": "2026-11-23T04:00:00Z", "os_name": "Linux", "architecture": "x64", "hardware": {"cpu_model": "Some CPU 9000", "cpu_threads": 2},
             "memory": {"total": 25769803776}, "noise_before": {"median_ms": 2.01, "mad_ms": 0.02}, "noise_after": {"median_ms": 2.05, "mad_ms": 0.03}}
            """);
    }

    public void WriteCompile()
    {
        foreach (var corpus in s_corpora)
        {
            foreach (int threads in (int[])[1, 2])
            {
                for (int block = 1; block <= Blocks; block++)
                {
                    double wall = Noisy(corpus.Source * 26 / (threads == 1 ? 1 : 1.6));
                    Row common = Common(block, corpus.Name, "mapped", "single").With("threads", threads);
                    Add("compile", RawColumns.Compile, common.With("wall_ms", wall).With("user_ms", wall * 1.3).With("peak_rss_mb", Noisy((corpus.Source * 3) + 30))
                        .With("source_mb", corpus.Source).With("output_mb", corpus.Cache).With("output_digest", "d" + corpus.Name));
                    foreach ((string phase, double share) in ((string, double)[])[("parse", 0.45), ("order", 0.1), ("features", 0.3), ("write", 0.12)])
                    {
                        Add("compile", RawColumns.Compile, common.With("phase", phase).With("phase_ms", wall * share));
                    }
                }
            }
        }
    }

    public void WriteLoad()
    {
        foreach (var corpus in s_corpora)
        {
            for (int block = 1; block <= Blocks; block++)
            {
                foreach (string mode in (string[])["first", "again"])
                {
                    Add("open", RawColumns.Load, Common(block, corpus.Name, "mapped", mode).With("open_ms", Noisy(mode == "first" ? 1.5 : 0.3)).With("cache_mb", corpus.Cache));
                }

                foreach (string cache in (string[])["warm", "cold"])
                {
                    foreach (string subject in s_subjects)
                    {
                        double open = Noisy(subject == "mapped" ? 1.5 : corpus.Cache * (subject == "tf" ? 45 : 9)) * (cache == "cold" ? 1.4 : 1);
                        (double start, double lookup, double query) = (Noisy(subject == "tf" ? 180 : 45), Noisy(0.4), Noisy(subject == "tf" ? 40 : 6));
                        Add("load", RawColumns.Load, Common(block, corpus.Name, subject, "single", cache: cache).With("start_ms", start).With("open_ms", open)
                            .With("first_lookup_ms", lookup).With("first_query_ms", query).With("total_ms", start + open + lookup + query).With("majflt", cache == "cold" ? 120 : 0)
                            .With("pss_mb", Noisy(Pss(subject, corpus.Cache, 1) * 0.8)).With("cache_mb", corpus.Cache));
                    }
                }
            }
        }
    }

    public void WriteMemory()
    {
        foreach (var corpus in s_corpora)
        {
            for (int block = 1; block <= Blocks; block++)
            {
                foreach (string subject in s_subjects)
                {
                    foreach ((string mode, int workers) in ((string, int)[])[("single", 1), ("spawn", 4), ("threads", 4)])
                    {
                        int processes = mode == "spawn" ? 4 : 1;
                        foreach ((string stage, double share) in ((string, double)[])[("baseline", 0), ("open-raw", 0.2), ("open", 0.15), ("touch-raw", 1.1), ("touch", 1)])
                        {
                            double size = corpus.Cache * share;
                            double pss = Noisy(Pss(subject, size, processes));
                            Row row = Common(block, corpus.Name, subject, mode, workers).With("stage", stage).With("pss_mb", pss).With("uss_mb", pss * (processes == 1 ? 0.95 : 0.6))
                                .With("rss_mb", Noisy((Pss(subject, size, 1) + 12) * processes)).With("anon_mb", subject == "mapped" ? 14.0 * processes : pss * 0.85)
                                .With("corpus_pss_mb", subject == "mapped" ? size : 0).With("ready_ms", Noisy(50)).With("swapped", false);
                            Add("memory", RawColumns.Memory, row);
                            Add("memory", RawColumns.Memory, row.With("pid_index", 0));
                        }
                    }
                }
            }
        }
    }

    public void WriteShare()
    {
        foreach (var corpus in s_corpora.Skip(2))
        {
            for (int block = 1; block <= Blocks; block++)
            {
                foreach (string subject in s_subjects.Take(2))
                {
                    foreach (int n in (int[])[1, 2, 4, 8])
                    {
                        double pss = Noisy(Pss(subject, corpus.Cache, n));
                        Row sum = Common(block, corpus.Name, subject, "spawn", n).With("stage", "touch").With("pss_mb", pss)
                            .With("rss_mb", Noisy((Pss(subject, corpus.Cache, 1) + 12) * n)).With("uss_mb", pss - (subject == "mapped" && n > 1 ? corpus.Cache : 0))
                            .With("cache_resident_mb", corpus.Cache).With("swapped", false);
                        if (subject != "mapped")
                        {
                            Add("share", RawColumns.Share, sum);
                            continue;
                        }

                        // the page cache has twice as much of the corpus as the processes asked for
                        Add("share", RawColumns.Share, sum.With("corpus_pss_mb", corpus.Cache / 2.0));
                        for (int process = 0; process < n; process++)
                        {
                            Add("share", RawColumns.Share, sum.With("pid_index", process).With("corpus_rss_mb", corpus.Cache / 2.0));
                        }
                    }
                }
            }
        }
    }

    public void WriteLatency()
    {
        foreach (var corpus in s_corpora.Skip(2))
        {
            foreach (string category in s_categories)
            {
                for (int q = 1; q <= Queries; q++)
                {
                    string id = $"{category[..4]}_{q:000}";
                    double cost = Math.Exp((_random.NextDouble() * 3) + Array.IndexOf(s_categories, category)) * corpus.Cache / 100;
                    double gain = Math.Exp((_random.NextDouble() * 0.9) - 0.25) / Slowdown;
                    foreach (string subject in s_subjects)
                    {
                        bool wrong = subject == "tf" && q == Queries;
                        Add("verdicts", RawColumns.Verdicts, new Row().With("corpus", corpus.Name).With("query_id", id).With("subject", subject).With("verdict", wrong ? "mismatch" : "ok")
                            .With("count", wrong ? 3 : 4).With("expected_count", 4).With("message", wrong ? "count 3, expected 4" : null));
                        for (int block = 1; block <= Blocks; block++)
                        {
                            double level = cost * subject switch { "mapped" => 1 / gain, "tf" => 60, _ => 1 } * Near(0.04);
                            for (int i = 0; i <= 4; i++)
                            {
                                double ms = level * Near(0.03) * (i == 0 ? 6 : 1);
                                Add("latency", RawColumns.Latency, Common(block, corpus.Name, subject, "single").With("query_id", id).With("category", category).With("want", "full")
                                    .With("iteration", i).With("ms", ms).With("outer_ms", ms + 0.2).With("count", 4));
                            }
                        }
                    }
                }
            }
        }
    }

    public void WriteScale()
    {
        for (int block = 1; block <= Blocks; block++)
        {
            foreach (string order in (string[])["ascending", "descending"])
            {
                var sequence = order == "ascending" ? s_corpora : [.. s_corpora.Reverse()];
                foreach (string subject in s_subjects.Take(2))
                {
                    double bytes = 0;
                    int step = 0;
                    foreach (var corpus in sequence)
                    {
                        bytes += corpus.Cache;
                        Add("scale", RawColumns.Scale, Common(block, corpus.Name, subject, "single").With("axis", "corpora").With("order_name", order).With("step", ++step)
                            .With("corpus_added", corpus.Name).With("cumulative_cache_mb", bytes).With("pss_mb", Noisy(Pss(subject, bytes, 1))).With("rss_mb", Noisy(Pss(subject, bytes, 1) + 12)));
                    }
                }
            }

            foreach (string axis in (string[])["threads", "processes"])
            {
                foreach (string subject in s_subjects.Take(2))
                {
                    foreach (int n in (int[])[1, 2, 4])
                    {
                        Add("scale", RawColumns.Scale, Common(block, "n1904", subject, axis, n).With("axis", axis).With("threads", axis == "threads" ? n : null)
                            .With("qps", Noisy(130 * Math.Pow(n, subject == "mapped" ? 0.9 : 0.7))));
                    }
                }
            }

            foreach (double slots in (double[])[1e5, 3e5, 1e6, 3e6, 1e7])
            {
                foreach ((string measure, double at, double exponent, string unit) in ((string, double, double, string)[])
                    [("compile", 90, 0.99, "ms"), ("open", 1.1, 0.0, "ms"), ("count:q1", 0.6, 1.0, "ms"), ("enumerate:q1", 4, 1.02, "ms"), ("memory:touch", 12, 0.8, "MiB")])
                {
                    Add("scale", RawColumns.Scale, Common(block, "synthetic", "mapped", "single").With("axis", "slots").With("slots", (long)slots).With("measure", measure)
                        .With("value", Noisy(at * Math.Pow(slots / 1e5, exponent))).With("unit", unit));
                }
            }
        }
    }

    private static double Pss(string subject, double size, int processes) => subject switch
    {
        "mapped" => 8 + (14 * processes) + size,
        "heap" => 8 + ((14 + (2.4 * size)) * processes),
        _ => 20 + ((40 + (11 * size)) * processes),
    };

    private static Row Common(int block, string corpus, string subject, string mode, int workers = 1, string cache = "warm") =>
        new Row().With("run_id", "20261123T040000Z").With("block", block).With("order", 1).With("corpus", corpus).With("subject", subject).With("mode", mode)
            .With("workers", workers).With("cache_state", cache).With("verdict", "ok");

    private double Noisy(double value) => value * Near(0.02);

    private double Near(double spread) => Math.Exp(spread * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5));

    private void Add(string table, IReadOnlyList<string> columns, Row row)
    {
        if (!_tables.TryGetValue(table, out RawTable? file))
        {
            Directory.CreateDirectory(folder);
            _tables[table] = file = RawTable.Open(Path.Combine(folder, table + ".csv"), columns);
        }

        file.Add([.. columns.Select(row.Cell)]);
    }

    private sealed record Row
    {
        private IReadOnlyDictionary<string, object?> Cells { get; init; } = new Dictionary<string, object?>();

        public Row With(string column, object? value) => this with { Cells = new Dictionary<string, object?>(Cells) { [column] = value } };

        public object? Cell(string column) => Cells.GetValueOrDefault(column);
    }
}

using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests.Bench;

/// <summary>The benchmarks through the real command, on the tiny showcase corpus.</summary>
public sealed class SuiteCommandTests(CliFixture cli)
{
    private static readonly string[] s_once = ["--runs", "1", "--quick", "--quiet"];

    [Fact]
    public async Task Compiling_gives_the_same_bytes_with_any_number_of_threads()
    {
        string corpus = cli.NewCorpus();
        string[] before = BenchResult.Listing(corpus);

        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, "compile", corpus, "--threads", "1,2", "--runs", "2", "--warmup", "0");

        result.Exits(0);
        Dictionary<string, string>[] rows = [.. files.Rows("compile.csv").Where(row => row["subject"] == "mapped")];
        Dictionary<string, string>[] totals = [.. rows.Where(row => row["phase"].Length == 0)];
        Assert.Equal(4, totals.Length);
        Assert.Equal(["1", "1", "2", "2"], totals.Select(row => row["threads"]).Order());
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(totals.Select(row => row["output_digest"]).Distinct()));
        Assert.All(totals, row => Assert.True(BenchResult.Number(row, "wall_ms") > 0 && BenchResult.Number(row, "output_mb") > 0));
        Assert.True(rows.Length > totals.Length); // phases
        Assert.Equal(2, files.Rows("compile.csv").Count(row => row["subject"] == "read-text"));
        Assert.Equal(before, BenchResult.Listing(corpus));
        Assert.Empty(files.Scratch());
    }

    [Fact]
    public async Task A_compiler_that_writes_other_bytes_each_time_is_found_out()
    {
        string[] peer = ShellPeer.Option(cli, "dice", "\"hello\",\"open\",\"compile\",\"exit\"", """    compile) echo "$$ $(date +%N)" > "$(field out)/dice"; say ',"ms":1' ;;""");

        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["compile", cli.Corpus, "--subject", "", .. peer, "--runs", "2", "--warmup", "0"]);

        result.Exits(3);
        Assert.Equal("nondeterministic", Assert.Single(files.Rows("verdicts.csv"))["verdict"]);
        Assert.Equal(["ok", "nondeterministic"], files.Rows("compile.csv").Where(row => row["subject"] == "dice").Select(row => row["verdict"]));
    }

    [Fact]
    public async Task Loading_is_the_sum_of_its_parts_in_both_states()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["load", cli.NewCorpus(), .. s_once]);

        result.Exits(0);
        IReadOnlyList<Dictionary<string, string>> rows = files.Rows("load.csv");
        Assert.Equal(["heap", "heap", "mapped", "mapped"], rows.Select(row => row["subject"]).Order());
        Assert.Equal(2, rows.Count(row => row["cache_state"] == "warm"));
        Assert.Equal(2, rows.Count(row => row["cache_state"] is "cold" or "cold-unverified"));
        Assert.All(rows, row =>
        {
            double? sum = BenchResult.Number(row, "start_ms") + BenchResult.Number(row, "open_ms") + BenchResult.Number(row, "first_lookup_ms") + BenchResult.Number(row, "first_query_ms");
            Assert.Equal(sum!.Value, BenchResult.Number(row, "total_ms")!.Value, tolerance: 0.01);
        });
        Assert.Empty(files.Scratch());
    }

    [Fact]
    public async Task Opening_is_measured_first_and_again()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["open", cli.Store, "--subject", "mapped", .. s_once]);

        result.Exits(0);
        Assert.Equal(["first", "again", "again", "again"], files.Rows("open.csv").Select(row => row["mode"]));
        Assert.All(files.Rows("open.csv"), row => Assert.True(BenchResult.Number(row, "open_ms") > 0 && BenchResult.Number(row, "nodes") > 0));
    }

    [Fact]
    public async Task Memory_has_all_stages_and_the_sums_of_its_processes()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["memory", cli.NewStore(), "--subject", "mapped", "--workers", "2", "--mode", "single,spawn,threads,prefork", .. s_once]);

        result.Exits(0);
        IReadOnlyList<Dictionary<string, string>> rows = files.Rows("memory.csv");
        string[] stages = ["baseline", "open", "open-raw", "queries", "queries-raw", "touch", "touch-raw"];
        foreach (IGrouping<string, Dictionary<string, string>> mode in rows.GroupBy(row => row["mode"]))
        {
            Assert.Equal(mode.Key == "prefork" ? ["alone", .. stages] : stages, mode.Select(row => row["stage"]).Distinct().Order(StringComparer.Ordinal));
        }

        Assert.Equal(4, rows.Select(row => row["mode"]).Distinct().Count());
        Assert.Equal(["", "0", "1"], PidsOf(rows, "spawn", "touch"));
        Assert.Equal(["", "0", "1", "2"], PidsOf(rows, "prefork", "touch"));
        Assert.Equal(["", "0"], PidsOf(rows, "threads", "touch"));
        AssertSums(rows);
        Assert.All(files.Rows("verdicts.csv"), row => Assert.Equal("ok", row["verdict"])); // threads have the results of one
        Assert.NotEmpty(files.Rows("verdicts.csv"));
    }

    [Fact]
    public async Task Forking_is_refused_with_the_reason_and_what_to_do()
    {
        (CliResult result, _) = await BenchResult.RunAsync(cli, "memory", cli.Store, "--mode", "fork");

        result.Exits(1);
        Assert.Contains("only the calling thread exists in the child", result.Error, StringComparison.Ordinal);
        Assert.Contains("--mode spawn", result.Error, StringComparison.Ordinal);
        Assert.Contains("--mode threads", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_forks_is_read_with_its_children()
    {
        string[] peer = ShellPeer.Option(cli, "forker", "\"hello\",\"open\",\"touch\",\"fork\",\"exit\"", """    fork) sleep 60 & a=$!; sleep 60 & b=$!; say ",\"pids\":[$a,$b]" ;;""");

        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["memory", cli.Corpus, "--subject", "", .. peer, "--mode", "fork", "--workers", "2", .. s_once]);

        result.Exits(0);
        Assert.Equal(["", "0", "1", "2"], PidsOf(files.Rows("memory.csv"), "fork", "touch"));
        AssertSums(files.Rows("memory.csv"));
    }

    [Fact]
    public async Task A_worker_that_dies_leaves_a_row_that_says_so_and_the_others_go_on()
    {
        string[] peer = ShellPeer.Option(cli, "mortal", "\"hello\",\"open\",\"touch\",\"exit\"", "    touch) exit 7 ;;");

        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["share", cli.Corpus, "--subject", "mapped", .. peer, "--processes", "1,2", .. s_once]);

        result.Exits(2);
        Dictionary<string, string> failed = Assert.Single(files.Rows("share.csv"), row => row["verdict"] == "error");
        Assert.Equal(("mortal", "", ""), (failed["subject"], failed["rss_mb"], failed["pss_mb"]));
        Assert.Contains("ended before it answered 'touch'", Assert.Single(files.Rows("verdicts.csv"))["message"], StringComparison.Ordinal);
        Assert.Equal(["1", "2"], files.Rows("share.csv").Where(row => row["subject"] == "mapped").Select(row => row["workers"]).Distinct().Order());
    }

    [Fact]
    public async Task Processes_share_what_is_mapped_and_not_what_is_copied()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs the figures of Linux");

        // a copy, because other tests map the common store at the same time and would have a share in its pages
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["share", cli.NewStore(), "--processes", "1,3", "--touch", "all", .. s_once]);

        result.Exits(0);
        IReadOnlyList<Dictionary<string, string>> rows = files.Rows("share.csv");
        AssertSums(rows);
        Dictionary<string, string> mapped = SumOf(rows, "mapped");
        Assert.InRange(BenchResult.Number(mapped, "corpus_pss_mb")!.Value, 0.001, (1.05 * BenchResult.Number(mapped, "cache_resident_mb")!.Value) + 0.004);
        double distinct = rows.Where(row => row["subject"] == "mapped" && row["workers"] == "3" && row["pid_index"].Length > 0).Max(row => BenchResult.Number(row, "corpus_rss_mb")!.Value);
        Assert.InRange(BenchResult.Number(mapped, "corpus_pss_mb")!.Value, 0.95 * distinct, 1.05 * distinct);
        Assert.True(BenchResult.Number(mapped, "corpus_rss_mb") > 2 * BenchResult.Number(mapped, "corpus_pss_mb"));
        Assert.Equal(0, BenchResult.Number(SumOf(rows, "heap"), "corpus_pss_mb"));

        static Dictionary<string, string> SumOf(IReadOnlyList<Dictionary<string, string>> rows, string subject) =>
            rows.Single(row => row["subject"] == subject && row["workers"] == "3" && row["stage"] == "touch" && row["pid_index"].Length == 0);
    }

    [Fact]
    public async Task Corpora_add_up_in_one_process()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["scale", cli.NewStore(), cli.NewStore(), "--axis", "corpora", "--subject", "mapped", .. s_once]);

        result.Exits(0);
        foreach (IGrouping<string, Dictionary<string, string>> order in files.Rows("scale.csv").GroupBy(row => row["order_name"]))
        {
            Assert.Equal(["0", "1", "2"], order.Select(row => row["step"]));
            double[] sizes = [.. order.Select(row => BenchResult.Number(row, "cumulative_cache_mb")!.Value)];
            Assert.Equal(sizes[1] * 2, sizes[2], tolerance: 0.002);
        }

        Assert.Equal(2, files.Rows("scale.csv").Select(row => row["order_name"]).Distinct().Count());
    }

    [Fact]
    public async Task Throughput_is_told_for_threads_and_processes()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(
            cli, ["scale", cli.Store, "--axis", "threads,processes", "--counts", "1,2", "--throughput-time", "100", "--subject", "mapped", .. s_once]);

        result.Exits(0);
        Assert.Equal(["processes 1", "processes 2", "threads 1", "threads 2"], files.Rows("scale.csv").Select(row => $"{row["axis"]} {row["threads"]}").Order());
        Assert.All(files.Rows("scale.csv"), row => Assert.True(BenchResult.Number(row, "qps") > 0));
    }

    [Fact]
    public async Task Synthetic_corpora_need_no_other_corpus_and_all_subjects_find_the_same()
    {
        (CliResult result, BenchResult files) = await BenchResult.RunAsync(cli, ["scale", "--axis", "slots", "--slots", "500,5000", .. s_once]);

        result.Exits(0);
        IReadOnlyList<Dictionary<string, string>> rows = files.Rows("scale.csv");
        foreach (string measure in (string[])["generate", "compile", "compile-peak", "open", "open-again", "first-lookup", "first-query", "touch", "memory:open", "memory:queries"])
        {
            Assert.Equal(["500", "5000"], rows.Where(row => row["measure"] == measure).Select(row => row["slots"]).Distinct());
        }

        foreach (string query in (string[])["lexical", "structural", "quantified"])
        {
            Assert.Equal(12, rows.Count(row => row["measure"] == $"count:{query}")); // two sizes, two subjects, three times
            Assert.Equal(12, rows.Count(row => row["measure"] == $"enumerate:{query}"));
            Dictionary<string, string>[] results = [.. rows.Where(row => row["measure"] == $"results:{query}")];
            Assert.Equal(2, results.Select(row => row["value"]).Distinct().Count());
            Assert.Equal(2, results.Select(row => row["subject"]).Distinct().Count());
        }

        Assert.Empty(files.Rows("verdicts.csv"));
        Assert.Empty(files.Scratch());
    }

    [Fact]
    public async Task All_benchmarks_run_with_the_same_options()
    {
        string corpus = cli.NewCorpus();
        string[] before = BenchResult.Listing(corpus);

        (CliResult result, BenchResult files) = await BenchResult.RunAsync(
            cli,
            ["all", corpus, "--subject", "mapped", "--workers", "2", "--processes", "1,2", "--counts", "1,2", "--slots", "500,1000", "--throughput-time", "100", .. s_once]);

        result.Exits(0);
        Assert.All(
            (string[])["compile.csv", "load.csv", "open.csv", "memory.csv", "share.csv", "scale.csv"],
            file => Assert.NotEmpty(files.Rows(file)));
        Assert.True(files.Config().GetProperty("complete").GetBoolean());
        Assert.Equal(before, BenchResult.Listing(corpus));
        Assert.Empty(files.Scratch());
    }

    private static string[] PidsOf(IReadOnlyList<Dictionary<string, string>> rows, string mode, string stage) =>
        [.. rows.Where(row => row["mode"] == mode && row["stage"] == stage).Select(row => row["pid_index"]).Order(StringComparer.Ordinal)];

    // each process is rounded for itself
    private static void AssertSums(IReadOnlyList<Dictionary<string, string>> rows)
    {
        Assert.NotEmpty(rows);
        foreach (var group in rows.GroupBy(row => (row["block"], row["order"], row["stage"])))
        {
            Dictionary<string, string> sum = Assert.Single(group, row => row["pid_index"].Length == 0);
            foreach (string column in (string[])["rss_mb", "pss_mb", "uss_mb", "anon_mb", "corpus_pss_mb"])
            {
                double? parts = group.Where(row => row["pid_index"].Length > 0).Aggregate((double?)0, (total, row) => total + BenchResult.Number(row, column));
                Assert.Equal(parts ?? -1, BenchResult.Number(sum, column) ?? -1, tolerance: 0.001 * group.Count());
            }
        }
    }
}

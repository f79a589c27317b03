using System.Text.Json;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Latency;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

/// <summary>Runs with the real worker and with peers that are wrong in one way each.</summary>
public sealed class LatencySuiteTests : IDisposable
{
    private const string Set = """
        [{"id":"book","category":"structural","template":"book title=Ruth"},
         {"id":"verse","category":"structural","template":"verse","expected_count":26},
         {"id":"noun","category":"lexical","template":"word pos=noun","expected_count":58,"expected_digest":"a840f830fc34b371eb9a01c5152192879e851bbd534a2c3ffcb6c664f43349a4"}]
        """;

    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Right_answers_are_timed_in_every_block_and_compared()
    {
        LatencySuite suite = Suite(_folder.Queries(Set), QueryWants.Full, QueryWants.Count, QueryWants.First);
        string[] before = Directory.GetFileSystemEntries(_folder.Corpus);
        BenchOutcome outcome = await BenchFolder.RunAsync(suite, _folder.Options with { Subjects = ["mapped,heap"], AddCopy = true, Runs = 2, WarmUp = 1 });

        Assert.Equal(BenchExit.Ok, outcome.ExitCode);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.Corpus));
        var rows = _folder.Rows("latency.csv");
        // 2 blocks × 3 queries × 3 subjects × 3 wants × (once to warm up + 2 timed)
        Assert.Equal(2 * 3 * 3 * 3 * 3, rows.Count);
        Assert.All(rows, row => Assert.True(double.Parse(row["ms"], System.Globalization.CultureInfo.InvariantCulture) > 0 && row["cache_state"] == "warm" && row["error"] == ""));
        Assert.All(rows.Where(row => row["query_id"] == "noun"), row => Assert.Equal(row["want"] == "first" ? "1" : "58", row["count"]));
        Assert.Equal(["1", "2"], rows.Select(row => row["block"]).Distinct());
        var verdicts = _folder.Rows("verdicts.csv");
        Assert.Equal(9, verdicts.Count);
        Assert.All(verdicts, row => Assert.Equal(row["query_id"] == "book" ? "zero-results" : "ok", row["verdict"]));
        Assert.Contains(suite.Summary, row => row is { Category: LatencySummary.All, Subject: Subject.CopyName, Queries: 3, Ratio: > 0 });

        using JsonDocument config = Json("config.json");
        Assert.True(config.RootElement.GetProperty("complete").GetBoolean());
        using JsonDocument environment = Json("environment.json");
        Assert.True(environment.RootElement.GetProperty("software").GetProperty("subjects").TryGetProperty("heap", out _));
        Assert.NotEqual(JsonValueKind.Null, environment.RootElement.GetProperty("noise_after").ValueKind);
    }

    [Fact]
    public async Task A_wrong_count_is_a_mismatch_and_its_time_is_nowhere()
    {
        LatencySuite suite = Suite(_folder.Queries(Set));
        BenchOutcome outcome = await BenchFolder.RunAsync(suite, _folder.Options with { Peers = [ChildCommands.Peer("wrong", FalsePeer.Wrong)], Baseline = "mapped" });

        Assert.Equal(BenchExit.Wrong, outcome.ExitCode);
        Assert.Equal("mismatch", VerdictOf("noun", "wrong"));
        Assert.Equal("ok", VerdictOf("noun", "mapped"));
        Assert.All(_folder.Rows("latency.csv").Where(row => row["subject"] == "wrong"), row => Assert.True(row["ms"] == "" && row["error"] != ""));
        Assert.DoesNotContain(suite.Summary, row => row.Subject == "wrong");
    }

    [Fact]
    public async Task An_answer_that_changes_later_is_a_mismatch_too()
    {
        string set = _folder.Queries("""[{"id":"one","template":"book title=The\\ Weaver","expected_count":1}]""");
        LatencySuite suite = Suite(set);
        BenchOutcome outcome = await BenchFolder.RunAsync(suite, _folder.Options with { Subjects = [], Peers = [ChildCommands.Peer("fickle", FalsePeer.Fickle)] });
        Assert.Equal(BenchExit.Wrong, outcome.ExitCode);
        Assert.Equal(["ok", "mismatch"], _folder.Rows("verdicts.csv").Select(row => row["verdict"]));
        Assert.Empty(suite.Summary);
    }

    [Theory]
    [InlineData(FalsePeer.Hanging, "timeout", "within 2 s")]
    [InlineData(FalsePeer.Garbage, "error", "Traceback: something went wrong")]
    [InlineData(FalsePeer.Dying, "error", "this is the end")]
    public async Task A_peer_that_fails_is_left_out_and_the_others_go_on(string kind, string verdict, string message)
    {
        LatencySuite suite = Suite(_folder.Queries(Set));
        var options = _folder.Options with { Peers = [ChildCommands.Peer("bad", kind)], Baseline = "mapped", Timeout = TimeSpan.FromSeconds(kind == FalsePeer.Hanging ? 2 : 100) };
        if (kind == FalsePeer.Hanging)
        {
            // opening must not run into the same limit on a busy machine
            await BenchFolder.RunAsync(Suite(_folder.Queries(Set)), _folder.Options with { Output = Path.Combine(_folder.Root, "before") });
        }

        BenchOutcome outcome = await BenchFolder.RunAsync(suite, options);

        Assert.Equal(BenchExit.SubjectFailed, outcome.ExitCode);
        Assert.Equal(verdict, VerdictOf("verse", "bad"));
        Assert.Contains(message, _folder.Rows("verdicts.csv").First(row => row["subject"] == "bad")["message"], StringComparison.Ordinal);
        Assert.Contains(_folder.Rows("latency.csv"), row => row["subject"] == "mapped" && row["query_id"] == "noun" && row["iteration"] == "2");
    }

    [Fact]
    public async Task A_rejected_template_is_no_result_of_zero()
    {
        BenchOutcome outcome = await BenchFolder.RunAsync(
            Suite(_folder.Queries("""[{"id":"a","template":"word"},{"id":"b","template":"wurd"}]""")), _folder.Options with { Peers = [ChildCommands.Peer("x", FalsePeer.Rejecting)] });
        Assert.Equal(BenchExit.Ok, outcome.ExitCode);
        Assert.Equal("invalid", VerdictOf("a", "x"));
        Assert.Equal("invalid", VerdictOf("b", "mapped"));
        Assert.Equal("no-reference", VerdictOf("a", "mapped"));
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_it_has_and_says_that_it_is_not_complete()
    {
        using var cancellation = new CancellationTokenSource();
        LatencySuite suite = Suite(_folder.Queries(Set));
        BenchOutcome outcome = await BenchRunner.RunAsync(
            suite.Name, [suite], _folder.Options with { Runs = 100_000 }, text => CancelAt(text, "block 3", cancellation), cancellation.Token);

        Assert.Equal(BenchExit.Cancelled, outcome.ExitCode);
        Assert.Contains(_folder.Rows("latency.csv"), row => row["block"] == "2");
        using JsonDocument config = Json("config.json");
        Assert.False(config.RootElement.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task A_folder_with_results_is_not_written_to_unless_that_is_asked_for()
    {
        string set = _folder.Queries("""[{"id":"a","template":"verse","expected_count":26}]""");
        await BenchFolder.RunAsync(Suite(set), _folder.Options);
        int rows = _folder.Rows("latency.csv").Count;
        IOException refusal = await Assert.ThrowsAsync<IOException>(() => BenchFolder.RunAsync(Suite(set), _folder.Options));
        Assert.Contains("--append", refusal.Message, StringComparison.Ordinal);
        await BenchFolder.RunAsync(Suite(set), _folder.Options with { Append = true });
        Assert.Equal(2 * rows, _folder.Rows("latency.csv").Count);
    }

    [Fact]
    public async Task Quick_takes_five_queries_per_category_and_the_bundled_set_where_none_is_named()
    {
        var suite = new LatencySuite(new LatencyOptions { MinTime = TimeSpan.Zero });
        BenchOutcome outcome = await BenchFolder.RunAsync(suite, _folder.Options with { Quick = true, Runs = null });
        Assert.Equal(BenchExit.Ok, outcome.ExitCode);
        Assert.Equal(["1", "2", "3"], _folder.Rows("latency.csv").Select(row => row["block"]).Distinct());
        Assert.All(_folder.Rows("verdicts.csv"), row => Assert.Equal("ok", row["verdict"]));
    }

    private static void CancelAt(string text, string when, CancellationTokenSource cancellation)
    {
        if (text.Contains(when, StringComparison.Ordinal))
        {
            cancellation.Cancel();
        }
    }

    private static LatencySuite Suite(string queries, params string[] wants) => new(new LatencyOptions
    {
        Queries = new QuerySelection { Path = queries },
        Iterations = 2,
        MinTime = TimeSpan.Zero,
        Wants = wants.Length == 0 ? [QueryWants.Full] : wants,
    });

    private string VerdictOf(string query, string subject) =>
        _folder.Rows("verdicts.csv").First(row => row["query_id"] == query && row["subject"] == subject)["verdict"];

    private JsonDocument Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Results, file)));
}

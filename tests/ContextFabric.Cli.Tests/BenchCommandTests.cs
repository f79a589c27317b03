using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>The benchmarks through the real command. Their figures are not looked at: this machine is busy.</summary>
public sealed class BenchCommandTests(CliFixture cli)
{
    private const string Right = """
        [{"id":"nouns","template":"word pos=noun","expected_count":58,"expected_digest":"a840f830fc34b371eb9a01c5152192879e851bbd534a2c3ffcb6c664f43349a4"},
         {"id":"verses","template":"verse","expected_count":26},
         {"id":"nothing","template":"word pos=noun gloss=zzz","expected_count":0}]
        """;

    [Fact]
    public async Task Verify_says_that_right_answers_are_right()
    {
        string results = NewResults();
        CliResult result = (await RunAsync("verify", results, "-q", cli.NewFile("q.json", Right), "--subject", "mapped,heap")).Exits(0);
        Assert.Contains("mapped", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mismatch", result.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(Path.Combine(results, "verdicts.csv"));
        Assert.Equal(1 + (3 * 2), rows.Length);
        Assert.Contains($"showcase,nouns,heap,ok,58,58,", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_says_which_answers_are_wrong()
    {
        string results = NewResults();
        string wrong = Right.Replace(":26", ":27", StringComparison.Ordinal);
        CliResult result = (await RunAsync("verify", results, "-q", cli.NewFile("q.json", wrong), "--json")).Exits(3);
        Assert.Equal(3, result.Json().GetProperty("exitCode").GetInt32());
        Assert.Contains("verses, mapped: mismatch", result.Error, StringComparison.Ordinal);
        Assert.Contains(File.ReadAllLines(Path.Combine(results, "verdicts.csv")), row => row.StartsWith("showcase,verses,mapped,mismatch,26,27,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Latency_prints_the_summary_and_nothing_else_to_standard_output()
    {
        string results = NewResults();
        CliResult result = (await RunAsync("latency", results, "--quick", "--runs", "1", "--min-time", "0", "--json", "--aa")).Exits(0);
        JsonElement[] rows = [.. result.Json().GetProperty("rows").EnumerateArray()];
        Assert.Contains(rows, row => row.GetProperty("subject").GetString() == "self-b" && row.GetProperty("category").GetString() == "all" && row.GetProperty("ratio").GetDouble() > 0);
        Assert.Contains("block 1 of 1", result.Error, StringComparison.Ordinal);
        Assert.All((string[])["config.json", "environment.json", "latency.csv", "verdicts.csv", "queries.json", "summary.json", "report.md", "report.html"], file => Assert.True(File.Exists(Path.Combine(results, file)), file));
    }

    [Fact]
    public async Task Latency_quietly_says_nothing_but_the_table()
    {
        CliResult result = (await RunAsync("latency", NewResults(), "--quick", "--runs", "1", "--warmup", "0", "--min-time", "0", "--quiet", "--category", "lexical")).Exits(0);
        Assert.StartsWith("corpus", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("block", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--runs 0", "--runs must be at least 1")]
    [InlineData("--warmup -1", "--warmup must be at least 0")]
    [InlineData("--runs some", "--runs")]
    [InlineData("--bogus", "--bogus")]
    [InlineData("--subject maped", "'maped' is no subject")]
    [InlineData("--peer python3", "NAME=COMMAND")]
    [InlineData("--baseline tf", "--baseline: 'tf'")]
    [InlineData("--queries /no/such/file", "/no/such/file")]
    [InlineData("--category none", "no query has the category 'none'")]
    [InlineData("--want most", "--want")]
    [InlineData("--iterations 0", "--iterations must be at least 1")]
    [InlineData("--max-noise 5", "--aa")]
    [InlineData("--format pdf", "'pdf'")]
    [InlineData("--pin x", "--pin")]
    [InlineData("--limit 5 --compat-cap", "exclude each other")]
    [InlineData("--cache lukewarm", "lukewarm")]
    public async Task Wrong_options_end_with_1_and_a_message_that_names_them(string options, string message)
    {
        CliResult result = (await RunAsync("latency", NewResults(), options.Split(' '))).Exits(1);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task What_is_no_corpus_ends_with_1()
    {
        CliResult result = (await cli.RunAsync("bench", "latency", "no-such-corpus", "-o", NewResults())).Exits(1);
        Assert.Contains("'no-such-corpus'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corpus_without_a_bundled_set_needs_queries()
    {
        string folder = cli.NewCorpus();
        foreach (string file in Directory.GetFiles(folder, "*.tf"))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("@corpus=showcase", "@corpus=another", StringComparison.Ordinal));
        }

        string results = NewResults();
        CliResult result = (await cli.RunAsync("bench", "latency", folder, "-o", results)).Exits(1);
        Assert.Contains("showcase 1.0", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(results), "nothing was measured, and a folder is left");
        Assert.False(Directory.Exists(Path.Combine(folder, ".cfm")), "a benchmark has written into the folder of the corpus");
    }

    [Fact]
    public async Task Env_describes_the_machine()
    {
        JsonElement environment = (await cli.RunAsync("bench", "env", "--anonymize")).Exits(0).Json();
        Assert.Equal(JsonValueKind.Null, environment.GetProperty("host_name").ValueKind);
        Assert.Equal(30, environment.GetProperty("noise_before").GetProperty("repetitions").GetInt32());
    }

    [Fact]
    public async Task Peer_script_prints_a_script() =>
        Assert.StartsWith("#!/usr/bin/env python3", (await cli.RunAsync("bench", "peer-script")).Exits(0).Output, StringComparison.Ordinal);

    private string NewResults() => Path.Combine(cli.NewFolder(), "results");

    private Task<CliResult> RunAsync(string command, string results, params string[] options) =>
        cli.RunAsync(["bench", command, cli.Corpus, "-o", results, .. options]);
}

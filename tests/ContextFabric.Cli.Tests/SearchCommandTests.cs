using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>The command <c>search</c> from end to end, through the real executable.</summary>
public sealed class SearchCommandTests(CliFixture cli)
{
    private const string Relative = "clause kind=relative\n  word pos=pron";

    /// <summary>More results than anybody waits for.</summary>
    private const string Endless = "a:word\nb:word\nc:word\nd:word\na # b\nb # c\nc # d\nd # a";

    [Fact]
    public async Task Table_shows_each_member_and_ends_with_the_number()
    {
        CliResult result = (await cli.RunAsync("search", cli.Corpus, Relative)).Exits(0);

        Assert.Empty(result.Error);
        Assert.Matches("^#  section +clause +text +word +text$", result.Lines[0].TrimStart());
        Assert.Matches("^ *1  The Weaver 1:2 +clause [0-9]+ +who kept a lamp .*  word [0-9]+ +who$", result.Lines[1]);
        Assert.Equal($"{result.Lines.Length - 2} results", result.Lines[^1]);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public async Task Table_shows_twenty_and_says_how_many_there_are()
    {
        CliResult some = (await cli.RunAsync("search", cli.Corpus, "word")).Exits(0);
        CliResult five = (await cli.RunAsync("search", cli.Corpus, "word", "--limit", "5")).Exits(0);
        CliResult all = (await cli.RunAsync("search", cli.Corpus, "word", "--limit", "0")).Exits(0);
        CliResult exact = (await cli.RunAsync("search", cli.Corpus, "word", "--limit", "295")).Exits(0);

        Assert.Equal((22, "20 of 295 shown; --limit 0 shows all"), (some.Lines.Length, some.Lines[^1]));
        Assert.Equal((7, "5 of 295 shown; --limit 0 shows all"), (five.Lines.Length, five.Lines[^1]));
        Assert.Equal((297, "295 results"), (all.Lines.Length, all.Lines[^1]));
        Assert.Equal("295 results", exact.Lines[^1]);
    }

    [Fact]
    public async Task Long_table_goes_on_in_the_same_columns()
    {
        CliResult result = (await cli.RunAsync("search", cli.Corpus, "a:word\nb:word\na <1: b", "--limit", "0")).Exits(0);

        string[] rows = result.Lines[1..^1];
        Assert.InRange(rows.Length, 501, 999);
        int column = rows[0].IndexOf("word ", StringComparison.Ordinal);
        Assert.All(rows, line => Assert.Equal(column, line.IndexOf("word ", StringComparison.Ordinal)));
        Assert.Single(result.Lines, line => line.Contains("section", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Features_are_columns_of_each_member()
    {
        CliResult table = (await cli.RunAsync("search", cli.Corpus, Relative, "--features", "lemma, kind")).Exits(0);
        CliResult csv = (await cli.RunAsync("search", cli.Corpus, Relative, "--features", "kind", "--format", "csv")).Exits(0);

        Assert.Matches("clause +text +lemma +kind +word +text +lemma +kind$", table.Lines[0]);
        Assert.Equal("n1,type1,section1,text1,kind1,n2,type2,section2,text2,kind2", csv.Lines[0]);
        Assert.Contains(",relative,", csv.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kwic_puts_hits_below_each_other()
    {
        CliResult result = (await cli.RunAsync("search", cli.Corpus, "clause\n  word lemma=loom", "--format", "kwic")).Exits(0);

        string[] lines = result.Lines[..^1];
        Assert.Matches("^The Weaver 1:2 +.*a lamp beside her  loom\\.  Every evening", lines[0]);
        int[] columns = [.. lines.Select(line => line.IndexOf("  loom", StringComparison.Ordinal))];
        Assert.All(columns, column => Assert.Equal(columns[0], column));
        Assert.EndsWith(" results", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_formats_have_the_same_results()
    {
        int count = int.Parse((await cli.RunAsync("search", cli.Corpus, Relative, "--format", "count")).Exits(0).Output, CultureInfo.InvariantCulture);
        JsonElement json = (await cli.RunAsync("search", cli.Corpus, Relative, "--json")).Exits(0).Json();
        CliResult lines = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "jsonl")).Exits(0);
        CliResult csv = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "csv")).Exits(0);
        CliResult tsv = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "tsv")).Exits(0);

        Assert.True(count > 5);
        Assert.Equal((count, true), (json.GetProperty("count").GetInt32(), json.GetProperty("complete").GetBoolean()));
        string[] nodes = [.. json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("nodes").GetRawText())];
        Assert.Equal(count, nodes.Length);
        Assert.Equal(nodes, lines.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("nodes").GetRawText()));
        Assert.Equal(nodes, tsv.Lines.Skip(1).Select(line => line.Split('\t')).Select(fields => $"[{fields[0]},{fields[4]}]"));
        Assert.Equal(count + 1, csv.Lines.Length);
    }

    [Fact]
    public async Task Limit_of_data_is_reported_as_such()
    {
        JsonElement limited = (await cli.RunAsync("search", cli.Corpus, "word", "--json", "--limit", "3")).Exits(0).Json();
        JsonElement exact = (await cli.RunAsync("search", cli.Corpus, "word", "--json", "--limit", "295")).Exits(0).Json();

        Assert.Equal((3, false, "limit"), (limited.GetProperty("count").GetInt32(), limited.GetProperty("complete").GetBoolean(), limited.GetProperty("stop").GetString()));
        Assert.Equal((295, true), (exact.GetProperty("count").GetInt32(), exact.GetProperty("complete").GetBoolean()));
        Assert.Equal("3", (await cli.RunAsync("search", cli.Corpus, "word", "--format", "count", "--limit", "3")).Exits(0).Output.Trim());
    }

    [Fact]
    public async Task Template_comes_from_an_argument_a_file_or_standard_input()
    {
        string file = cli.NewFile("relative.txt", Relative + "\r\n");

        string expected = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "tsv")).Exits(0).Output;

        Assert.Equal(expected, (await cli.RunAsync("search", cli.Corpus, "-f", file, "--format", "tsv")).Exits(0).Output);
        Assert.Equal(expected, (await cli.RunWithInputAsync(Relative, "search", cli.Corpus, "-", "--format", "tsv")).Exits(0).Output);
    }

    [Fact]
    public async Task Sets_stand_in_the_place_of_types()
    {
        string sets = cli.NewFile("sets.json", """{"mine": [3, 5, 8]}""");

        CliResult result = (await cli.RunAsync("search", cli.Corpus, "mine\n<: word", "--sets", sets, "--format", "tsv")).Exits(0);

        Assert.Equal(["3 4", "5 6", "8 9"], result.Lines.Skip(1).Select(line => line.Split('\t')).Select(fields => $"{fields[0]} {fields[4]}"));
    }

    [Fact]
    public async Task Shallow_gives_first_members_once()
    {
        CliResult result = (await cli.RunAsync("search", cli.Corpus, "book\n  word", "--shallow", "1", "--format", "csv", "--text-length", "10")).Exits(0);

        Assert.Equal(["n1,type1,section1,text1", "296,book,The Weaver,At the be…"], result.Lines[..2]);
        Assert.Equal(3, result.Lines.Length);
    }

    [Fact]
    public async Task Any_order_has_the_same_results()
    {
        CliResult canonical = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "jsonl")).Exits(0);
        CliResult any = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "jsonl", "--order", "any")).Exits(0);

        Assert.Equal(canonical.Lines.Order(StringComparer.Ordinal), any.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Finding_names_the_place_and_marks_it()
    {
        CliResult argument = (await cli.RunAsync("search", cli.Corpus, "clause\n\tword poss=verb")).Exits(4);
        string file = cli.NewFile("bad.txt", "clause\n\tword poss=verb");
        CliResult inFile = (await cli.RunAsync("search", cli.Corpus, "--file", file)).Exits(4);
        CliResult json = (await cli.RunAsync("search", cli.Corpus, "clause\n\tword poss=verb", "--json")).Exits(4);

        Assert.Empty(argument.Output);
        string[] lines = argument.Error.Split('\n');
        Assert.Matches("^template\\(2,7\\): error CF2[0-9]{3}: .*'pos'", lines[0]);
        Assert.Equal(["\tword poss=verb", "\t     ^^^^"], lines[1..3].Select(line => line.TrimEnd('\r')));
        Assert.StartsWith($"{file}(2,7): error CF2", inFile.Error, StringComparison.Ordinal);
        JsonElement finding = json.Json().GetProperty("diagnostics")[0];
        Assert.Equal((2, 7, "pos"), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("suggestions")[0].GetString()));
        Assert.Equal("invalid", json.Json().GetProperty("stop").GetString());
    }

    [Fact]
    public async Task Warning_does_not_keep_from_searching()
    {
        CliResult result = (await cli.RunAsync("search", cli.Corpus, "word\n=", "--format", "count")).Exits(0);

        Assert.Equal("295", result.Output.Trim());
        Assert.Matches("^template\\(2,1\\): warning CF2[0-9]{3}: ", result.Error);
    }

    [Fact]
    public async Task Plan_has_a_step_per_atom_and_the_number_of_results()
    {
        CliResult table = (await cli.RunAsync("search", cli.Corpus, Relative, "--explain")).Exits(0);
        JsonElement json = (await cli.RunAsync("search", cli.Corpus, Relative, "--explain", "--json")).Exits(0).Json();
        string count = (await cli.RunAsync("search", cli.Corpus, Relative, "--format", "count")).Exits(0).Output.Trim();

        Assert.Contains("candidates", table.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{count} results in ", table.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(count, json.GetProperty("results").GetInt64().ToString(CultureInfo.InvariantCulture));
        Assert.Equal([0, 1], json.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("kind").GetString() == "join").Select(step => step.GetProperty("atom").GetInt32()).Order());
    }

    [Fact]
    public async Task Relations_list_the_operators_with_those_of_the_edges()
    {
        CliResult table = (await cli.RunAsync("search", cli.Corpus, "--relations")).Exits(0);
        JsonElement json = (await cli.RunAsync("search", cli.Corpus, "--relations", "--json")).Exits(0).Json();

        Assert.Contains(table.Lines, line => line.StartsWith("[[ ", StringComparison.Ordinal));
        Assert.Contains(json.EnumerateArray(), relation => relation.GetProperty("operator").GetString()!.StartsWith("-role", StringComparison.Ordinal) && relation.GetProperty("takesValue").GetBoolean());
    }

    [Theory]
    [InlineData(2, "search demo")]
    [InlineData(2, "search demo word -f x")]
    [InlineData(2, "search demo word --limit -1")]
    [InlineData(2, "search demo word --limit many")]
    [InlineData(2, "search demo word --timeout 0")]
    [InlineData(2, "search demo word --format xml")]
    [InlineData(2, "search demo word --order none")]
    [InlineData(2, "search demo word --json --format csv")]
    [InlineData(3, "search demo -f no-such-file")]
    [InlineData(3, "search demo word --sets no-such-file")]
    [InlineData(3, "search demo word --features lema")]
    [InlineData(3, "search demo word --text-format nonsense")]
    [InlineData(3, "search no-such-corpus word")]
    [InlineData(4, "search demo wrod")]
    public async Task Exit_code_tells_what_went_wrong(int expected, string line)
    {
        CliResult result = (await cli.RunAsync(line.Split(' '))).Exits(expected);

        Assert.Empty(result.Output);
        Assert.Contains(expected == 4 ? "template(1,1): error " : "cfabric: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_of_the_time_leaves_what_was_found()
    {
        CliResult json = (await cli.RunAsync("search", cli.Corpus, Endless, "--json", "--timeout", "300ms")).Exits(1);
        CliResult table = (await cli.RunAsync("search", cli.Corpus, Endless, "--limit", "0", "--timeout", "0.3")).Exits(1);

        JsonElement root = json.Json();
        Assert.Equal(("time", false), (root.GetProperty("stop").GetString(), root.GetProperty("complete").GetBoolean()));
        Assert.Equal(root.GetProperty("count").GetInt64(), root.GetProperty("results").GetArrayLength());
        Assert.Contains("--timeout", json.Error, StringComparison.Ordinal);
        Assert.EndsWith(" so far", table.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("json")]
    [InlineData("table")]
    [InlineData("kwic")]
    public async Task Interrupt_leaves_what_was_found(string format)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using Process process = Process.Start(cli.StartInfo("search", cli.Corpus, Endless, "--limit", "0", "--format", format))!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        string? last = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Task end = CliProcess.EndOfAsync(process);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            last = line;
        }

        await end;
        Assert.Equal(130, process.ExitCode);
        Assert.Matches("cancelled: [0-9,]+ results? so far", await error);
        Assert.NotNull(last);
        Assert.Matches(format switch { "jsonl" => "}$", "json" => "\"stop\":\"cancelled\".*}$", _ => "results so far$" }, last);
    }

    [Fact]
    public async Task Reader_that_goes_away_ends_the_search_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no signal about it");
        using Process process = Process.Start(cli.StartInfo("search", cli.Corpus, Endless, "--format", "tsv"))!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("n1\t", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        process.StandardOutput.Close();
        await CliProcess.EndOfAsync(process);

        Assert.Equal(0, process.ExitCode);
        Assert.Empty(await error);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>What the page about search says is so.</summary>
[Collection(ConsoleCapture.Collection)]
public sealed partial class SearchPageTests(CliFixture cli) : IDisposable
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "search.md"));
    private readonly Corpus _corpus = Corpus.Open(cli.Store);

    public static TheoryData<string, string, long> Templates()
    {
        var templates = new TheoryData<string, string, long>();
        foreach (Match match in Example().Matches(s_page))
        {
            templates.Add(match.Groups["template"].Value, match.Groups["sets"].Value, long.Parse(match.Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }

        return templates;
    }

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Every_template_states_its_number_of_results()
    {
        Assert.Equal(TemplateBlock().Count(s_page), Templates().Count);
        Assert.InRange(Templates().Count, 25, 100);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_has_the_number_of_results_that_the_page_states(string template, string sets, long count)
    {
        var options = new SearchOptions { Sets = sets.Length == 0 ? null : Sets(sets) };
        SearchQuery query = _corpus.Search.Prepare(template, options);

        Assert.Empty(query.Diagnostics);
        Assert.Equal(count, query.Rows(TestContext.Current.CancellationToken).LongCount());
        Assert.Equal(count, query.Count(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Operators_of_the_page_are_those_of_the_engine_and_their_converses()
    {
        string table = s_page[s_page.IndexOf("| operator |", StringComparison.Ordinal)..s_page.IndexOf("`k` is a number", StringComparison.Ordinal)];
        HashSet<string> shown = [.. Code().Matches(table).Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal))];

        Assert.All(_corpus.Search.Relations.Where(r => r.Feature is null && !r.Operator.StartsWith('.')), relation =>
        {
            Assert.Contains(relation.Operator, shown);
            Assert.Contains(relation.Converse, shown);
        });
    }

    [Fact]
    public async Task Finding_on_the_page_is_what_the_command_prints()
    {
        string shown = s_page[(s_page.IndexOf("```text\n", StringComparison.Ordinal) + 8)..];
        shown = shown[..shown.IndexOf("```", StringComparison.Ordinal)];

        string error = (await cli.RunAsync("search", cli.Corpus, shown.Split('\n')[1])).Exits(4).Error;

        Assert.Equal(shown, error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Example_is_the_one_that_compiles_and_runs()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ContextFabric.Cli.Tests", "SearchExample.cs"));
        string[] compiled = [.. Between(source, "// page begins", "// page ends").Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())];

        Assert.Equal(string.Join('\n', compiled).Trim(), Between(s_page, "```csharp", "```").Trim());
        Assert.Contains("who kept a lamp", ConsoleCapture.Of(() => SearchExample.Run(_corpus, "clause kind=relative")), StringComparison.Ordinal);
    }

    private static Dictionary<string, IEnumerable<int>> Sets(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, int[]>>(json)!.ToDictionary(set => set.Key, set => (IEnumerable<int>)set.Value);

    private static string Between(string text, string begin, string end)
    {
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("^```template", RegexOptions.Multiline)]
    private static partial Regex TemplateBlock();

    [GeneratedRegex("^```template(?: sets=(?<sets>\\S+))?\n(?<template>.*?)\n```\n→ (?<count>[0-9,]+) results?\\b", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}

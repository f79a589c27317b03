using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>Commands from end to end, through the real executable.</summary>
public sealed class CommandTests(CliFixture cli)
{
    [Fact]
    public async Task Info_lists_types_features_and_formats()
    {
        CliResult result = (await cli.RunAsync("info", cli.Corpus)).Exits(0);

        Assert.Empty(result.Error);
        Assert.Contains(result.Lines, line => line.StartsWith("word ", StringComparison.Ordinal) && line.Contains("295", StringComparison.Ordinal));
        Assert.Contains("book (title) > chapter > verse", result.Output, StringComparison.Ordinal);
        Assert.Contains("text-orig-full", result.Output, StringComparison.Ordinal);
        Assert.Contains("CC0-1.0", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public async Task Info_as_JSON_has_letters_unescaped()
    {
        CliResult result = (await cli.RunAsync("info", cli.Store, "--json")).Exits(0);

        JsonElement json = result.Json();
        Assert.Equal(295, json.GetProperty("maxSlot").GetInt32());
        Assert.Equal(cli.Store, json.GetProperty("stores")[0].GetProperty("path").GetString());
        Assert.Equal("slots", json.GetProperty("types").EnumerateArray().Last().GetProperty("isSlot").GetBoolean() ? "slots" : "none");
        Assert.Contains("עברית", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_lists_all()
    {
        CliResult result = (await cli.RunAsync("features", cli.Corpus)).Exits(0);

        foreach (string name in (string[])["text", "lemma", "title@he", "mother", "role", "dist"])
        {
            Assert.Contains(result.Lines, line => line.StartsWith(name + " ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Features_shows_one_with_its_values()
    {
        JsonElement number = (await cli.RunAsync("features", cli.Corpus, "number", "--json")).Exits(0).Json();
        JsonElement distance = (await cli.RunAsync("features", cli.Corpus, "dist", "--limit", "0", "--json")).Exits(0).Json();
        CliResult gloss = (await cli.RunAsync("features", cli.Corpus, "gloss")).Exits(0);

        Assert.Contains(number.GetProperty("frequencies").EnumerateArray(), f => f.GetProperty("value").GetString() == "-7");
        Assert.Contains(number.GetProperty("perType").EnumerateArray(), t => t.GetProperty("type").GetString() == "phrase");
        Assert.Contains(distance.GetProperty("frequencies").EnumerateArray(), f => f.GetProperty("value").ValueKind == JsonValueKind.Null);
        Assert.Contains("(empty)", gloss.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The Weaver 2:6", "“Sit,” she said, “and warm your hands.”\n")]
    [InlineData("The Letter 2:2", "הַדֶּלֶת אֲשֶׁר פָּתַחַתְּ פְּתוּחָה לָנוּ׃ \n")]
    public async Task Text_prints_a_passage(string section, string expected)
    {
        CliResult result = (await cli.RunAsync("text", cli.Corpus, section)).Exits(0);

        Assert.Equal(expected.Normalize(), result.Output);
    }

    [Fact]
    public async Task Text_takes_a_format_and_several_sections()
    {
        JsonElement json = (await cli.RunAsync("text", cli.Corpus, "The Weaver 2:6", "The Weaver 1", "--format", "lex-orig-full", "--json")).Exits(0).Json();

        Assert.Equal("sit,” she say, “and warm you hand.”\n".Replace("“", string.Empty, StringComparison.Ordinal), json[0].GetProperty("text").GetString());
        Assert.Equal("chapter", json[1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Text_lists_formats()
    {
        CliResult result = (await cli.RunAsync("text", cli.Corpus, "--list-formats")).Exits(0);

        Assert.Contains(result.Lines, line => line.StartsWith("text-line ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Node_shows_gap_edges_context_and_content()
    {
        JsonElement json = (await cli.RunAsync("node", cli.Corpus, "369", "--json")).Exits(0).Json();

        Assert.Equal("clause", json.GetProperty("type").GetString());
        Assert.Equal("The Weaver 2:3", json.GetProperty("section").GetString());
        Assert.Equal(2, json.GetProperty("slotRuns").GetArrayLength());
        JsonElement edge = json.GetProperty("edges")[0];
        Assert.Equal(("mother", true, 370), (edge.GetProperty("feature").GetString(), edge.GetProperty("outgoing").GetBoolean(), edge.GetProperty("other").GetProperty("node").GetInt32()));
        Assert.Equal("sentence", json.GetProperty("up")[0].GetProperty("type").GetString());
        Assert.NotEqual(0, json.GetProperty("tree").GetProperty("children").GetArrayLength());
    }

    [Fact]
    public async Task Node_tree_is_limited_to_types()
    {
        CliResult result = (await cli.RunAsync("node", cli.Corpus, "369", "--types", "phrase")).Exits(0);

        Assert.Contains("  phrase 458 “Nobody,”", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("word 83", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Module_lays_features_over_the_corpus()
    {
        string layer = cli.NewFolder();
        File.WriteAllText(Path.Combine(layer, "mood.tf"), "@node\n@description=mood of the word\n@valueType=str\n\ncalm\n");
        string corpus = cli.NewCorpus();

        JsonElement json = (await cli.RunAsync("node", corpus, "1", "--module", layer, "--json")).Exits(0).Json();
        CliResult compiled = (await cli.RunAsync("compile", corpus, layer)).Exits(0);

        Assert.Equal("calm", json.GetProperty("features").GetProperty("mood").GetString());
        Assert.Equal("at", json.GetProperty("features").GetProperty("lemma").GetString());
        Assert.Contains("READY", compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_takes_the_whole_tour()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the sharing part needs /proc/PID/smaps, which only Linux has");

        CliResult result = (await cli.RunAsync("demo", "--workers", "2")).Exits(0);

        foreach (string part in (string[])["COMPILED", "opened in", "minus seven at night", "שִׁמְרִי", "“Nobody,”", "6 of 8 shown", "2 results", "2 workers on one corpus", "HOLDS"])
        {
            Assert.Contains(part.Normalize(), result.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("DOES NOT HOLD", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_is_a_corpus_name()
    {
        CliResult result = (await cli.RunAsync("text", "demo", "The Weaver 1:1")).Exits(0);

        Assert.StartsWith("At the bend of the river", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_name_stands_for_a_corpus_until_removed()
    {
        string name = "n" + Guid.NewGuid().ToString("N");

        (await cli.RunAsync("register", name, cli.Corpus)).Exits(0);
        (await cli.RunAsync("info", name)).Exits(0);
        Assert.Equal(cli.Corpus, (await cli.RunAsync("register", "--json")).Exits(0).Json().GetProperty(name).GetString());
        (await cli.RunAsync("register", name, "--remove")).Exits(0);
        (await cli.RunAsync("info", name)).Exits(3);
    }
}

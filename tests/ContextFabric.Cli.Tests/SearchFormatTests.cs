using System.Text;
using System.Text.Json;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Searching;
using ContextFabric.Cli.Tests.Support;
using ContextFabric.Diagnostics;
using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>The formats of results on results that are made up, so that no search is needed.</summary>
public sealed class SearchFormatTests(CliFixture cli) : IDisposable
{
    private readonly Corpus _corpus = Corpus.Open(cli.Store);
    private readonly MemoryStream _stream = new();

    private static SearchHeader Header => new(
        "c:clause\n  word",
        [new SearchAtom(0, "c", "clause", new TextRange(1, 1, 8)), new SearchAtom(1, null, "word", new TextRange(2, 3, 4))],
        [new Diagnostic(DiagnosticSeverity.Warning, "CF2999", "odd") { Line = 2, Column = 3, Length = 4, Suggestions = ["even"] }]);

    public void Dispose()
    {
        _corpus.Dispose();
        _stream.Dispose();
    }

    [Fact]
    public void Json_is_one_object_that_holds_everything()
    {
        using var writer = new JsonResults(_stream, Members("number", "lemma"));
        writer.Begin(Header);
        writer.Write([369, 83]);
        writer.Write([369, 84]);
        writer.End(new SearchOutcome(2, StopReason.Time, TimeSpan.FromMilliseconds(1.5)));

        using JsonDocument document = JsonDocument.Parse(Written());
        JsonElement json = document.RootElement;
        Assert.Equal("c:clause\n  word", json.GetProperty("template").GetString());
        Assert.Equal("""[{"index":0,"name":"c","type":"clause","line":1},{"index":1,"name":null,"type":"word","line":2}]""", json.GetProperty("atoms").GetRawText());
        Assert.Equal(2, json.GetProperty("results").GetArrayLength());
        JsonElement member = json.GetProperty("results")[1].GetProperty("members")[1];
        Assert.Equal("[369,84]", json.GetProperty("results")[1].GetProperty("nodes").GetRawText());
        Assert.Equal((84, "word", "The Weaver 2:3"), (member.GetProperty("node").GetInt32(), member.GetProperty("type").GetString(), member.GetProperty("section").GetString()));
        Assert.Equal(JsonValueKind.Null, member.GetProperty("features").GetProperty("number").ValueKind);
        Assert.Equal(_corpus.Features.Text("lemma")[84], member.GetProperty("features").GetProperty("lemma").GetString());
        Assert.Equal((2, false, "time", 1.5), (json.GetProperty("count").GetInt32(), json.GetProperty("complete").GetBoolean(), json.GetProperty("stop").GetString(), json.GetProperty("elapsedMs").GetDouble()));
        JsonElement finding = json.GetProperty("diagnostics")[0];
        Assert.Equal(("CF2999", "warning", 2, 3, "even"), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("suggestions")[0].GetString()));
    }

    [Fact]
    public void Json_without_results_is_still_an_object()
    {
        using var writer = new JsonResults(_stream, Members());
        writer.Begin(Header);
        writer.End(new SearchOutcome(0, StopReason.Complete, TimeSpan.Zero));

        using JsonDocument document = JsonDocument.Parse(Written());
        Assert.Equal(0, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.True(document.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("stop").ValueKind);
    }

    [Fact]
    public void Json_reaches_its_reader_while_the_search_goes_on()
    {
        using var writer = new JsonLineResults(_stream, Members());
        writer.Begin(Header);
        writer.Write([369, 78]);

        Assert.EndsWith("}\n", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_objects_of_their_own()
    {
        using var writer = new JsonLineResults(_stream, Members("number"));
        writer.Begin(Header);
        writer.Write([_corpus.MaxSlot + 1, 1]);
        writer.Write([_corpus.MaxSlot, NodeWithNumber(-7)]);
        writer.End(new SearchOutcome(2, StopReason.Complete, TimeSpan.Zero));

        string[] lines = Written().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        using JsonDocument document = JsonDocument.Parse(lines[1]);
        Assert.Equal(-7, document.RootElement.GetProperty("members")[1].GetProperty("features").GetProperty("number").GetInt32());
        Assert.Contains(_corpus.Text.Get(_corpus.MaxSlot).Trim(), Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_quotes_and_headings_follow_RFC_4180()
    {
        using var writer = new DelimitedResults(_stream, Members("lemma", "text"), ',');
        writer.Begin(Header);
        writer.Write([369, 79]);
        writer.End(new SearchOutcome(1, StopReason.Complete, TimeSpan.Zero));

        string[] lines = Written().Split('\n');
        Assert.Equal("n1,type1,section1,text1,lemma1,feature_text1,n2,type2,section2,text2,lemma2,feature_text2", lines[0]);
        Assert.StartsWith("369,clause,The Weaver 2:3,", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void Fields_are_quoted_where_CSV_needs_it(string text, string expected) => Assert.Equal(expected, DelimitedResults.Quote(text));

    [Theory]
    [InlineData("a, \"b\"", "a, \"b\"")]
    [InlineData("a\tb", "a\\tb")]
    [InlineData("a\r\nb", "a\\r\\nb")]
    [InlineData("a\\nb", "a\\\\nb")]
    public void Fields_are_escaped_where_TSV_needs_it(string text, string expected) => Assert.Equal(expected, DelimitedResults.Escape(text));

    [Fact]
    public void Texts_are_cut_to_the_length_asked_for()
    {
        int book = _corpus.MaxSlot + 1;

        string cut = new MemberReader(_corpus, null, [], 30).Read(0, book).Text;
        string whole = new MemberReader(_corpus, null, [], 0).Read(0, book).Text;

        Assert.Equal(30, cut.Length);
        Assert.Equal(whole[..29] + "…", cut);
        Assert.DoesNotContain('\n', whole);
        Assert.True(whole.Length > 500);
    }

    [Fact]
    public void Unknown_feature_or_format_is_not_found_and_brings_a_suggestion()
    {
        CliException feature = Assert.Throws<CliException>(() => Members("lema"));
        CliException format = Assert.Throws<CliException>(() => new MemberReader(_corpus, "text-orig-ful", [], 0));

        Assert.Equal((3, 3), (feature.ExitCode, format.ExitCode));
        Assert.Contains("'lemma'", feature.Message, StringComparison.Ordinal);
        Assert.Contains("'text-orig-full'", format.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kwic_hit_is_what_the_innermost_members_span()
    {
        var reader = new KwicReader(_corpus, Members());

        KwicLine word = reader.Read([_corpus.MaxSlot + 1, 369, 79]);
        KwicLine pair = reader.Read([77, 79]);

        Assert.Equal("The Weaver", word.Section);
        Assert.Equal(_corpus.Text.Get(79).Trim(), Assert.Single(word.Hit).Text);
        Assert.Equal([Tone.Accent, Tone.Normal, Tone.Accent], pair.Hit.Select(part => part.Tone));
        Assert.Equal(_corpus.Text.Get([77, 78, 79]).Trim(), string.Concat(pair.Hit.Select(part => part.Text)));
    }

    [Fact]
    public void Kwic_context_is_what_stands_around_and_ends_with_the_book()
    {
        var reader = new KwicReader(_corpus, Members());
        int secondBook = _corpus.Slots.First(_corpus.MaxSlot + 2);

        KwicLine first = reader.Read([secondBook]);
        KwicLine last = reader.Read([secondBook - 1]);
        KwicLine middle = reader.Read([79]);

        Assert.Empty(first.Before);
        Assert.Empty(last.After);
        Assert.EndsWith(_corpus.Text.Get(78).Trim(), middle.Before, StringComparison.Ordinal);
        Assert.StartsWith(_corpus.Text.Get(80).Trim(), middle.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Kwic_hit_that_is_too_long_for_a_line_is_its_first_member_alone()
    {
        var reader = new KwicReader(_corpus, Members());

        KwicLine far = reader.Read([10, 200]);
        KwicLine book = reader.Read([_corpus.MaxSlot + 1]);

        Assert.Equal(_corpus.Text.Get(10).Trim(), Assert.Single(far.Hit).Text);
        Assert.Equal(KwicReader.HitWidth, book.HitWidth);
        Assert.EndsWith("…", book.Hit[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 5, 4, "  ab: word\n    ^^^^", "clause", "  ab: word")]
    [InlineData(1, 1, 0, "clause\n^", "clause")]
    [InlineData(1, 7, 3, "clause\n      ^", "clause")]
    [InlineData(2, 4, 2, "\t \tab\n\t \t^^", "x\r", "\t \tab")]
    [InlineData(2, 0, 0, "second", "first", "second")]
    [InlineData(1, 3, 2, "שָׁמַר\n ^", "שָׁמַר")]
    public void Mark_stands_under_the_place(int line, int column, int length, string expected, params string[] lines)
    {
        var finding = new Diagnostic(DiagnosticSeverity.Error, "CF2000", "x") { Line = line, Column = column, Length = length };

        Assert.Equal(expected, TemplateFindings.Excerpt(new TemplateText("template", string.Join('\n', lines)), finding)?.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100_000)]
    [InlineData(50_000, 5)]
    [InlineData(100_000, 1)]
    public void Of_an_endless_line_only_what_is_around_the_place_is_shown(int column, int length)
    {
        string text = string.Concat(Enumerable.Range(10_000, 20_000).Select(i => $"{i}"));
        var finding = new Diagnostic(DiagnosticSeverity.Error, "CF2000", "x") { Line = 1, Column = column, Length = length };

        string[] shown = TemplateFindings.Excerpt(new TemplateText("template", text), finding)!.ReplaceLineEndings("\n").Split('\n');

        Assert.All(shown, line => Assert.InRange(line.Length, 1, 500));
        if (column > 0)
        {
            int marks = shown[1].Count(character => character == '^');
            Assert.StartsWith(shown[0].Substring(shown[1].Length - marks, marks), text[(column - 1)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Finding_without_a_line_has_no_excerpt()
    {
        var finding = new Diagnostic(DiagnosticSeverity.Error, "CF2000", "x");

        Assert.Null(TemplateFindings.Excerpt(new TemplateText("template", "word"), finding));
        Assert.Null(TemplateFindings.Excerpt(new TemplateText("template", "word"), finding with { Line = 2 }));
    }

    [Theory]
    [InlineData("0.5", 500)]
    [InlineData("2s", 2000)]
    [InlineData("500ms", 500)]
    [InlineData("1m", 60_000)]
    [InlineData("1.5S", 1500)]
    public void Time_has_a_unit_or_is_in_seconds(string text, int milliseconds)
    {
        Assert.True(TimeText.TryParse(text, out TimeSpan time));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("s")]
    [InlineData("1h")]
    [InlineData("1e9999")]
    [InlineData("NaN")]
    [InlineData("99999999999999")]
    public void Time_that_is_none_is_refused(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Fact]
    public void Sets_are_read_from_an_object_of_arrays()
    {
        IReadOnlyDictionary<string, IEnumerable<int>> sets = NodeSetsFile.Read(cli.NewFile("sets.json", "\uFEFF{\"a\": [1, 2, 2], \"b\": []}"), 10);

        Assert.Equal([1, 2, 2], sets["a"]);
        Assert.Empty(sets["b"]);
    }

    [Theory]
    [InlineData("[1]", "(1,1): an object")]
    [InlineData("{\"a\": 1}", "(1,7): the set 'a' must be an array")]
    [InlineData("{\"a\": [1],\n \"b\": [2, \"x\"]}", "(2,11): the set 'b' must hold node numbers only")]
    [InlineData("{\"a\": [11]}", "(1,8): the set 'a' holds a number that is no node; nodes are 1 to 10")]
    [InlineData("{\"a\": [0]}", "(1,8): ")]
    [InlineData("{\"a\": [1.5]}", "(1,8): ")]
    [InlineData("{\"a\": [99999999999]}", "(1,8): ")]
    [InlineData("{\"a\": [1], \"a\": [2]}", "(1,12): the set 'a' stands here twice")]
    [InlineData("{\"a\":\n [1, }", "(2,6): ")]
    [InlineData("{} x", "(1,4): ")]
    [InlineData("", "(1,1): ")]
    public void Faulty_sets_are_refused_with_their_place(string json, string expected)
    {
        string path = cli.NewFile("sets.json", json);

        CliException failure = Assert.Throws<CliException>(() => NodeSetsFile.Read(path, 10));

        Assert.Equal(4, failure.ExitCode);
        Assert.StartsWith(path + expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", failure.Message, StringComparison.Ordinal);
    }

    private MemberReader Members(params string[] features) => new(_corpus, null, features, 0);

    private int NodeWithNumber(long number) => Enumerable.Range(1, _corpus.MaxNode).First(node => _corpus.Features.Int("number").TryGet(node, out long value) && value == number);

    private string Written() => Encoding.UTF8.GetString(_stream.ToArray());
}

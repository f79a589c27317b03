using System.Globalization;
using System.Text;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Tests.Support;
using ContextFabric.Compile;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>The embedded corpus is valid and shows what it is there to show.</summary>
public sealed class ShowcaseTests(CliFixture cli) : IDisposable
{
    private readonly Corpus _corpus = Corpus.Open(cli.Store);

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Executable_holds_exactly_the_files_of_the_repository()
    {
        Dictionary<string, string> expected = Directory.EnumerateFiles(Repository.Showcase).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

        Dictionary<string, string> actual = EmbeddedCorpus.Files().ToDictionary(f => f.Name, f => Encoding.UTF8.GetString(f.Content));

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Compiles_without_a_single_remark()
    {
        CompileReport report = CorpusCompiler.Compile(cli.NewCorpus(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(report.Diagnostics);
    }

    [Fact]
    public void Files_are_in_composed_form_and_end_with_a_line_end()
    {
        Assert.All(EmbeddedCorpus.Files(), file =>
        {
            string text = Encoding.UTF8.GetString(file.Content);
            Assert.True(text.IsNormalized(), file.Name);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_feature_is_described_and_free()
    {
        foreach (FeatureMetadata feature in _corpus.Metadata)
        {
            Assert.NotEmpty(feature.Description);
            Assert.Equal("CC0-1.0", feature.Get("license"));
            Assert.NotNull(feature.Get("source"));
        }
    }

    [Fact]
    public void Has_between_150_and_600_words_in_two_directions_of_writing()
    {
        Assert.InRange(_corpus.MaxSlot, 150, 600);
        StringFeature text = _corpus.Features.Text("text");
        string[] hebrew = [.. Enumerable.Range(1, _corpus.MaxSlot).Select(w => text[w]!).Where(t => t.Any(c => c is >= 'א' and <= 'ת'))];
        Assert.True(hebrew.Length >= 10);
        Assert.Contains(hebrew, word => word.Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark));
    }

    [Theory]
    [InlineData("clause")]
    [InlineData("phrase")]
    [InlineData("lex")]
    public void Has_nodes_with_gaps(string type)
    {
        Assert.Contains(_corpus.Types.NodesOf(_corpus.Types[type]).ToArray(), node => !_corpus.Slots.IsContiguous(node));
    }

    [Theory]
    [InlineData("verse", "sentence")]
    [InlineData("clause", "phrase")]
    public void Has_nodes_of_two_types_with_the_same_slots(string bigger, string smaller)
    {
        Assert.Contains(_corpus.Types.NodesOf(_corpus.Types[bigger]).ToArray(), node =>
        {
            int slots = _corpus.Slots.Count(node);
            return _corpus.Locality.Down(node, _corpus.Types[smaller]).ToArray().Any(inner => _corpus.Slots.Count(inner) == slots);
        });
    }

    [Fact]
    public void Has_nested_clauses_and_crossing_layers()
    {
        NodeType clause = _corpus.Types["clause"];
        Assert.Contains(_corpus.Types.NodesOf(clause).ToArray(), node => _corpus.Locality.Up(node, clause).Count() > 0);
        NodeType verse = _corpus.Types["verse"];
        foreach (string type in (string[])["line", "sentence"])
        {
            Assert.Contains(_corpus.Types.NodesOf(_corpus.Types[type]).ToArray(), node =>
                _corpus.Locality.Up(node, verse).Count() == 0 && _corpus.Locality.Intersecting(node, verse).Length > 1);
        }
    }

    [Fact]
    public void Has_values_of_every_sort()
    {
        IntFeature number = _corpus.Features.Int("number");
        Assert.True(number.Frequencies().Any(f => f.Value < 0) && number.Frequencies().Any(f => f.Value == 0));
        StringFeature gloss = _corpus.Features.Text("gloss");
        Assert.Contains(gloss.Frequencies(), f => f.Value.Length == 0);
        Assert.True(gloss.CountIn(_corpus.SlotType) < _corpus.MaxSlot);
        EdgeFeature distance = _corpus.Edges["dist"];
        Assert.Equal(1, distance.Frequencies().Single(f => f.Value.IsNone).Count);
        Assert.False(_corpus.Edges["mother"].HasValues);
        Assert.Contains(_corpus.Edges["role"].Frequencies(), f => f.Value.Text == "subject");
    }

    [Fact]
    public void Distances_are_what_they_say()
    {
        EdgeFeature distance = _corpus.Edges["dist"];
        foreach (int origin in distance.Origins())
        {
            foreach (int target in distance.From(origin).ToArray())
            {
                Assert.True(distance.TryGetValue(origin, target, out FeatureValue value));
                Assert.True(value.IsNone || value.Number == target - origin);
            }
        }
    }

    [Fact]
    public void Sections_have_names_in_three_languages()
    {
        Sections sections = _corpus.Text.Sections;
        int? book = sections.NodeOf("The Weaver");
        Assert.NotNull(book);
        Assert.Equal("De weefster", sections.NameOf(book.Value, "nl"));
        Assert.Equal("הָאוֹרֶגֶת".Normalize(), sections.NameOf(book.Value, "he"));
        Assert.Equal(3, sections.Languages.Count);
    }

    [Fact]
    public void Words_with_what_stands_around_them_make_up_the_text()
    {
        string all = string.Concat(Enumerable.Range(1, _corpus.MaxSlot).Select(word => _corpus.Text.Get(word)));

        Assert.Equal(all, string.Concat(_corpus.Types.NodesOf(_corpus.Types["book"]).ToArray().Select(book => _corpus.Text.Get(book))));
        Assert.Contains("“Sit,” she said, “and warm your hands.”", all, StringComparison.Ordinal);
    }
}

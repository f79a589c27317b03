using System.Globalization;
using System.Text.Json;
using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>The mini corpus of the specification: every text, section and structure answer of the reference.</summary>
public sealed class MiniTextTests : IDisposable
{
    private readonly OpenedCorpus _mini = OpenedCorpus.Mini();

    private Text Text => _mini.Corpus.Text;

    public void Dispose() => _mini.Dispose();

    [Theory]
    [InlineData("lex-orig-full")]
    [InlineData("phrase-default")]
    [InlineData("text-num")]
    [InlineData("text-orig-full")]
    public void Texts_in_a_format(string format)
    {
        TextFormat handle = Text.Formats[format];
        AssertPerNode("T." + format, node => Text.Get(node, handle));
    }

    [Fact]
    public void Texts_in_the_format_with_a_long_chain_differ_as_documented()
    {
        // The reference gives the default where a chain of three finds an empty text; the rule says the text.
        TextFormat documented = Text.Formats["text-alt"];
        TextFormat reference = Text.ParseFormat(documented.Template, new TextFormatOptions { EmptyFallsBackInLongChains = true });
        AssertPerNode("T.text-alt", node => Text.Get(node, reference));
        Assert.Equal("\n", Text.Get(34, documented));
    }

    [Fact]
    public void Texts_without_a_format() => AssertPerNode("T.default", node => Text.Get(node));

    [Fact]
    public void Texts_when_descending() => AssertPerNode("T.descend", node => Text.Get(node, descend: Descend.Always));

    [Fact]
    public void Formats_with_their_targets() =>
        Assert.Equal(
            _mini.Expected("formats").EnumerateObject().Select(p => (p.Name, p.Value.GetString())),
            Text.Formats.Select(f => (f.Name, (string?)f.TargetTypeName)));

    [Theory]
    [InlineData("text-num")]
    [InlineData("text-orig-full")]
    [InlineData("lex-orig-full")]
    [InlineData("text-alt")]
    [InlineData("phrase-default")]
    public void Characters(string format)
    {
        IEnumerable<(string?, long)> expected = _mini.Expected("characters").GetProperty(format).EnumerateArray().Select(p => (p[0].GetString(), p[1].GetInt64()));
        Assert.Equal(expected, Text.Characters(Text.Formats[format]).Select(c => ((string?)c.Character.ToString(), c.Count)));
    }

    [Fact]
    public void Section_nodes()
    {
        foreach ((string key, SectionOptions options) in new[] { ("sectionTuple", default(SectionOptions)), ("sectionTuple.last", new SectionOptions { LastSlot = true }) })
        {
            foreach (JsonProperty entry in _mini.Expected(key).EnumerateObject())
            {
                Assert.Equal(OpenedCorpus.NodesOf(entry.Value), OpenedCorpus.NodesOf(Text.SectionNodes(Node(entry), options)));
            }
        }
    }

    [Theory]
    [InlineData("sectionFromNode", "en", false)]
    [InlineData("sectionFromNode.nl", "nl", false)]
    [InlineData("sectionFromNode.fill", "en", true)]
    public void Section_labels(string key, string language, bool fillUp)
    {
        foreach (JsonProperty entry in _mini.Expected(key).EnumerateObject())
        {
            Assert.Equal(OpenedCorpus.LabelsOf(entry.Value), OpenedCorpus.LabelsOf(Text.SectionOf(Node(entry), language, new SectionOptions { FillUp = fillUp })));
        }
    }

    [Fact]
    public void Nodes_of_sections()
    {
        Assert.Equal(17, Text.NodeOf(new SectionLabel("One")));
        Assert.Equal(17, NodeOf("nl", new SectionRef("Eén")));
        Assert.Equal(23, Text.NodeOf("One", 1, 2));
        Assert.Null(Text.NodeOf("One", "1"));
        Assert.Equal(26, Text.NodeOf("Two", 1, 2));
        Assert.Null(Text.NodeOf("Zz", 1));
        Assert.Equal(17, NodeOf("xx", new SectionRef("One")));
        Assert.Null(NodeOf("en", new SectionRef("Eén")));

        int? NodeOf(string language, SectionRef section) => Text.TryNodeOf(section, out int node, language) ? node : null;
    }

    [Fact]
    public void Section_index_and_sequences()
    {
        JsonElement sections = _mini.Expected("sections");
        foreach (JsonProperty book in sections.GetProperty("sec2").EnumerateObject())
        {
            string title = Text.NameOf(Node(book))!;
            foreach (JsonProperty chapter in book.Value.EnumerateObject())
            {
                Assert.Equal(sections.GetProperty("sec1").GetProperty(book.Name).GetProperty(chapter.Name).GetInt32(), Text.NodeOf(title, Node(chapter)));
                foreach (JsonProperty verse in chapter.Value.EnumerateObject())
                {
                    Assert.Equal(verse.Value.GetInt32(), Text.NodeOf(title, Node(chapter), Node(verse)));
                }
            }
        }

        JsonElement sequences = sections.GetProperty("seqFromNode");
        for (int node = 0; node <= _mini.Corpus.MaxNode; node++)
        {
            SectionSequence? sequence = Text.SequenceOf(node);
            if (sequences.TryGetProperty(node.ToString(CultureInfo.InvariantCulture), out JsonElement expected))
            {
                int[] numbers = [.. expected.EnumerateArray().Select(e => e.GetInt32())];
                Assert.Equal(new SectionSequence(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2)), sequence);
                Assert.Equal(node, Text.NodeAtSequence(sequence!.Value));
            }
            else
            {
                Assert.Null(sequence);
            }
        }
    }

    [Fact]
    public void Languages() =>
        Assert.Equal(
            _mini.Expected("languages").EnumerateObject().Select(l => (l.Name, l.Value.GetProperty("language").GetString(), l.Value.GetProperty("languageEnglish").GetString())),
            Text.Languages.Select(l => (l.Code, (string?)l.Name, (string?)l.EnglishName)));

    [Fact]
    public void Structure_headings_tree_and_text()
    {
        Structure structure = Text.Structure;
        JsonElement parts = _mini.Expected("structure");
        foreach (JsonProperty entry in parts[0].EnumerateObject())
        {
            string expected = string.Join('-', entry.Value.EnumerateArray().Select(p => $"{p[0].GetString()}:{(p[1].ValueKind == JsonValueKind.Null ? "None" : p[1].ToString())}"));
            Heading heading = structure.Heading(Node(entry))!;
            Assert.Equal(expected, heading.ToString());
            int found = structure.NodeOf(heading)!.Value;
            Assert.Equal(heading, structure.Heading(found));
            Assert.True(found >= Node(entry));
        }

        Assert.Equal([31, 30], Assert.Single(structure.Duplicates()).Nodes);
        Assert.Equal(parts[3].EnumerateArray().Select(e => e.GetInt32()), structure.Top.ToArray());
        for (int node = 1; node <= _mini.Corpus.MaxNode; node++)
        {
            string key = node.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(parts[4].TryGetProperty(key, out JsonElement up) ? up.GetInt32() : null, structure.Parent(node));
            Assert.Equal(parts[5].TryGetProperty(key, out JsonElement down) ? down.EnumerateArray().Select(e => e.GetInt32()) : [], structure.Children(node).ToArray());
        }

        Assert.Equal(_mini.Expected("structurePretty").GetString(), structure.ToText());
    }

    [Fact]
    public void Configuration_has_the_formats_of_modules()
    {
        OtextConfig otext = _mini.Corpus.Otext;
        foreach (JsonProperty entry in _mini.Expected("config").EnumerateObject())
        {
            Assert.Equal(entry.Value.GetString(), otext.Get(entry.Name));
        }

        Assert.Equal("{freq:.} ", otext.Get("fmt:text-num"));
    }

    private static int Node(JsonProperty property) => int.Parse(property.Name, CultureInfo.InvariantCulture);

    private void AssertPerNode(string key, Func<int, string> actual)
    {
        foreach (JsonProperty entry in _mini.Expected(key).EnumerateObject())
        {
            Assert.Equal(entry.Value.GetString(), actual(Node(entry)));
        }
    }
}

using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>The worked examples of the specification on published corpora.</summary>
public sealed class PublishedCorpusTests
{
    [Fact]
    public void Banks()
    {
        using var opened = OpenedCorpus.Published("banks");
        Text text = opened.Corpus.Text;
        Assert.Equal("Everything ", text.Get(1));
        Assert.Equal("Everything about us, ", text.Get([1, 2, 3]));
        Assert.Equal("XXX, ", text.Get(103));
        Assert.Equal("Everything about us, ", text.Get(103, descend: Descend.Always));
        Assert.Equal("XXX, ", text.Get(103, descend: Descend.Never));
        Assert.Equal("Everything about us ", text.Get(103, "line-default"));
        Assert.Equal(", , ; . , , ? , , , , . ", text.Get(100, "line-term"));
        Assert.Equal("", text.Get(1, "line-term"));
        Assert.Equal("<103>", text.Get(103, n => $"<{n}>"));
        TextFormat chapters = text.ParseFormat("chapter#{number}:");
        Assert.Equal("1:2:", text.Get(100, chapters));
        Assert.Equal(":", text.Get(100, chapters, Descend.Never));
        Assert.Equal("nope#Everything", text.Get(1, text.ParseFormat("nope#{letters}")));
        Assert.Equal("a:b", text.Get(100, text.ParseFormat("book#{gap:a:b}")));

        Assert.Equal(new SectionNodes(100, 101, 115, 3), text.SectionNodes(100, new SectionOptions { FillUp = true }));
        Assert.Equal(new SectionNodes(100, 102, 117, 3), text.SectionNodes(100, new SectionOptions { FillUp = true, LastSlot = true }));
        Assert.Equal(new SectionNodes(100, 101, 115, 3), text.SectionNodes(103));
        Assert.Equal(new SectionNodes(100, 101, 0, 2), text.SectionNodes(101));
        Assert.Equal("Consider Phlebas 1:1", text.SectionOf(1).ToString());
        Assert.Equal(117, text.NodeOf("Consider Phlebas 2:1"));
        Assert.Equal(new SectionSequence(1, 2, 1), text.SequenceOf(117));

        Structure structure = text.Structure;
        Assert.Equal([101, 102], structure.Children(100).ToArray());
        Assert.Equal("book:Consider Phlebas-chapter:1-sentence:1-line:1", structure.Heading(103)!.ToString());
        Assert.StartsWith("    book:Consider Phlebas\n        chapter:1\n            sentence:1\n                line:1\n", structure.ToText(), StringComparison.Ordinal);
        Assert.StartsWith("  sentence:1\n      line:1", structure.ToText(117), StringComparison.Ordinal);

        IEnumerable<string> characters = text.Characters(text.Formats["text-orig-full"]).Take(5).Select(c => $"{c.Character}{c.Count}");
        Assert.Equal([",13", ".2", ";1", "?1", "B1"], characters);
    }

    [Fact]
    public void Cuc()
    {
        using var opened = OpenedCorpus.Published("cuc");
        Text text = opened.Corpus.Text;
        Assert.Equal("KTU 1.1 II:1", text.SectionOf(1).ToString());
        Assert.Equal(text.SectionNodes(1).Level3, text.NodeOf("KTU 1.1 II:1"));
        Assert.Equal(text.SectionNodes(1).Level3, text.NodeOf("KTU 1.1", "II", 1));
        Assert.Equal(new SectionNodes(135266, 127356, 127689, 3), text.SectionNodes(135266, new SectionOptions { FillUp = true }));
        Assert.Equal(new SectionNodes(135266, 127359, 127806, 3), text.SectionNodes(135266, new SectionOptions { FillUp = true, LastSlot = true }));
        Assert.Equal(new SectionRef("KTU 1.1", "V", 29), text.SectionOf(135266, options: new SectionOptions { FillUp = true, LastSlot = true }));
    }

    [Fact]
    public void Syrnt()
    {
        using var opened = OpenedCorpus.Published("syrnt");
        Text text = opened.Corpus.Text;
        Assert.Equal(112966, text.NodeOf("Matthew", 1, 1));
        Assert.Null(text.NodeOf("Matthew", "1", "1"));
        Assert.Equal(112966, text.NodeOf("Matthew 1:1"));
        Assert.Equal(112966, text.NodeOf("Matt 1:1"));
        Assert.Equal("Matthew", text.NameOf(1));
        Assert.Equal("Matt", text.NameOf(1, "nl"));
        Assert.Equal("Matt", text.NameOf(1, ""));
        Assert.Null(text.NodeByName("Matt"));
        Assert.Equal(109641, text.NodeByName("Matt", ""));
        Assert.Contains("Matthew", text.Find("Mathew 1:1").Suggestions);
    }

    [Fact]
    public void Bhsa_shaped()
    {
        using var opened = OpenedCorpus.Published("bhsa_shaped");
        Text text = opened.Corpus.Text;
        Assert.Equal(text.NodeOf("1_Samuel", 3, 4), text.NodeOf("1 Samuel 3:4"));
        Assert.Equal(["Genesis"], text.Find("Genezis 1:1").Suggestions);
    }

    [Theory]
    [InlineData("n1904")]
    [InlineData("bhsa_shaped")]
    public void Every_section_is_found_again_by_its_labels(string name)
    {
        using var opened = OpenedCorpus.Published(name);
        Text text = opened.Corpus.Text;
        foreach (string type in text.Sections.Types)
        {
            foreach (int node in opened.Corpus.Types.NodesOf(opened.Corpus.Types[type]))
            {
                SectionRef section = text.SectionOf(node)!.Value;
                Assert.True(text.TryNodeOf(section, out int found), section.ToString());
                Assert.Equal(found, text.NodeOf(section.ToString()));

                // A verse that occurs twice gives the other one.
                Assert.True(found == node || text.SectionOf(found) == section, section.ToString());
            }
        }
    }
}

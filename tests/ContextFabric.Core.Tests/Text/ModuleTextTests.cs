using Xunit;

namespace ContextFabric.Core.Tests;

/// <summary>A module folder over a corpus: formats, languages and overridden headings.</summary>
public sealed class ModuleTextTests
{
    [Fact]
    public void A_module_adds_formats_and_replaces_headings_and_languages()
    {
        using var small = SmallCorpus.OpenWithModule(SmallCorpus.BaseFiles(), [
            ("otext@more", "@config\n@fmt:loud={loud/text}!\n@fmt:text-orig-full=<{text}>\n\n"),
            ("loud", "@node\n@valueType=str\n\n1|A\n2|B\n"),
            ("num", "@node\n@valueType=int\n\n8|10\n20\n"),
            ("title@nl", "@node\n@valueType=str\n@languageCode=nl\n\n7|Tee\n"),
        ]);
        Text text = small.Text;
        Assert.Equal("A!B!c!", text.Get(8, "loud"));
        Assert.Equal("<a><b><c>", text.Get(8));
        Assert.Equal(9, text.NodeOf("T", 20));
        Assert.Null(text.NodeOf("T", 2));
        Assert.Equal("Tee 20", text.SectionOf(5, "nl").ToString());
        Assert.Equal(7, text.NodeByName("Tee", "nl"));
        Assert.Equal("doc:T-para:20", text.Structure.Heading(9)!.ToString());
        Assert.Equal(["A1", "B1", "a1", "b1", "c1", "d1", "e1", "f1"], text.Characters(text.Formats["loud"]).Select(c => $"{c.Character}{c.Count}"));
    }

    [Fact]
    public void A_module_that_touches_no_heading_leaves_the_sections_alone()
    {
        using var small = SmallCorpus.OpenWithModule(SmallCorpus.BaseFiles(), [("loud", "@node\n@valueType=str\n\n1|A\n")]);
        Assert.Equal(9, small.Text.NodeOf("T", 2));
        Assert.Equal("a b c ", small.Text.Get(8));
    }
}

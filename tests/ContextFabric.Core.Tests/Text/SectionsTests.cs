using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class SectionsTests
{
    // 8 words; books 9 (1-4), 10 (5-8); chapters 11 (1-2), 12 (3-4), 13 (5-8), verses 14..19, of which 19 lies in no book's chapter.
    private static SmallCorpus Bible(string otext = "", params (string Feature, string Content)[] changes)
    {
        var files = new Dictionary<string, string>
        {
            ["otype"] = "@node\n@valueType=str\n\n1-8|word\n9-10|book\n11-13|chapter\n14-18|verse\n",
            ["oslots"] = "@edge\n@valueType=str\n\n9|1-4\n5-8\n1-2\n3-4\n5-8\n1\n2\n3-4\n5-6\n7-8\n",
            ["text"] = "@node\n@valueType=str\n\na\nb\nc\nd\ne\nf\ng\nh\n",
            ["book"] = "@node\n@valueType=str\n\n9|Gen\n1 Samuel\n",
            ["book@en"] = "@node\n@valueType=str\n@languageCode=en\n@language=English\n@languageEnglish=English\n\n9|Genesis\nFirst Samuel\n",
            ["chapter"] = "@node\n@valueType=int\n\n11|1\n2\n1\n",
            ["verse"] = "@node\n@valueType=str\n\n14|1\n2\n1\n1\n2b\n",
            ["otext"] = "@config\n@fmt:text-orig-full={text}\n@sectionTypes=book,chapter,verse\n@sectionFeatures=book,chapter,verse\n" + otext + "\n",
        };
        foreach ((string feature, string content) in changes)
        {
            files[feature] = content;
        }

        return SmallCorpus.Open([.. files.Select(f => (f.Key, f.Value))]);
    }

    [Fact]
    public void Nodes_and_labels_around_a_node()
    {
        using var small = Bible();
        Text text = small.Text;
        Assert.Equal(new SectionNodes(9, 12, 16, 3), text.SectionNodes(3));
        Assert.Equal(new SectionNodes(9, 12, 0, 2), text.SectionNodes(12));
        Assert.Equal(new SectionNodes(9, 0, 0, 1), text.SectionNodes(9));
        Assert.Equal(new SectionNodes(9, 0, 0, 1), text.SectionNodes(9, new SectionOptions { LastSlot = true }));
        Assert.Equal(new SectionNodes(9, 11, 14, 3), text.SectionNodes(9, new SectionOptions { FillUp = true }));
        Assert.Equal(new SectionNodes(9, 12, 16, 3), text.SectionNodes(9, new SectionOptions { FillUp = true, LastSlot = true }));
        Assert.Equal("Genesis 2:1", text.SectionOf(4).ToString());
        Assert.Equal("Gen 2:1", text.SectionOf(4, "").ToString());
        Assert.Equal("Gen 2:1", text.SectionOf(4, "nl").ToString());
        Assert.Equal(new SectionRef("Genesis", 2), text.SectionOf(4, options: new SectionOptions { Level = 2 }));
        Assert.Equal(default(SectionRef), text.SectionOf(4, options: new SectionOptions { Level = 0 }));
        Assert.Equal(3, text.SectionOf(4, options: new SectionOptions { Level = 7 })!.Value.Depth);
    }

    [Fact]
    public void Typed_look_up_is_exact()
    {
        using var small = Bible();
        Text text = small.Text;
        Assert.Equal(18, text.NodeOf("First Samuel", 1, "2b"));
        Assert.Equal(13, text.NodeOf("First Samuel", 1));
        Assert.Null(text.NodeOf("First Samuel", "1"));
        Assert.Null(text.NodeOf("First Samuel", 1, 1));
        Assert.Null(text.NodeOf("First Samuel", 2, "1"));
        Assert.Null(text.NodeOf());
        Assert.Null(text.NodeOf("a", 1, 1, 1));
        Assert.Equal(9, text.NodeByName("Genesis"));
        Assert.Null(text.NodeByName("Gen"));
        Assert.Equal(9, text.NodeByName("Gen", "nl"));
        Assert.Equal(9, text.NodeByName("Gen", anyLanguage: true));
        Assert.Equal("Genesis", text.NameOf(2));
        Assert.True(text.TryNodeOf(new SectionRef("Gen", 2), out int node, ""));
        Assert.Equal(12, node);
        Assert.Equal(["", "en"], text.Languages.Select(l => l.Code));
        Assert.Equal(new SectionLanguage("", "default", "default", "book"), text.Languages[0]);
    }

    [Theory]
    [InlineData("Genesis", 9, false)]
    [InlineData("Genesis 2", 12, false)]
    [InlineData("Genesis 2:1", 16, false)]
    [InlineData(" genesis  2 : 1 ", 16, true)]
    [InlineData("Gen 2.1", 16, true)]
    [InlineData("1 Samuel 1:2b", 18, true)]
    [InlineData("1 Samuel", 10, true)]
    [InlineData("first_samuel 1", 13, true)]
    [InlineData("First Samuel 1,1", 17, false)]
    [InlineData("First Samuel 1 1", 17, false)]
    public void Find_reads_what_people_type(string reference, int node, bool lenient)
    {
        using var small = Bible();
        SectionLookup found = small.Text.Find(reference);
        Assert.Null(found.Problem);
        Assert.Equal((node, lenient), (found.Node, found.IsLenient));
        Assert.Equal(node, small.Text.NodeOf(reference));
    }

    [Theory]
    [InlineData("Genezis 1:1", "there is no book 'Genezis'", "Genesis")]
    [InlineData("Gene", "there is no book 'Gene'", "Genesis", "Gen")]
    [InlineData("Genesis 3", "Genesis has no chapter '3'; it has 1, 2", "1", "2")]
    [InlineData("First Samuel 1:2", "First Samuel 1 has no verse '2'; it has 1, 2b", "2b", "1")]
    [InlineData("", "the section reference is empty")]
    public void Find_says_what_is_wrong(string reference, string problem, params string[] suggestions)
    {
        using var small = Bible();
        SectionLookup found = small.Text.Find(reference);
        Assert.Equal(0, found.Node);
        Assert.Equal(problem, found.Problem);
        Assert.Equal(suggestions, found.Suggestions);
    }

    [Fact]
    public void Sequence_numbers_count_from_one_on_each_level()
    {
        using var small = Bible();
        Text text = small.Text;
        Assert.Equal(new SectionSequence(2), text.SequenceOf(10));
        Assert.Equal(new SectionSequence(1, 2), text.SequenceOf(12));
        Assert.Equal(new SectionSequence(2, 1, 2), text.SequenceOf(18));
        Assert.Null(text.SequenceOf(1));
        for (int node = 9; node <= 18; node++)
        {
            Assert.Equal(node, text.NodeAtSequence(text.SequenceOf(node)!.Value));
        }

        Assert.Null(text.NodeAtSequence(new SectionSequence(1, 3)));
        Assert.Null(text.NodeAtSequence(new SectionSequence(1, 1, 3)));
        Assert.Null(text.NodeAtSequence(new SectionSequence(3)));
        Assert.Null(text.NodeAtSequence(new SectionSequence(0)));
        Assert.Null(text.NodeAtSequence(new SectionSequence(1, 0, 1)));
    }

    [Fact]
    public void Of_equal_headings_the_first_wins_on_level_2_and_the_last_on_level_3()
    {
        using var small = Bible("", ("chapter", "@node\n@valueType=int\n\n11|1\n1\n1\n"), ("verse", "@node\n@valueType=str\n\n14|1\n1\n1\n1\n1\n"));
        Assert.Equal(11, small.Text.NodeOf("Genesis", 1));
        Assert.Equal(16, small.Text.NodeOf("Genesis", 1, "1"));
        Assert.Equal(18, small.Text.NodeOf("First Samuel", 1, "1"));
    }

    [Fact]
    public void Missing_headings_are_found_under_a_missing_label()
    {
        using var small = Bible("", ("chapter", "@node\n@valueType=int\n\n11|1\n13|1\n"));
        Assert.Equal(new SectionRef("Genesis", SectionLabel.Missing, "1"), small.Text.SectionOf(3));
        Assert.Equal(12, small.Text.NodeOf("Genesis", SectionLabel.Missing));
        Assert.Equal(16, small.Text.NodeOf("Genesis", SectionLabel.Missing, "1"));
    }

    [Fact]
    public void A_chapter_without_verses_can_be_looked_up()
    {
        using var small = Bible("", ("oslots", "@edge\n@valueType=str\n\n9|1-4\n5-8\n1-2\n3-4\n5-8\n1\n2\n1-4\n5-6\n7-8\n"));
        Assert.Equal(12, small.Text.NodeOf("Genesis", 2));
        Assert.Null(small.Text.NodeOf("Genesis", 2, "1"));
    }

    [Fact]
    public void Sections_outside_a_parent_have_labels_as_far_as_known()
    {
        using var small = SmallCorpus.OpenBase(("oslots", "@edge\n@valueType=str\n\n7|1-2\n1-3\n4-6\n1,3\n2\n"));
        Assert.Equal(new SectionNodes(0, 9, 0, 2), small.Text.SectionNodes(9));
        Assert.Equal(new SectionRef("", 2), small.Text.SectionOf(9));
        Assert.Equal(new SectionRef("T", SectionLabel.Missing), WithoutPara());
        Assert.Null(small.Text.NodeOf("T", 2));

        static SectionRef? WithoutPara()
        {
            using var small = SmallCorpus.OpenBase(("oslots", "@edge\n@valueType=str\n\n7|1-6\n1-2\n4-6\n1,3\n2\n"));
            return small.Text.SectionOf(3);
        }
    }

    [Fact]
    public void One_level_is_enough()
    {
        using var small = SmallCorpus.OpenBase(("otext", "@config\n@fmt:text-orig-full={text}\n@sectionTypes=para\n@sectionFeatures=num\n\n"));
        Text text = small.Text;
        Assert.Equal(new SectionNodes(8, 0, 0, 1), text.SectionNodes(2));
        Assert.Equal(new SectionNodes(8, 0, 0, 1), text.SectionNodes(8, new SectionOptions { FillUp = true }));
        Assert.Equal(new SectionRef(2), text.SectionOf(5));
        Assert.Equal(9, text.NodeOf(2));
        Assert.Equal(9, text.NodeOf("2"));
        Assert.Null(text.NodeOf(2, 1));
        Assert.Equal("2", text.NameOf(9));
    }

    [Fact]
    public void Without_sections_every_answer_is_empty()
    {
        using var small = SmallCorpus.OpenBase(("otext", "@config\n@fmt:text-orig-full={text}\n\n"));
        Text text = small.Text;
        Assert.Equal(default, text.SectionNodes(1));
        Assert.Null(text.SectionOf(1));
        Assert.Null(text.NodeOf("T"));
        Assert.Null(text.NameOf(1));
        Assert.Null(text.NodeByName("T"));
        Assert.Empty(text.Languages);
        Assert.Equal("the corpus has no sections", text.Find("T").Problem);
        Assert.False(text.Structure.IsConfigured);
        Assert.True(text.Structure.Top.IsEmpty);
        Assert.Empty(text.Structure.Tree());
        Assert.Equal("", text.Structure.ToText());
    }
}

using ContextFabric.Describing;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>Passages by reference, sections and pages to read.</summary>
public sealed class PassageTests(Showcase showcase) : IClassFixture<Showcase>
{
    private CorpusDescriber Describer => showcase.Describer;

    [Theory]
    [InlineData("The Weaver 1:1", "The Weaver 1:1", "verse")]
    [InlineData("the weaver 1", "The Weaver 1", "chapter")]
    [InlineData("the_weaver", "The Weaver", "book")]
    [InlineData("De weefster 1:2", "The Weaver 1:2", "verse")]
    [InlineData("The We 1:2", "The Weaver 1:2", "verse")]
    [InlineData("the l", "The Letter", "book")]
    [InlineData("המכתב 1:1", "The Letter 1:1", "verse")]
    [InlineData("The Weaver 1:1-3", "The Weaver 1:1-3", "verse")]
    [InlineData("The Weaver 1:2–2:1", "The Weaver 1:2-2:1", "verse")]
    [InlineData("The Weaver 1-2", "The Weaver 1-2", "chapter")]
    [InlineData("The Weaver - The Letter", "The Weaver-The Letter", "book")]
    public void References_are_understood(string reference, string resolved, string type)
    {
        Passage passage = Only(reference);
        Assert.Null(passage.Error);
        Assert.Equal(resolved, passage.Reference);
        Assert.Equal(type, passage.Otype);
        Assert.Equal(reference, passage.Section.Text);
        Assert.Equal(Text(passage.Nodes ?? [passage.Node!.Value]), passage.Text);
    }

    [Theory]
    [InlineData("The", "The Letter")]
    [InlineData("Nowhere 1:1", "no book")]
    [InlineData("The Weaver 99", "no chapter '99'")]
    [InlineData("The Weaver 1:99", "no verse '99'")]
    [InlineData("The Weaver 1:3-1", "ends before it starts")]
    [InlineData("The Weaver 1:1-99", "no verse '99'")]
    [InlineData("Th", "no book")]
    [InlineData("", "empty")]
    public void What_is_wrong_with_a_reference_is_said(string reference, string problem)
    {
        Passage passage = Only(reference);
        Assert.Contains(problem, passage.Error, StringComparison.Ordinal);
        Assert.Contains("The Weaver 1:1", passage.Hint, StringComparison.Ordinal);
        Assert.Null(passage.Node);
    }

    [Fact]
    public void An_ambiguous_name_has_candidates()
        => Assert.Equal(["The Letter", "The Weaver"], Only("the").Candidates!.Order(StringComparer.Ordinal));

    [Fact]
    public void References_in_parts_take_texts_and_numbers()
    {
        FeatureValue book = FeatureValue.Of("The Weaver");
        PassageList passages = Describer.Passages(new PassageRequest
        {
            Sections =
            [
                new PassageKey([book, FeatureValue.Of(1), FeatureValue.Of(1)]),
                new PassageKey([book, FeatureValue.Of("1"), FeatureValue.Of("1")]),
                new PassageKey([book, FeatureValue.Of(1), FeatureValue.Of(1), FeatureValue.Of(1)]),
                new PassageKey([]),
                new PassageKey([book, FeatureValue.Of(99), FeatureValue.Of(1)]),
            ],
        });
        Assert.Equal(passages.Passages[0].Node, passages.Passages[1].Node);
        Assert.Equal([false, false, true, true, true], passages.Passages.Select(p => p.Error is not null));
        Assert.Equal((5, 2), (passages.Total, passages.Found));
    }

    [Fact]
    public void Semicolons_separate_references_and_limits_are_not_silent()
    {
        var request = new PassageRequest { Sections = ["The Weaver 1:1; The Weaver 1:2", "The Letter 1:1"] };
        PassageList all = Describer.Passages(request);
        Assert.Equal(["The Weaver 1:1", "The Weaver 1:2", "The Letter 1:1"], all.Passages.Select(p => p.Reference));
        Assert.Null(all.LimitApplied);
        Assert.Null(all.NextSection);

        PassageList two = Describer.Passages(request with { Limit = 2 });
        Assert.Equal((2, 2, 2), (two.Total, two.LimitApplied, two.NextSection));

        PassageList small = Describer.Passages(request with { MaxTotalChars = 10 });
        Assert.Equal((1, "size", 1), (small.Total, small.TruncatedBy, small.NextSection));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void Pages_of_a_long_passage_make_up_its_text(int pageSize)
    {
        var text = new System.Text.StringBuilder();
        var request = new PassageRequest { Sections = ["The Weaver 1"], MaxChars = pageSize };
        for (int? offset = 0; offset is not null;)
        {
            Passage page = Assert.Single(Describer.Passages(request with { Offset = offset.Value }).Passages);
            Assert.InRange(page.Text!.Length, 1, Math.Max(pageSize, 2));
            text.Append(page.Text);
            Assert.True(page.NextOffset is null || page.NextOffset == text.Length);
            offset = page.NextOffset;
        }

        Assert.Equal(showcase.Corpus.Text.Get(showcase.Corpus.Text.NodeOf("The Weaver 1")!.Value), text.ToString());
    }

    [Fact]
    public void Nodes_in_a_passage_are_listed_on_request()
    {
        Passage passage = Assert.Single(Describer.Passages(new PassageRequest { Sections = ["The Weaver 1:1"], ChildType = "word" }).Passages);
        Assert.Equal(showcase.Corpus.Locality.Down(passage.Node!.Value, showcase.Corpus.SlotType).ToArray(), passage.Children!.Select(c => c.Node));
        Assert.Throws<UnknownNameException>(() => Describer.Passages(new PassageRequest { Sections = [], ChildType = "wrod" }));
    }

    [Fact]
    public void Language_is_that_of_the_answer_as_well()
    {
        Passage passage = Assert.Single(Describer.Passages(new PassageRequest { Sections = ["De brief 1:1"], Language = "nl" }).Passages);
        Assert.Equal("De brief 1:1", passage.Reference);
        Assert.Equal("The Letter 1:1", Only("De brief 1:1").Reference);
    }

    [Fact]
    public void Sections_lead_from_the_top_to_the_bottom()
    {
        SectionList books = Describer.Sections();
        Assert.Null(books.Parent);
        Assert.Equal(["The Weaver", "The Letter"], books.Sections.Select(s => s.Heading));
        foreach (SectionEntry book in books.Sections)
        {
            foreach (SectionEntry chapter in Describer.Sections(book.Ref).Sections)
            {
                SectionList verses = Describer.Sections(chapter.Ref);
                Assert.NotEmpty(verses.Sections);
                Assert.All(verses.Sections, verse => Assert.Equal(verse.Node, showcase.Corpus.Text.NodeOf(verse.Ref)));
                Assert.Empty(Describer.Sections(verses.Sections[0].Ref).Sections);
            }
        }

        Assert.Throws<SectionNotFoundException>(() => Describer.Sections("Nowhere"));
        Assert.Throws<SectionNotFoundException>(() => Describer.Sections("The Weaver 1:1-2"));
    }

    [Fact]
    public void Pages_lead_forward_and_back_and_show_results()
    {
        PassagePage first = Describer.Page("The Weaver 1", highlights: HitList.Collect(showcase.Corpus.Search.Prepare("word text=river")));
        Assert.Null(first.Prev);
        Assert.Equal("The Weaver 2", first.Next);
        Assert.Equal("The Weaver 1:1", first.Rows[0].Ref);
        TextMatch match = Assert.Single(first.Rows[0].Matches);
        Assert.Equal("river", first.Rows[0].Text[match.Start!.Value..match.End!.Value]);

        int pages = 1;
        for (PassagePage page = first; page.Next is not null; pages++)
        {
            PassagePage next = Describer.Page(page.Next);
            Assert.Equal(page.Ref, next.Prev);
            page = next;
        }

        Assert.Equal(6, pages);
        Assert.All(Describer.Page("The Weaver 1:1", unit: "word").Rows, row => Assert.Equal("The Weaver 1:1", row.Ref));
    }

    [Fact]
    public void References_are_completed()
    {
        Assert.Equal(["The Weaver", "The Letter"], Describer.CompleteReference("the").Values);
        Assert.Equal(["The Weaver 1", "The Weaver 2", "The Weaver 3"], Describer.CompleteReference("The Weaver").Values);
        Assert.Equal(["The Weaver 2"], Describer.CompleteReference("the weaver 2").Values);
        Assert.StartsWith("The Weaver 2:", Describer.CompleteReference("The Weaver 2:").Values[0], StringComparison.Ordinal);
        Assert.Empty(Describer.CompleteReference("xyz").Values);
    }

    private Passage Only(string reference) => Assert.Single(Describer.Passages(new PassageRequest { Sections = [reference] }).Passages);

    private string Text(IReadOnlyList<int> nodes) => showcase.Corpus.Text.Get([.. nodes]);
}

using ContextFabric.Describing;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>Lists of features, nodes, and the parts of the overview.</summary>
public sealed class FeatureListTests(Showcase showcase) : IClassFixture<Showcase>
{
    private CorpusDescriber Describer => showcase.Describer;

    [Fact]
    public void Language_variants_are_one_entry_where_there_are_several()
    {
        FeatureList collapsed = Describer.Features(new FeatureQuery { Match = "title*" });
        Assert.Equal(["title", "title@*"], collapsed.Features.Select(f => f.Name));
        Assert.Equal(["he", "nl"], collapsed.Features[1].Languages!);
        FeatureList all = Describer.Features(new FeatureQuery { Match = "title*", CollapseLanguages = false });
        Assert.Equal(["title", "title@he", "title@nl"], all.Features.Select(f => f.Name));
    }

    [Fact]
    public void Features_are_found_by_name_and_description()
    {
        Assert.Equal(["mother"], Describer.Features(new FeatureQuery { Text = "DEPENDENT" }).Features.Select(f => f.Name));
        Assert.Equal(["dist", "mother", "role"], Describer.Features(new FeatureQuery { Kind = FeatureKinds.Edge }).Features.Select(f => f.Name));
        Assert.Equal([true, false, true], Describer.Features(new FeatureQuery { Kind = FeatureKinds.Edge }).Features.Select(f => f.HasValues!.Value));
    }

    [Fact]
    public void Edges_are_described_with_the_types_at_their_ends()
    {
        FeatureDescription mother = Describer.Feature("mother");
        Assert.Equal(["clause"], mother.NodeTypes!);
        Assert.Equal(["clause", "phrase"], mother.TargetTypes!);
        Assert.Equal((32, false, 0), (mother.Edges, mother.HasValues!.Value, mother.UniqueValues));
        FeatureDescription dist = Describer.Feature("dist", new FeatureOptions { SampleLimit = 1000 });
        Assert.Equal(44, dist.SampleValues!.Sum(v => v.Count));
    }

    [Fact]
    public void Numbers_have_bounds_and_a_mean()
    {
        FeatureDescription verse = Describer.Feature("verse");
        Assert.Equal((1, 6), (verse.Min, verse.Max));
        Assert.Equal(showcase.Corpus.Features.Int("verse").Items().Average(i => i.Value), verse.Mean!.Value, 1e-12);
        FeatureDescription words = Describer.Feature("pos", new FeatureOptions { NodeType = "word", SampleLimit = 1 });
        Assert.Equal((295, 61), (words.NodesWithValue, words.SampleValues![0].Count));
        Assert.Throws<UnknownNameException>(() => Describer.Feature("pos", new FeatureOptions { NodeType = "wrod" }));
    }

    [Fact]
    public void One_unknown_feature_does_not_spoil_a_batch()
    {
        FeatureBatch batch = Describer.Features(["gloss", "glos", "otype", "oslots", "otext"]);
        Assert.Equal(["gloss", "glos", "otype", "oslots", "otext"], batch.Features.Keys);
        Assert.Equal("gloss", batch.Features["glos"].Suggestions![0]);
        Assert.Equal(["node", "unknown", "node", "edge", "config"], batch.Features.Values.Select(f => f.Kind));
    }

    [Fact]
    public void The_overview_has_what_is_needed_to_begin()
    {
        CorpusOverview overview = Describer.Overview();
        Assert.Equal("The Weaver 1:1", overview.Sections.Example);
        Assert.Equal([1, 2, 3], overview.NodeTypes.Where(t => t.Level is not null).Select(t => t.Level!.Value));
        Assert.Equal("CC0-1.0", overview.Metadata["license"]);
        Assert.NotEmpty(Describer.Search(new SearchRequest { Template = overview.SearchExample }).Results!);
        Assert.Equal(["text-orig-full", "lex-default"], Describer.TextFormats().AllFormats.Where(f => f.Default).OrderByDescending(f => f.Name, StringComparer.Ordinal).Select(f => f.Name));
    }

    [Fact]
    public void Names_of_properties_do_not_hide_values()
    {
        // The showcase has a feature "text".
        System.Text.Json.JsonElement node = JsonComparison.ToJson(Describer.NodeValues([1], ["text", "pos"], ["role"])).GetProperty("nodes")[0];
        Assert.Equal("At", node.GetProperty("features").GetProperty("text").GetString());
        Assert.Equal("At ", node.GetProperty("text").GetString());
        Assert.Equal("prep", node.GetProperty("pos").GetString());
        Assert.Equal(0, node.GetProperty("edges").GetProperty("role").GetProperty("out_count").GetInt32());
    }

    [Fact]
    public void A_node_is_shown_with_what_is_around_and_in_it()
    {
        int verse = showcase.Corpus.Text.NodeOf("The Weaver 1:1")!.Value;
        NodeDetails details = Describer.Details(verse, depth: 2)!;
        Assert.Equal([[1, 12]], details.Slots);
        Assert.Equal(["chapter", "book"], details.Parents.Select(p => p.Otype).Where(t => t is "chapter" or "book"));
        Assert.Equal(showcase.Corpus.Locality.Down(verse).Count(), details.ContainedCount);
        Assert.Null(Describer.Details(0));
        Assert.Equal("[147 slots - text omitted]".Length, Describer.Node(showcase.Corpus.Types.All[0].First).Text.Length);
        Assert.Equal(("", null, null), (Describer.Node(-1).Text, Describer.Node(-1).Otype, Describer.Node(-1).SectionRef));
    }

    [Fact]
    public void Names_are_completed()
    {
        Assert.Equal("text", Describer.CompleteFeature("te").Values[0]);
        Assert.Equal(["phrase"], Describer.CompleteType("PHR").Values);
        Assert.Equal(["noun", "num"], Describer.CompleteValue("pos", "n", "word").Values);
        Assert.True(Describer.CompleteFeature("", 2) is { HasMore: true, Values.Count: 2 });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("word", 1)]
    [InlineData("the weaver kept a lamp", 5)]
    [InlineData("ܟܬܒܐ", 4)]
    public void Tokens_are_guessed(string text, int least) => Assert.InRange(TokenEstimate.Of(text), least, least + 2);
}

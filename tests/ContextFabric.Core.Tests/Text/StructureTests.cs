using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class StructureTests
{
    [Fact]
    public void Nodes_headings_and_tree()
    {
        using var small = SmallCorpus.OpenBase();
        Structure structure = small.Text.Structure;
        Assert.Equal([7], structure.Top.ToArray());
        Assert.Equal([8, 9], structure.Children(7).ToArray());
        Assert.Equal(7, structure.Parent(9));
        Assert.Null(structure.Parent(7));
        Assert.Equal(new Heading(new HeadingPart("doc", "T"), new HeadingPart("para", 2)), structure.Heading(9));
        Assert.Equal(9, structure.NodeOf(structure.Heading(9)!));
        Assert.Null(structure.NodeOf(new Heading(new HeadingPart("doc", "T"), new HeadingPart("para", "2"))));
        Assert.Null(structure.NodeOf(new Heading()));
        Assert.Null(structure.Heading(10));
        Assert.False(structure.Contains(1));
        Assert.Equal("    doc:T\n        para:1\n        para:2", structure.ToText());
        Assert.Equal("  doc:T-para:1", structure.ToText(8, fullHeading: true));
        Assert.Equal(7, Assert.Single(structure.Tree()).Node);
        Assert.Equal([8, 9], structure.Tree(7)!.Children.Select(c => c.Node));
        Assert.Equal((3, 1, 0), (structure.Info().NodeCount, structure.Info().TopCount, structure.Info().DuplicateCount));
    }

    [Fact]
    public void Of_two_tops_with_the_same_slots_both_are_tops()
    {
        using var small = SmallCorpus.OpenBase(
            ("otype", "@node\n@valueType=str\n\n1-6|word\n7-8|doc\n9-10|para\n"),
            ("oslots", "@edge\n@valueType=str\n\n7|1-6\n1-6\n1-3\n4-6\n"),
            ("title", "@node\n@valueType=str\n\n7|T\nU\n"),
            ("num", "@node\n@valueType=int\n\n9|1\n2\n"));
        Structure structure = small.Text.Structure;
        Assert.Equal([7, 8], structure.Top.ToArray());
        Assert.Equal([9, 10], structure.Children(8).ToArray());
        Assert.Equal("doc:T-doc:U-para:1", structure.Heading(9)!.ToString());
        Assert.Equal("doc:U-doc:T", structure.Heading(7)!.ToString());
    }

    [Fact]
    public void A_child_of_equally_headed_parents_hangs_under_its_own_ancestor()
    {
        // Two docs with one title, each with a para; the references hang both paras under the last doc.
        using var small = SmallCorpus.OpenBase(
            ("otype", "@node\n@valueType=str\n\n1-6|word\n7-8|doc\n9-10|para\n"),
            ("oslots", "@edge\n@valueType=str\n\n7|1-3\n4-6\n1-3\n4-6\n"),
            ("title", "@node\n@valueType=str\n\n7|T\nT\n"),
            ("num", "@node\n@valueType=int\n\n9|1\n2\n"));
        Structure structure = small.Text.Structure;
        Assert.Equal(7, structure.Parent(9));
        Assert.Equal(8, structure.Parent(10));
        Assert.Equal(8, structure.NodeOf(structure.Heading(7)!));
        StructureDuplicate duplicate = Assert.Single(structure.Duplicates());
        Assert.Equal([7, 8], duplicate.Nodes);
        Assert.Equal("doc:T", duplicate.Heading.ToString());
    }
}

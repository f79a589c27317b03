using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class DerivedDataTests
{
    [Fact]
    public void Nothing_odd_nothing_reported()
    {
        using var small = SmallCorpus.OpenBase();
        Assert.Empty(Derive(small, out _));
    }

    [Fact]
    public void Only_what_is_configured_is_written()
    {
        using var small = SmallCorpus.OpenBase(("otext", "@config\n\n"));
        Derive(small, out MemoryArrayWriter arrays);
        Assert.False(arrays.Contains(SectionMembers.Level2Key));
        Assert.False(arrays.Contains(StructureMembers.Parent));
        Assert.True(arrays.Contains(CharacterTable.StartMember));
    }

    [Fact]
    public void A_section_without_heading_is_a_warning_with_its_node()
    {
        using var small = SmallCorpus.OpenBase(("num", "@node\n@valueType=int\n\n8|1\n"));
        Diagnostic warning = Assert.Single(Derive(small, out _), d => d.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(("CF1400", "num", "para 9 has no section heading"), (warning.Code, warning.Feature!, warning.Message));
    }

    [Fact]
    public void A_section_outside_its_parent_is_a_warning_with_its_node()
    {
        using var small = SmallCorpus.OpenBase(("oslots", "@edge\n@valueType=str\n\n7|1-5\n1-3\n4-6\n1,3\n2\n"));
        Diagnostic warning = Assert.Single(Derive(small, out _), d => d.Severity == DiagnosticSeverity.Warning);
        Assert.Equal("CF1401", warning.Code);
        Assert.StartsWith("para 9 lies in no doc", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_heading_is_a_warning_with_both_nodes()
    {
        using var small = SmallCorpus.OpenBase(("num", "@node\n@valueType=int\n\n8|1\n1\n"));
        IReadOnlyList<Diagnostic> found = Derive(small, out _);
        Diagnostic warning = Assert.Single(found, d => d.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(("CF1402", "heading 1 of doc 7 is used by 8 and 9; looking it up gives 8"), (warning.Code, warning.Message));
        Diagnostic info = Assert.Single(found, d => d.Severity == DiagnosticSeverity.Info);
        Assert.Equal(("CF1411", "heading doc:T-para:1 is shared by the nodes 8, 9"), (info.Code, info.Message));
    }

    [Fact]
    public void The_slot_type_as_lowest_level_has_no_headings()
    {
        using var small = SmallCorpus.OpenBase(("otext", SmallCorpus.Otext("sectionTypes=doc,word")));
        Assert.Equal(6, Derive(small, out _).Count(d => d.Code is "CF1400" or "CF1402" && d.Message.StartsWith("word", StringComparison.Ordinal)));
        Assert.Equal(new SectionNodes(7, 2, 0, 2), small.Text.SectionNodes(2));
        Assert.Equal(new SectionNodes(7, 0, 0, 2), small.Text.SectionNodes(8));
        Assert.Equal(new SectionRef("T", SectionLabel.Missing), small.Text.SectionOf(2));
        Assert.Equal(1, small.Text.NodeOf("T", SectionLabel.Missing));
    }

    private static IReadOnlyList<Diagnostic> Derive(SmallCorpus small, out MemoryArrayWriter arrays)
    {
        arrays = new MemoryArrayWriter();
        var bag = new DiagnosticBag();
        DerivedData.Write(small.Corpus, arrays, bag, TestContext.Current.CancellationToken);
        return bag.ToList();
    }
}

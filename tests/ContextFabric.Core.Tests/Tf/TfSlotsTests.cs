using ContextFabric.Diagnostics;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfSlotsTests
{
    private const string Sound = "7\t1-6\n1-3\n4-6\n1,3\n2\n";

    [Fact]
    public void Contiguous_and_gapped_nodes_are_told_apart()
    {
        (TfSlots? slots, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots(Sound);

        Assert.Empty(findings);
        Assert.Equal([1, 1, 4, 1, 2], slots!.First);
        Assert.Equal([6, 3, 6, 3, 2], slots.Last);
        Assert.Equal([10], slots.GappedNodes);
        Assert.Equal([0, 2], slots.GappedIndptr);
        Assert.Equal([1, 3], slots.GappedSlots);
    }

    [Theory]
    [InlineData("7\t3,1-2,4,5-6,2\n1-3\n4-6\n1,3\n2\n")]
    [InlineData("11\t2\n10\t3,1\n8\t1-2,3\n9\t4-6\n7\t1-6\n")]
    public void Order_and_overlap_do_not_matter(string data)
    {
        (TfSlots? slots, _) = TfProbe.ReadSlots(data);

        Assert.Equal([[1, 2, 3, 4, 5, 6], [1, 2, 3], [4, 5, 6], [1, 3], [2]], Enumerable.Range(0, 5).Select(i => TfProbe.SlotsOf(slots!, i, 7 + i)));
    }

    [Fact]
    public void One_line_may_serve_several_nodes()
    {
        (TfSlots? slots, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots("7-9,11\t1,6\n10\t2\n");

        Assert.Empty(findings);
        Assert.Equal([7, 8, 9, 11], slots!.GappedNodes);
        Assert.Equal([1, 6, 1, 6, 1, 6, 1, 6], slots.GappedSlots);
    }

    [Fact]
    public void Second_line_for_a_node_is_united_with_a_warning()
    {
        (TfSlots? slots, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots(Sound + "8\t5\n10\t2\n");

        Assert.Equal([9, 10], findings.Select(d => d.Line));
        Assert.All(findings, d => Assert.Equal((DiagnosticSeverity.Warning, TfCodes.SlotsGivenTwice), (d.Severity, d.Code)));
        Assert.Equal([1, 2, 3, 5], TfProbe.SlotsOf(slots!, 1, 8));
        Assert.Equal([1, 2, 3], TfProbe.SlotsOf(slots!, 3, 10));
        Assert.Equal([8], slots!.GappedNodes);
    }

    [Fact]
    public void A_node_may_lose_and_regain_its_gaps()
    {
        (TfSlots? slots, _) = TfProbe.ReadSlots(Sound + "10\t2\n10\t5\n10\t1\n11\t4\n");

        Assert.Equal([1, 2, 3, 5], TfProbe.SlotsOf(slots!, 3, 10));
        Assert.Equal([2, 4], TfProbe.SlotsOf(slots!, 4, 11));
        Assert.Equal([10, 11], slots!.GappedNodes);
    }

    [Theory]
    [InlineData("7\t0-6", TfCodes.NotASlot, "slot 0 does not exist")]
    [InlineData("7\t4-60", TfCodes.NotASlot, "slot 60 does not exist")]
    [InlineData("7\t1,8", TfCodes.NotASlot, "node 8 of type 'para' is not a slot")]
    [InlineData("7\t1-4000000000", TfCodes.NodeTooLarge, "node number too large")]
    [InlineData("7\t1-2147483647", TfCodes.NotASlot, "slot 2147483647 does not exist")]
    [InlineData("6\t1", TfCodes.SlotHasSlots, "node 6 is a slot")]
    [InlineData("12\t1", TfCodes.SlotsOfUnknownNode, "node 12 is not in otype")]
    [InlineData("0\t1", TfCodes.SlotsOfUnknownNode, "node 0 is not in otype")]
    [InlineData("", TfCodes.NoTarget, "edge without target")]
    [InlineData("7\t", TfCodes.NoTarget, "edge without target")]
    [InlineData("7\t1\t2", TfCodes.TooManyFields, "3 fields in the line")]
    [InlineData("7\t4-", TfCodes.BadNodeSpec, "bad node specification")]
    public void Bad_lines_are_refused(string line, string code, string message)
    {
        (TfSlots? slots, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots(Sound + line + "\n");

        Assert.Null(slots);
        Diagnostic finding = TfProbe.Only(findings, code);
        Assert.Equal((9, message), (finding.Line, finding.Message));
    }

    [Theory]
    [InlineData("8\t1\n1\n1\n1\n", 0, "node 7 (doc) has no slots")]
    [InlineData("7\t1-6\n1-3\n10\t1\n2\n", 0, "node 9 (para) has no slots")]
    [InlineData("7\t1-6\n1-3\n4-6\n", 6, "2 nodes of type 'phrase' have no slots: 10-11")]
    public void Nodes_without_slots_are_named(string data, int line, string message)
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots(data);

        Diagnostic finding = TfProbe.Only(findings, TfCodes.NodeWithoutSlots);
        Assert.Equal((line, message), (finding.Line, finding.Message));
    }

    [Fact]
    public void No_data_at_all_is_one_error()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadSlots("");

        TfProbe.Only(findings, TfCodes.SlotsEmpty);
    }
}

using ContextFabric.Diagnostics;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfEdgeFeatureTests
{
    private const string Plain = "@edge\n@valueType=str\n\n";
    private const string Str = "@edge\n@edgeValues\n@valueType=str\n\n";
    private const string Int = "@edge\n@edgeValues\n@valueType=int\n\n";

    [Fact]
    public void Edges_without_values_are_products_of_sets()
    {
        (TfFeature? feature, _) = TfProbe.Read(Plain + "2-3\t1\n5\n7-8\t9-10,9\n1\t1\n2\t1\n");

        Assert.Equal(
            [(1, 1), (2, 1), (3, 1), (4, 5), (7, 9), (7, 10), (8, 9), (8, 10)],
            TfProbe.Edges(feature).Keys);
    }

    [Fact]
    public void Two_fields_under_edge_values_are_target_and_value()
    {
        (TfFeature? feature, _) = TfProbe.Read(Int + "5\t6\n3\t4\t\n7\n8-9\t-1\n");

        Assert.Equal(
            new() { [(1, 5)] = "6", [(3, 4)] = null, [(4, 7)] = null, [(5, 8)] = "-1", [(5, 9)] = "-1" },
            TfProbe.Edges(feature));
    }

    [Fact]
    public void Text_edge_without_value_has_the_empty_text()
    {
        (TfFeature? feature, _) = TfProbe.Read(Str + "5\tx\n3\t4\t\n7\n1\t2\ta\\tb\n");

        Assert.Equal(
            new() { [(1, 2)] = "a\tb", [(1, 5)] = "x", [(3, 4)] = "", [(4, 7)] = "" },
            TfProbe.Edges(feature));
    }

    [Fact]
    public void Last_value_of_a_pair_wins_with_a_warning_where_it_differs()
    {
        (TfFeature? text, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Str + "1\t2\tx\n1\t2\tx\n1\t2-3\ty\n");
        (TfFeature? number, IReadOnlyList<Diagnostic> numeric) = TfProbe.Read(Int + "4\t2\t7\n1\t2\t5\n1\t2\t\n");

        Assert.Equal(new() { [(1, 2)] = "y", [(1, 3)] = "y" }, TfProbe.Edges(text));
        Assert.Equal(7, TfProbe.Only(findings, TfCodes.EdgeValueReplaced).Line);
        Assert.Equal(new() { [(1, 2)] = null, [(4, 2)] = "7" }, TfProbe.Edges(number));
        Assert.Equal(7, TfProbe.Only(numeric, TfCodes.EdgeValueReplaced).Line);
    }

    [Theory]
    [InlineData(Plain, "1\t2\tv", TfCodes.TooManyFields)]
    [InlineData(Plain, "3\t", TfCodes.NoTarget)]
    [InlineData(Plain, "", TfCodes.NoTarget)]
    [InlineData(Plain, "\t2", TfCodes.BadNodeSpec)]
    [InlineData(Plain, "99\t2", TfCodes.UnknownNode)]
    [InlineData(Plain, "2\t99", TfCodes.UnknownNode)]
    [InlineData(Plain, "2\t0", TfCodes.UnknownNode)]
    [InlineData(Plain, "1\t1-4000000000", TfCodes.NodeTooLarge)]
    [InlineData(Str, "1\t\tv", TfCodes.NoTarget)]
    [InlineData(Str, "", TfCodes.NoTarget)]
    [InlineData(Str, "\tv", TfCodes.BadNodeSpec)]
    [InlineData(Str, "1\t2\t3\t4", TfCodes.TooManyFields)]
    [InlineData(Int, "1\t2\tv", TfCodes.BadInteger)]
    public void Bad_lines_are_refused(string header, string line, string code)
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(header + "1\t2\n" + line + "\n3\t4\n");

        Assert.Null(feature);
        Assert.Equal(header.Split('\n').Length + 1, TfProbe.Only(findings, code).Line);
    }

    [Fact]
    public void Implicit_origin_beyond_the_last_node_is_refused()
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Plain + "11\t1\n1\n");

        Diagnostic finding = TfProbe.Only(findings, TfCodes.UnknownNode);
        Assert.Equal(5, finding.Line);
        Assert.StartsWith("edge from node 12", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lenient_drops_and_counts_edges_of_unknown_nodes()
    {
        (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read(Plain + "1\t2\n10-13\t11-12\n99\t1\n", lenient: true);

        Assert.Equal([(1, 2), (10, 11), (11, 11)], TfProbe.Edges(feature).Keys);
        Assert.Contains("left out 7 ", findings.Single(d => d.Code == TfCodes.DataDropped).Message, StringComparison.Ordinal);
    }
}

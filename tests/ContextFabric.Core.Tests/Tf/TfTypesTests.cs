using ContextFabric.Diagnostics;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfTypesTests
{
    private const string Header = "@node\n@valueType=str\n\n";

    [Theory]
    [InlineData("1-3\tword\n4\tdoc\n5-6\tphrase\n")]
    [InlineData("5-6\tphrase\n4\tdoc\n1-3\tword\n")]
    [InlineData("word\nword\nword\ndoc\nphrase\nphrase\n")]
    [InlineData("1,3,2\tword\n4\tdoc\n6\tphrase\n5\tphrase\n5\tphrase\n2\tword\n")]
    public void Types_are_joined_in_node_order(string data)
    {
        (TfTypes? types, _) = TfProbe.ReadTypes(Header + data);

        Assert.Equal([new("word", 1, 3), new("doc", 4, 4), new("phrase", 5, 6)], types!.Ranges);
        Assert.Equal(("word", 3, 6), (types.SlotType, types.MaxSlot, types.MaxNode));
        Assert.Equal(["word", "doc", "phrase", null, null], new[] { 3, 4, 6, 7, 0 }.Select(types.TypeOf));
    }

    [Fact]
    public void Slots_alone_are_a_corpus()
    {
        (TfTypes? types, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadTypes(Header + "word");

        Assert.Empty(findings);
        Assert.Equal((1, 1), (types!.MaxSlot, types.MaxNode));
    }

    [Theory]
    [InlineData("2-6\tword\n7\tdoc\n", TfCodes.NodeWithoutType, 4)]
    [InlineData("1-6\tword\n9\tdoc\n", TfCodes.NodeWithoutType, 0)]
    [InlineData("1-6\tword\n6-7\tdoc\n", TfCodes.TwoTypes, 5)]
    [InlineData("6-7\tdoc\n1-6\tword\n", TfCodes.TwoTypes, 5)]
    [InlineData("1-6\tword\n2\tdoc\n", TfCodes.TwoTypes, 5)]
    [InlineData("1-6,8\tword\n7\tdoc\n", TfCodes.SlotTypeScattered, 4)]
    [InlineData("1-6\tword\n7,9\tdoc\n8\tp\n", TfCodes.TypeScattered, 5)]
    [InlineData("1-6\tword\n\n", TfCodes.EmptyType, 5)]
    [InlineData("0-6\tword\n", TfCodes.UnknownNode, 4)]
    [InlineData("1-6\tword\tx\n", TfCodes.TooManyFields, 4)]
    [InlineData("1-\tword\n", TfCodes.BadNodeSpec, 4)]
    [InlineData("", TfCodes.TypesEmpty, 0)]
    public void Invalid_types_are_refused(string data, string code, int line)
    {
        (TfTypes? types, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadTypes(Header + data);

        Assert.Null(types);
        Assert.Equal(line, TfProbe.Only(findings, code).Line);
    }

    [Theory]
    [InlineData("@edge\n@valueType=str\n\n1\tword\n", TfCodes.TypesNotNode, 1)]
    [InlineData("@node\n@valueType=int\n\n1\t1\n", TfCodes.TypesNotText, 2)]
    public void Wrong_header_is_refused(string text, string code, int line)
    {
        (_, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadTypes(text);

        Assert.Equal(line, TfProbe.Only(findings, code).Line);
    }

    [Fact]
    public void Limit_on_nodes_is_checked_first()
    {
        (TfTypes? types, IReadOnlyList<Diagnostic> findings) = TfProbe.ReadTypes(Header + "1-2147483647\tword\n", maxNodes: 1000);

        Assert.Null(types);
        Assert.Equal(4, TfProbe.Only(findings, TfCodes.TooManyNodes).Line);
    }

    [Fact]
    public void Huge_ranges_cost_nothing()
    {
        (TfTypes? types, _) = TfProbe.ReadTypes(Header + "1-200000000\tword\n200000001-268435456\tdoc\n");

        Assert.Equal(1 << 28, types!.MaxNode);
    }
}

using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public sealed class DatasetDraftTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Draft_is_written_and_read_back()
    {
        DatasetDraft draft = Sound();
        draft.Metadata["corpus"] = "demo";
        draft.Metadata["valueType"] = "str";
        draft.FeatureMetadata["n"] = new Dictionary<string, string?> { ["corpus"] = "own", ["flag"] = null, ["edgeValues"] = "" };
        draft.FeatureMetadata["otext"] = new Dictionary<string, string?> { ["fmt:text-orig-full"] = "{t} " };
        draft.TextFeatures["t"] = new Dictionary<int, string> { [2] = "b\\\t\n", [1] = "", [4] = "d" };
        draft.IntFeatures["n"] = new Dictionary<int, long> { [5] = long.MinValue, [1] = -1 };
        draft.Edges["e"] = [(4, 5), (1, 2), (1, 2), (1, 3)];
        draft.TextEdges["v"] = new Dictionary<(int, int), string?> { [(2, 1)] = null, [(2, 3)] = "x" };
        draft.IntEdges["w"] = new Dictionary<(int, int), long?> { [(2, 1)] = null, [(2, 3)] = 7 };

        SaveReport report = draft.Save(_folder.Path);

        Assert.True(report.Success, string.Join('\n', report.Diagnostics));
        Assert.Equal($"Exported 3 node features and 4 edge features and 1 config features to {_folder.Path}", report.ToString());
        using TfDataset read = Read();
        Assert.Equal([new("word", 1, 3), new("doc", 4, 4), new("p", 5, 5)], read.Types!.Ranges);
        Assert.Equal([[1, 2, 3], [1, 3]], Enumerable.Range(0, 2).Select(i => TfProbe.SlotsOf(read.Slots!, i, 4 + i)));
        Assert.Equal(new() { [1] = "", [2] = "b\\\t\n", [4] = "d" }, TfProbe.Strings(read.Find("t")));
        Assert.Equal(new() { [1] = -1, [5] = long.MinValue }, TfProbe.Integers(read.Find("n")));
        Assert.Equal([(1, 2), (1, 3), (4, 5)], TfProbe.Edges(read.Find("e")).Keys);
        Assert.Equal(new() { [(2, 1)] = "", [(2, 3)] = "x" }, TfProbe.Edges(read.Find("v")));
        Assert.Equal(new() { [(2, 1)] = null, [(2, 3)] = "7" }, TfProbe.Edges(read.Find("w")));
        Assert.Equal("own", read.Find("n")!.Header.Find("corpus")!.Value.Value);
        Assert.Null(read.Find("n")!.Header.Find("flag")!.Value.Value);
        Assert.Equal("{t} ", read.Find("otext")!.Header.Find("fmt:text-orig-full")!.Value.Value);
        Assert.Equal("demo", read.Find("otype")!.Header.Find("corpus")!.Value.Value);
    }

    [Fact]
    public void Module_needs_no_types()
    {
        var draft = new DatasetDraft();
        draft.TextFeatures["t"] = new Dictionary<int, string> { [2_000_000_000] = "far" };

        Assert.True(draft.Save(_folder.Path).Success);
        Assert.EndsWith("\n\n2000000000\tfar\n", File.ReadAllText(_folder["t.tf"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_alone_are_a_corpus()
    {
        var draft = new DatasetDraft();
        draft.Types[1] = "word";

        Assert.True(draft.Save(_folder.Path).Success);
        using TfDataset read = Read();
        Assert.Equal(1, read.Types!.MaxNode);
        Assert.Empty(read.Slots!.First);
    }

    public static TheoryData<string, Action<DatasetDraft>> Faults() => new()
    {
        { TfCodes.NodeWithoutType, d => d.Types.Remove(1) },
        { TfCodes.NodeWithoutType, d => d.Types.Remove(2) },
        { TfCodes.SlotTypeScattered, d => d.Types[5] = "word" },
        { TfCodes.TypeScattered, d => { d.Types[6] = "doc"; d.Slots[6] = [1]; } },
        { TfCodes.EmptyType, d => d.Types[5] = "" },
        { TfCodes.ValueWithCarriageReturn, d => d.Types[5] = "a\rb" },
        { TfCodes.UnknownNode, d => d.Types[0] = "zero" },
        { TfCodes.NodeWithoutSlots, d => d.Slots.Remove(5) },
        { TfCodes.NodeWithoutSlots, d => d.Slots[5] = [] },
        { TfCodes.NotASlot, d => d.Slots[5] = [1, 4] },
        { TfCodes.NotASlot, d => d.Slots[5] = [0] },
        { TfCodes.SlotHasSlots, d => d.Slots[1] = [1] },
        { TfCodes.SlotsOfUnknownNode, d => d.Slots[6] = [1] },
        { TfCodes.SlotsWithoutTypes, d => d.Types.Clear() },
        { TfCodes.UnknownNode, d => d.TextFeatures["t"] = new Dictionary<int, string> { [6] = "x" } },
        { TfCodes.UnknownNode, d => d.IntFeatures["t"] = new Dictionary<int, long> { [0] = 1 } },
        { TfCodes.UnknownNode, d => d.Edges["t"] = [(1, 6)] },
        { TfCodes.ValueWithCarriageReturn, d => d.TextFeatures["t"] = new Dictionary<int, string> { [1] = "\r" } },
        { TfCodes.ValueWithCarriageReturn, d => d.TextEdges["t"] = new Dictionary<(int, int), string?> { [(1, 1)] = "\r" } },
        { TfCodes.NotUnicode, d => d.TextFeatures["t"] = new Dictionary<int, string> { [1] = "\uD800" } },
        { TfCodes.NameInvalid, d => d.Edges["a/b"] = [] },
        { TfCodes.NameInvalid, d => d.Edges[""] = [] },
        { TfCodes.NameTwice, d => { d.Edges["t"] = []; d.IntFeatures["t"] = new Dictionary<int, long>(); } },
        { TfCodes.WrongKindForName, d => d.Edges["otext"] = [] },
        { TfCodes.WrongKindForName, d => d.TextFeatures["otype"] = new Dictionary<int, string>() },
        { TfCodes.MetadataWithLineEnd, d => d.FeatureMetadata["c"] = new Dictionary<string, string?> { ["k"] = "a\nb" } },
        { TfCodes.MetadataKeyInvalid, d => d.FeatureMetadata["c"] = new Dictionary<string, string?> { ["k=l"] = "a" } },
        { TfCodes.ValueTypeMismatch, d => { d.Edges["t"] = []; d.FeatureMetadata["t"] = new Dictionary<string, string?> { ["valueType"] = "int" }; } },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Invalid_drafts_write_nothing(string code, Action<DatasetDraft> spoil)
    {
        DatasetDraft draft = Sound();
        spoil(draft);

        SaveReport report = draft.Save(_folder["out"]);

        Assert.False(report.Success);
        Assert.Contains(report.Diagnostics, d => d.Code == code);
        Assert.False(Directory.Exists(_folder["out"]));

        SaveReport forced = draft.Save(_folder["out"], new TfWriteOptions { Force = true });
        Assert.False(forced.Success);
        Assert.True(File.Exists(_folder["out/oslots.tf"]));
    }

    private static DatasetDraft Sound()
    {
        var draft = new DatasetDraft();
        foreach ((int node, string type) in new[] { (1, "word"), (2, "word"), (3, "word"), (4, "doc"), (5, "p") })
        {
            draft.Types[node] = type;
        }

        draft.Slots[4] = [3, 1, 2, 1];
        draft.Slots[5] = [1, 3];
        return draft;
    }

    private TfDataset Read()
    {
        var bag = new DiagnosticBag();
        TfDataset dataset = TfDataset.Read([_folder.Path], null, null, bag, TestContext.Current.CancellationToken);
        Assert.Empty(bag.ToList());
        return dataset;
    }
}

using System.Globalization;
using System.Text.Json;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>The worked example of the specification, against the answers recorded from the reference.</summary>
public sealed class MiniModelTests : IDisposable
{
    // Made by each test, not by a fixture: only a test can be skipped for lack of data.
    private readonly Mini _mini = new();

    private Corpus Corpus => _mini.Corpus;

    public void Dispose() => _mini.Dispose();

    [Fact]
    public void Types()
    {
        Assert.Equal((int)_mini["maxSlot"]!, Corpus.MaxSlot);
        Assert.Equal((int)_mini["maxNode"]!, Corpus.MaxNode);
        Assert.Equal((string)_mini["slotType"]!, Corpus.Types.Name(Corpus.SlotType));
        Assert.Equal(_mini.Strings("all"), Corpus.Types.All.Select(info => info.Name));
        Assert.Equal(_mini.Strings("otype"), Nodes().Select(Corpus.Types.NameOf));
        foreach ((string type, JsonElement range) in _mini.Entries("support"))
        {
            Assert.Equal([range[0].GetInt32(), range[1].GetInt32()], [Corpus.Types.Range(Corpus.Types[type]).First, Corpus.Types.Range(Corpus.Types[type]).Last]);
        }

        foreach ((string type, JsonElement nodes) in _mini.Entries("otype.s"))
        {
            Assert.Equal(Ints(nodes), Corpus.Types.NodesOf(Corpus.Types[type]).ToArray());
        }

        Assert.Equal(
            _mini.Rows("levels").Select(level => (level[0].GetString(), level[1].GetDouble(), level[2].GetInt32(), level[3].GetInt32())),
            Corpus.C.Levels.Select(level => ((string?)level.Name, level.AverageSlots, level.First, level.Last)));
    }

    [Fact]
    public void Order_slots_and_levels()
    {
        Assert.Equal(_mini.IntRows("oslots"), Nodes().Select(node => Corpus.Slots.Of(node).ToArray()));
        Assert.Equal(Ints(_mini.Element("order")), Corpus.C.Order.ToArray());
        Assert.Equal(Ints(_mini.Element("rank")), Corpus.C.Rank.ToArray());
        Assert.Equal(_mini.IntRows("levUp"), Nodes().Select(node => Corpus.C.LevUp(node).ToArray()));
        Assert.Equal(_mini.IntRows("levDown"), Nodes().Skip(Corpus.MaxSlot).Select(node => Corpus.C.LevDown(node).ToArray()));
        Assert.Equal(_mini.IntRows("first"), Nodes().Take(Corpus.MaxSlot).Select(slot => Corpus.C.StartingAt(slot).ToArray().Reverse().ToArray()));
        Assert.Equal(_mini.IntRows("last"), Nodes().Take(Corpus.MaxSlot).Select(slot => Corpus.C.EndingAt(slot).ToArray()));
    }

    [Fact]
    public void Walk()
    {
        var events = new List<(int, bool?)>();
        foreach (NodeEvent step in Corpus.N.WalkEvents())
        {
            events.Add((step.Node, step.Kind switch { NodeEventKind.Slot => null, NodeEventKind.End => true, _ => false }));
        }

        Assert.Equal(_mini.Rows("walk").Select(step => (step[0].GetInt32(), step[1].ValueKind == JsonValueKind.Null ? (bool?)null : step[1].GetBoolean())), events);
    }

    [Fact]
    public void Node_features()
    {
        string[] names = [.. _mini.Names("F.")];
        Assert.Equal(names.Order(StringComparer.Ordinal), Corpus.F.Names);
        foreach (string name in names)
        {
            Dictionary<int, string> expected = _mini.Entries("F." + name).ToDictionary(entry => int.Parse(entry.Name, CultureInfo.InvariantCulture), entry => Text(entry.Value)!);
            Assert.Equal(Nodes().Select(expected.GetValueOrDefault), Nodes().Select(Corpus.F[name].TextAt));
            IEnumerable<(string, int)> frequencies = Corpus.F[name] is StringFeature text
                ? text.Frequencies().Select(f => (f.Value, f.Count))
                : Corpus.F.Int(name).Frequencies().Select(f => (f.Value.ToString(CultureInfo.InvariantCulture), f.Count));
            Assert.Equal(_mini.Rows("freqList." + name).Select(row => (Text(row[0])!, row[1].GetInt32())), frequencies);
        }
    }

    [Fact]
    public void Edge_features()
    {
        string[] names = [.. _mini.Names("E.")];
        Assert.Equal(names.Order(StringComparer.Ordinal), Corpus.E.Names);
        foreach (string name in names)
        {
            EdgeFeature edge = Corpus.E[name];
            foreach (int node in Nodes())
            {
                Assert.Equal(Expected("E." + name, node), edge.From(node).ToArray().Select((other, i) => Entry(edge, other, edge.FromValue(node, i))));
                Assert.Equal(Expected("Et." + name, node), edge.To(node).ToArray().Select((other, i) => Entry(edge, other, edge.ToValue(node, i))));
                Assert.Equal(Expected("Eb." + name, node), edge.Both(node).Select(entry => Entry(edge, entry.Node, entry.Value)));
            }
        }
    }

    private static (int Node, string? Value) Entry(EdgeFeature edge, int node, FeatureValue value)
        => (node, edge.HasValues && !value.IsNone ? value.ToString() : null);

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetInt32())];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetRawText(),
        _ => value.GetString(),
    };

    private List<(int Node, string? Value)> Expected(string key, int node)
    {
        string name = node.ToString(CultureInfo.InvariantCulture);
        return _mini.Element(key).TryGetProperty(name, out JsonElement row)
            ? [.. row.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.Array ? (entry[0].GetInt32(), Text(entry[1])) : (entry.GetInt32(), null))]
            : [];
    }

    private IEnumerable<int> Nodes() => Enumerable.Range(1, Corpus.MaxNode);

    private sealed class Mini : IDisposable
    {
        private readonly TempFolder _folder;
        private readonly JsonDocument _expected;

        public Mini()
        {
            string[] sources = Directory.GetFiles(SharedData.Corpus("mini"), "*.tf");
            _expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("corpora", "mini", "expected-tf.json")));

            // A copy, because compiling writes beside the sources.
            _folder = new TempFolder();
            foreach (string source in sources)
            {
                _folder.Write(Path.GetFileName(source), File.ReadAllBytes(source));
            }

            Corpus = Corpus.Open(_folder.Path);
        }

        public Corpus Corpus { get; }

        public object? this[string key] => Element(key).ValueKind == JsonValueKind.Number ? Element(key).GetInt32() : Element(key).GetString();

        public JsonElement Element(string key) => _expected.RootElement.GetProperty(key);

        public JsonElement[] Rows(string key) => [.. Element(key).EnumerateArray()];

        public int[][] IntRows(string key) => [.. Rows(key).Select(Ints)];

        public string?[] Strings(string key) => [.. Rows(key).Select(element => element.GetString())];

        public IEnumerable<(string Name, JsonElement Value)> Entries(string key) => Element(key).EnumerateObject().Select(entry => (entry.Name, entry.Value));

        public IEnumerable<string> Names(string prefix)
            => _expected.RootElement.EnumerateObject().Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Name[prefix.Length..]);

        public void Dispose()
        {
            Corpus.Dispose();
            _expected.Dispose();
            _folder.Dispose();
        }
    }
}

using System.Globalization;
using System.Text.Json;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

/// <summary>The worked example of the format, against what the reference reads from it.</summary>
public sealed class MiniCorpusTests : IDisposable
{
    private readonly JsonDocument _expected;
    private readonly TfDataset _dataset;

    public MiniCorpusTests()
    {
        _expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("corpora", "mini", "expected-tf.json")));
        var bag = new DiagnosticBag();
        _dataset = TfDataset.Read([SharedData.Corpus("mini")], null, null, bag, TestContext.Current.CancellationToken);
        Assert.False(bag.HasErrors);
    }

    public void Dispose()
    {
        _dataset.Dispose();
        _expected.Dispose();
    }

    [Fact]
    public void Types_equal_the_reference()
    {
        TfTypes types = _dataset.Types!;
        JsonElement root = _expected.RootElement;

        Assert.Equal(root.GetProperty("maxSlot").GetInt32(), types.MaxSlot);
        Assert.Equal(root.GetProperty("maxNode").GetInt32(), types.MaxNode);
        Assert.Equal(root.GetProperty("slotType").GetString(), types.SlotType);
        Assert.Equal(
            root.GetProperty("otype").EnumerateArray().Select(t => t.GetString()),
            Enumerable.Range(1, types.MaxNode).Select(types.TypeOf));
        foreach (TfTypeRange range in types.Ranges)
        {
            Assert.Equal([range.First, range.Last], root.GetProperty("support").GetProperty(range.Name).EnumerateArray().Select(n => n.GetInt32()));
        }
    }

    [Fact]
    public void Slots_equal_the_reference()
    {
        JsonElement[] expected = [.. _expected.RootElement.GetProperty("oslots").EnumerateArray()];
        for (int node = _dataset.Types!.MaxSlot + 1; node <= expected.Length; node++)
        {
            Assert.Equal(
                expected[node - 1].EnumerateArray().Select(s => s.GetInt32()),
                TfProbe.SlotsOf(_dataset.Slots!, node - _dataset.Types.MaxSlot - 1, node));
        }
    }

    [Fact]
    public void Node_features_equal_the_reference()
    {
        int seen = 0;
        foreach (JsonProperty property in _expected.RootElement.EnumerateObject().Where(p => p.Name.StartsWith("F.", StringComparison.Ordinal)))
        {
            TfFeature? feature = _dataset.Find(property.Name[2..]);
            Dictionary<int, string> actual = feature is TfIntFeature
                ? TfProbe.Integers(feature).ToDictionary(v => v.Key, v => v.Value.ToString(CultureInfo.InvariantCulture))
                : TfProbe.Strings(feature);
            Assert.Equal(
                property.Value.EnumerateObject().ToDictionary(v => int.Parse(v.Name, CultureInfo.InvariantCulture), v => v.Value.ToString()),
                actual);
            seen++;
        }

        Assert.Equal(8, seen);
    }

    [Fact]
    public void Edge_features_equal_the_reference()
    {
        int seen = 0;
        foreach (JsonProperty property in _expected.RootElement.EnumerateObject().Where(p => p.Name.StartsWith("E.", StringComparison.Ordinal)))
        {
            var expected = new Dictionary<(int, int), string?>();
            foreach (JsonProperty from in property.Value.EnumerateObject())
            {
                int node = int.Parse(from.Name, CultureInfo.InvariantCulture);
                foreach (JsonElement to in from.Value.EnumerateArray())
                {
                    bool valued = to.ValueKind == JsonValueKind.Array;
                    expected.Add(
                        (node, valued ? to[0].GetInt32() : to.GetInt32()),
                        valued && to[1].ValueKind != JsonValueKind.Null ? to[1].ToString() : null);
                }
            }

            Assert.Equal(expected, TfProbe.Edges(_dataset.Find(property.Name[2..])));
            seen++;
        }

        Assert.Equal(3, seen);
    }
}

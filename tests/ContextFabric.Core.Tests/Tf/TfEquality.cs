using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

/// <summary>Equality of parsed data and metadata, writer and date aside.</summary>
internal static class TfEquality
{
    public static void AssertEqual(TfDataset expected, TfDataset actual)
    {
        Assert.Equal(expected.Types!.Ranges, actual.Types!.Ranges);
        TfSlots one = expected.Slots!;
        TfSlots two = actual.Slots!;
        Same(one.First, two.First);
        Same(one.Last, two.Last);
        Same(one.GappedNodes, two.GappedNodes);
        Same(one.GappedIndptr, two.GappedIndptr);
        Same(one.GappedSlots, two.GappedSlots);
        Assert.Equal(expected.Features.Select(f => f.Header.Feature), actual.Features.Select(f => f.Header.Feature));
        Assert.Equal(Metadata(expected.Types), Metadata(actual.Types));
        Assert.Equal(Metadata(one), Metadata(two));
        for (int i = 0; i < expected.Features.Count; i++)
        {
            AssertEqual(expected.Features[i], actual.Features[i]);
        }
    }

    private static void AssertEqual(TfFeature expected, TfFeature actual)
    {
        Assert.Equal(Metadata(expected), Metadata(actual));
        Assert.Equal((expected.Header.Kind, expected.Header.HasEdgeValues, expected.Header.ValueType), (actual.Header.Kind, actual.Header.HasEdgeValues, actual.Header.ValueType));
        switch (expected)
        {
            case TfStringFeature one:
                var two = Assert.IsType<TfStringFeature>(actual);
                AssertEqual(one, two);
                for (int node = Math.Max(1, one.FirstNode); node <= one.LastNode; node++)
                {
                    int a = one.Codes[node];
                    int b = two.Codes[node];
                    Assert.True((a == 0) == (b == 0) && (a == 0 || one.Values[a - 1].SequenceEqual(two.Values[b - 1])));
                }

                break;
            case TfIntFeature one:
                AssertEqual(one, Assert.IsType<TfIntFeature>(actual));
                for (int node = Math.Max(1, one.FirstNode); node <= one.LastNode; node++)
                {
                    bool has = one.Has(node);
                    Assert.True(has == ((TfIntFeature)actual).Has(node) && (!has || one.Numbers[node] == ((TfIntFeature)actual).Numbers[node]));
                }

                break;
            case TfEdgeFeature one:
                AssertEqual(one, Assert.IsType<TfEdgeFeature>(actual));
                break;
            default:
                Assert.IsType<TfConfigFeature>(actual);
                break;
        }
    }

    private static void AssertEqual(TfNodeFeature one, TfNodeFeature two) =>
        Assert.Equal((one.FirstNode, one.LastNode, one.Count), (two.FirstNode, two.LastNode, two.Count));

    private static void AssertEqual(TfEdgeFeature one, TfEdgeFeature two)
    {
        Same(one.From, two.From);
        Same(one.To, two.To);
        Same(one.Present ?? [], two.Present ?? []);
        for (int i = 0; i < one.From.Length; i++)
        {
            Assert.True(one.Codes is null || one.Values![one.Codes[i]].SequenceEqual(two.Values![two.Codes![i]]));
            Assert.True(one.Present?[i] != true || one.Numbers![i] == two.Numbers![i]);
        }
    }

    private static void Same<T>(T[] expected, T[] actual)
        where T : IEquatable<T> => Assert.True(expected.AsSpan().SequenceEqual(actual));

    private static Dictionary<string, string?> Metadata(TfFeature feature) => feature.Header.Fields
        .Where(f => f.Key is not ("writtenBy" or "dateWritten"))
        .GroupBy(f => f.Key)
        .ToDictionary(g => g.Key, g => g.Last().Value);
}

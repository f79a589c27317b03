using System.Globalization;
using System.Text;
using ContextFabric.Testing;
using ContextFabric.Tf;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>Node and edge features of random corpora, as compiled and mapped, against plain dictionaries.</summary>
public sealed class FeaturePropertyTests
{
    private const int Iterations = 100;

    [Fact]
    public void Text_features() => Check((corpus, plain, brute) =>
    {
        Assert.Equal(plain.Texts.Keys.Concat(plain.Numbers.Keys).Order(StringComparer.Ordinal), corpus.F.Names);
        foreach ((string name, SortedDictionary<int, string> values) in plain.Texts)
        {
            StringFeature feature = corpus.F.Text(name);
            string[] distinct = [.. values.Values.Distinct().Order(ByCodePoint)];
            CheckCommon(feature, values.Keys, distinct.Length, plain, corpus);
            foreach (int node in AnyNumber(plain))
            {
                string? value = values.GetValueOrDefault(node);
                Assert.Equal(value, feature[node]);
                Assert.Equal(value, feature.TextAt(node));
                Assert.Equal((value is not null, value), (feature.TryGet(node, out string? text), text));
                Assert.Equal(value is not null, feature.TryGetUtf8(node, out ReadOnlySpan<byte> utf8));
                Assert.Equal(value ?? "", Encoding.UTF8.GetString(utf8));
                Assert.Equal(Array.IndexOf(distinct, value) + 1, feature.CodeOf(node));
                Assert.Equal(value is null ? FeatureValue.None : FeatureValue.Of(value), feature.ValueAt(node));
            }

            for (int i = 0; i < distinct.Length; i++)
            {
                Assert.Equal(i + 1, feature.CodeOf(distinct[i]));
                Assert.Equal(distinct[i], feature.ValueOf(i + 1));
                Assert.Equal(distinct[i], Encoding.UTF8.GetString(feature.Utf8Of(i + 1)));
                Assert.Equal(values.Values.Count(value => value == distinct[i]), feature.CountOf(i + 1));
                Assert.Equal(brute.Sorted(values.Where(pair => pair.Value == distinct[i]).Select(pair => pair.Key)), feature.NodesWith(distinct[i]));
            }

            Assert.Empty(feature.NodesWith("no such value"));
            Assert.Equal(0, feature.CodeOf("no such value"));
            Assert.Equal(values, feature.Items());
            foreach (string[]? types in Filters(plain))
            {
                var expected = values.Where(pair => types is null || types.Contains(plain.TypeOf(pair.Key))).GroupBy(pair => pair.Value)
                    .Select(group => new Frequency<string>(group.Key, group.Count())).OrderByDescending(f => f.Count).ThenBy(f => f.Value, ByCodePoint);
                Assert.Equal(expected, feature.Frequencies(SetOf(corpus, types)));
            }
        }
    });

    [Fact]
    public void Integer_features() => Check((corpus, plain, brute) =>
    {
        foreach ((string name, SortedDictionary<int, long> values) in plain.Numbers)
        {
            IntFeature feature = corpus.F.Int(name);
            long[] distinct = [.. values.Values.Distinct().Order()];
            CheckCommon(feature, values.Keys, distinct.Length, plain, corpus);
            foreach (int node in AnyNumber(plain))
            {
                long? value = values.TryGetValue(node, out long number) ? number : null;
                Assert.Equal(value, feature[node]);
                Assert.Equal(value?.ToString(CultureInfo.InvariantCulture), feature.TextAt(node));
                Assert.Equal((value is not null, value ?? 0), (feature.TryGet(node, out long found), found));
                Assert.Equal(value is long some ? FeatureValue.Of(some) : FeatureValue.None, feature.ValueAt(node));
            }

            for (int i = 0; i < distinct.Length; i++)
            {
                Assert.Equal(i + 1, feature.CodeOf(distinct[i]));
                Assert.Equal(distinct[i], feature.ValueOf(i + 1));
                Assert.Equal(values.Values.Count(value => value == distinct[i]), feature.CountOf(i + 1));
                Assert.Equal(brute.Sorted(values.Where(pair => pair.Value == distinct[i]).Select(pair => pair.Key)), feature.NodesWith(distinct[i]));
            }

            foreach (long absent in ((long[])[3, -2, 300, -300, 1L << 40, long.MaxValue, long.MinValue, 0, 255, -1]).Except(distinct))
            {
                Assert.Equal(0, feature.CodeOf(absent));
                Assert.Empty(feature.NodesWith(absent));
            }

            Assert.Equal(values, feature.Items());
            foreach (string[]? types in Filters(plain))
            {
                var expected = values.Where(pair => types is null || types.Contains(plain.TypeOf(pair.Key))).GroupBy(pair => pair.Value)
                    .Select(group => new Frequency<long>(group.Key, group.Count())).OrderByDescending(f => f.Count).ThenBy(f => f.Value);
                Assert.Equal(expected, feature.Frequencies(SetOf(corpus, types)));
            }
        }
    });

    [Fact]
    public void Edges() => Check((corpus, plain, brute) =>
    {
        foreach ((string name, bool valued, Dictionary<(int From, int To), FeatureValue> edges) in AllEdges(plain))
        {
            EdgeFeature feature = corpus.E[name];
            Assert.Equal((name, valued, (long)edges.Count), (feature.Name, feature.HasValues, feature.Count));
            foreach (int node in AnyNumber(plain))
            {
                int[] targets = brute.Sorted(edges.Keys.Where(edge => edge.From == node).Select(edge => edge.To));
                int[] origins = brute.Sorted(edges.Keys.Where(edge => edge.To == node).Select(edge => edge.From));
                Assert.Equal(targets, feature.From(node).ToArray());
                Assert.Equal(origins, feature.To(node).ToArray());
                Assert.Equal(targets.Select(target => edges[(node, target)]), targets.Select((_, i) => feature.FromValue(node, i)));
                Assert.Equal(origins.Select(origin => edges[(origin, node)]), origins.Select((_, i) => feature.ToValue(node, i)));
                Assert.Throws<ArgumentOutOfRangeException>(() => feature.FromValue(node, targets.Length));
                Assert.Throws<ArgumentOutOfRangeException>(() => feature.ToValue(node, -1));
                Assert.Equal(
                    brute.Sorted(targets.Union(origins)).Select(other => new EdgeEntry(other, edges.TryGetValue((node, other), out FeatureValue value) ? value : edges[(other, node)])),
                    feature.Both(node));
                int probe = targets.Length > 0 ? targets[^1] : 1;
                bool exists = edges.TryGetValue((node, probe), out FeatureValue expected);
                Assert.Equal((exists, expected), (feature.TryGetValue(node, probe, out FeatureValue actual), actual));
            }

            Assert.Equal(edges.Keys.Select(edge => edge.From).Distinct().Order(), feature.Origins());
            Assert.Equal(edges.Keys.Select(edge => edge.To).Distinct().Order(), feature.Targets());
        }
    });

    [Fact]
    public void Frequencies_of_edges() => Check((corpus, plain, brute) =>
    {
        foreach ((string name, bool valued, Dictionary<(int From, int To), FeatureValue> edges) in AllEdges(plain))
        {
            EdgeFeature feature = corpus.E[name];
            foreach (string[]? from in Filters(plain))
            {
                foreach (string[]? to in Filters(plain))
                {
                    List<FeatureValue> values = [.. edges.Where(edge => (from is null || from.Contains(plain.TypeOf(edge.Key.From))) && (to is null || to.Contains(plain.TypeOf(edge.Key.To)))).Select(edge => edge.Value)];
                    Assert.Equal(values.Count, feature.CountBetween(SetOf(corpus, from), SetOf(corpus, to)));
                    var expected = values.GroupBy(value => value).Select(group => new Frequency<FeatureValue>(group.Key, group.Count()))
                        .OrderByDescending(f => f.Count).ThenBy(f => f.Value.IsNone ? 0 : 1).ThenBy(f => f.Value.Number).ThenBy(f => f.Value.Text ?? "", ByCodePoint);
                    Assert.Equal(valued ? expected : [], feature.Frequencies(SetOf(corpus, from), SetOf(corpus, to)));
                }
            }
        }
    }, 30);

    [Fact]
    public void Large_features_are_packed_and_read_the_same()
    {
        PlainCorpus plain = RandomCorpora.Large(12_000);
        using var compiled = new CompiledCorpus(plain);
        var rare = (StringFeature)compiled.Corpus.F["rare"];
        Assert.Contains("features/rare/present_bits", compiled.Corpus.Stores[0].Keys);
        Assert.DoesNotContain("features/form/present_bits", compiled.Corpus.Stores[0].Keys);

        foreach ((string name, SortedDictionary<int, string> values) in plain.Texts)
        {
            StringFeature feature = compiled.Corpus.F.Text(name);
            Assert.Equal(values, feature.Items());
            for (int node = -1; node <= plain.MaxNode + 2; node++)
            {
                string? expected = values.GetValueOrDefault(node);
                if (feature[node] != expected || feature.Has(node) != expected is not null)
                {
                    Assert.Fail($"{name} of {node}: '{feature[node]}' instead of '{expected}'");
                }
            }
        }

        foreach (Frequency<string> frequency in rare.Frequencies())
        {
            int[] nodes = rare.NodesWith(frequency.Value);
            Assert.Equal(frequency.Count, nodes.Length);
            Assert.Equal(plain.Texts["rare"].Where(pair => pair.Value == frequency.Value).Select(pair => pair.Key).OrderBy(compiled.Corpus.N.Rank), nodes);
        }

        IntFeature number = compiled.Corpus.F.Int("number");
        Assert.Equal(plain.Numbers["number"], number.Items());
        Assert.Equal(plain.Numbers["number"].Where(pair => pair.Value == -7).Select(pair => pair.Key).OrderBy(compiled.Corpus.N.Rank), number.NodesWith(-7));
    }

    private static IComparer<string> ByCodePoint { get; } = Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    private static void CheckCommon(NodeFeature feature, ICollection<int> nodes, int distinct, PlainCorpus plain, Corpus corpus)
    {
        Assert.Equal(nodes.Count, feature.Count);
        Assert.Equal(distinct, feature.DistinctCount);
        Assert.Equal((nodes.Count == 0 ? 0 : nodes.Min(), nodes.Count == 0 ? -1 : nodes.Max()), (feature.FirstNode, feature.LastNode));
        Assert.All(AnyNumber(plain), node => Assert.Equal(nodes.Contains(node), feature.Has(node)));
        Assert.All(plain.Types, type => Assert.Equal(nodes.Count(node => node >= type.First && node <= type.Last), feature.CountIn(corpus.Types[type.Name])));
        Assert.Equal(0, feature.CountIn(NodeType.None));
        Assert.Same(feature, corpus.F[feature.Name]);
        Assert.Throws<ArgumentOutOfRangeException>(() => feature.CountOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => feature.CountOf(distinct + 1));
        Assert.Equal(feature is IntFeature ? TfValueType.Int : TfValueType.Str, feature.ValueType);
    }

    /// <summary>All nodes, and numbers that are none.</summary>
    private static int[] AnyNumber(PlainCorpus plain)
        => [.. Enumerable.Range(-1, plain.MaxNode + 4), int.MinValue, int.MinValue + 1, int.MaxValue, int.MaxValue - 1];

    /// <summary>No filter, no type, the slot type, two types.</summary>
    private static IEnumerable<string[]?> Filters(PlainCorpus plain)
        => [null, [], [plain.Types[0].Name], [plain.Types[^1].Name, plain.Types[plain.Types.Count / 2].Name]];

    private static NodeTypeSet? SetOf(Corpus corpus, string[]? types)
        => types is null ? null : new NodeTypeSet([.. types.Select(name => corpus.Types[name])]);

    private static IEnumerable<(string Name, bool Valued, Dictionary<(int From, int To), FeatureValue> Edges)> AllEdges(PlainCorpus plain)
        => plain.Edges.Select(pair => (pair.Key, false, pair.Value.ToDictionary(edge => edge, _ => FeatureValue.None)))
            .Concat(plain.TextEdges.Select(pair => (pair.Key, true, pair.Value.ToDictionary(edge => edge.Key, edge => FeatureValue.Of(edge.Value)))))
            .Concat(plain.NumberEdges.Select(pair => (pair.Key, true, pair.Value.ToDictionary(edge => edge.Key, edge => edge.Value is long number ? FeatureValue.Of(number) : FeatureValue.None))));

    private static void Check(Action<Corpus, PlainCorpus, BruteForce> assert, int iterations = Iterations)
        => RandomCorpora.Small(20, 30).Sample(
            plain =>
            {
                using var compiled = new CompiledCorpus(plain);
                assert(compiled.Corpus, plain, new BruteForce(plain));
            },
            iter: iterations);
}

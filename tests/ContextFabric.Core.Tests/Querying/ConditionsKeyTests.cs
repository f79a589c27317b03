using ContextFabric.Core.Tests.Model;
using ContextFabric.Querying;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Comparisons of features by keys, against comparisons of the values.</summary>
public sealed class ConditionsKeyTests
{
    [Fact]
    public void Small_corpora()
        => RandomCorpora.Small(20, 20).Sample(
            plain =>
            {
                using var compiled = new CompiledCorpus(plain);
                Corpus corpus = compiled.Corpus;
                NodeFeature?[] features = [null, .. corpus.F.Names.Select(name => corpus.F[name])];
                foreach (NodeFeature? left in features)
                {
                    foreach (NodeFeature? right in features)
                    {
                        CheckPair(corpus, left, right);
                    }
                }
            },
            iter: 40);

    /// <summary>Wide and narrow columns, packed ones, numbers close together and far apart.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    [InlineData(70_000)]
    public void Widths_of_columns(int variety)
    {
        var random = new Random(variety);
        int slots = variety + 5000;
        PlainCorpus plain = new PlainCorpus().AddSlots("w", slots).AddNodes("t7", [.. Enumerable.Range(1, slots)]);
        foreach ((string name, int first, int chance) in (ReadOnlySpan<(string, int, int)>)[("dense", 1, 100), ("other", 70, 80), ("few", 131, 3)])
        {
            int[] nodes = [.. Enumerable.Range(first, slots - first).Where(_ => random.Next(100) < chance)];
            plain.Texts["t-" + name] = new(nodes.ToDictionary(node => node, node => $"t{node * 7919L % variety}"));
            plain.Numbers["n-" + name] = new(nodes.ToDictionary(node => node, node => (node * 7919L % variety) - (variety / 2)));
            plain.Numbers["w-" + name] = new(nodes.ToDictionary(node => node, node => (node * 7919L % variety) * (long.MaxValue / variety) * (node % 2 == 0 ? 1 : -1)));
        }

        using var compiled = new CompiledCorpus(plain);
        Corpus corpus = compiled.Corpus;
        int[] sample = [.. Enumerable.Range(0, 300).Select(_ => random.Next(1, plain.MaxNode + 1)), 1, 2, plain.MaxNode];
        foreach (string left in corpus.F.Names)
        {
            foreach (string right in corpus.F.Names)
            {
                CheckPair(corpus, corpus.F[left], corpus.F[right], sample);
            }

            CheckPair(corpus, null, corpus.F[left], sample);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("[ab]")]
    [InlineData("\\W")]
    [InlineData("^.")]
    [InlineData(".$")]
    [InlineData("|b")]
    public void Equal_after_deleting(string source)
        => RandomCorpora.Small(15, 15).Sample(
            plain =>
            {
                using var compiled = new CompiledCorpus(plain);
                Corpus corpus = compiled.Corpus;
                TextPattern pattern = ConditionsSamples.Pattern(source);
                StringFeature?[] features = [null, corpus.F.Text("text"), corpus.F.Text("t2")];
                foreach (StringFeature? left in features)
                {
                    foreach (StringFeature? right in features)
                    {
                        (NodeKeys l, NodeKeys r) = NodeKeys.Create(corpus, new RelationSpec.OfFeatures(left, FeatureComparison.EqualAfterDeleting, right, pattern), QueryBudget.Unlimited);
                        CheckKeys(corpus, left, right, l, r, value => value.IsNone ? value : FeatureValue.Of(pattern.Delete(value.Text!, QueryBudget.Unlimited)), AllNodes(corpus));
                    }
                }
            },
            iter: 10);

    [Fact]
    public void Deleting_from_numbers_is_refused()
    {
        using var compiled = new CompiledCorpus(RandomCorpora.Large(300));
        NodeFeature number = compiled.Corpus.F["number"];
        var relation = new RelationSpec.OfFeatures(number, FeatureComparison.EqualAfterDeleting, number, ConditionsSamples.Pattern("a"));
        Assert.Throws<ArgumentException>(() => NodeKeys.Create(compiled.Corpus, relation, QueryBudget.Unlimited));
    }

    [Fact]
    public void Memory_is_counted()
    {
        using var compiled = new CompiledCorpus(RandomCorpora.Large(3000));
        Corpus corpus = compiled.Corpus;
        var relation = new RelationSpec.OfFeatures(corpus.F["form"], FeatureComparison.Equal, corpus.F["rare"], null);
        var budget = new QueryBudget(null, 10, CancellationToken.None);
        Assert.Equal(SearchStop.Memory, Assert.Throws<SearchStoppedException>(() => NodeKeys.Create(corpus, relation, budget)).Reason);
    }

    private static int[] AllNodes(Corpus corpus) => [.. Enumerable.Range(1, corpus.MaxNode)];

    private static void CheckPair(Corpus corpus, NodeFeature? left, NodeFeature? right, int[]? nodes = null)
    {
        foreach (FeatureComparison comparison in (ReadOnlySpan<FeatureComparison>)[FeatureComparison.Equal, FeatureComparison.Less])
        {
            (NodeKeys l, NodeKeys r) = NodeKeys.Create(corpus, new RelationSpec.OfFeatures(left, comparison, right, null), QueryBudget.Unlimited);
            CheckKeys(corpus, left, right, l, r, value => value, nodes ?? AllNodes(corpus));
        }
    }

    private static void CheckKeys(Corpus corpus, NodeFeature? left, NodeFeature? right, NodeKeys l, NodeKeys r, Func<FeatureValue, FeatureValue> prepare, int[] nodes)
    {
        FeatureValue[] leftValues = Array.ConvertAll(nodes, node => prepare(ValueOf(corpus, left, node)));
        FeatureValue[] rightValues = Array.ConvertAll(nodes, node => prepare(ValueOf(corpus, right, node)));
        int[] leftKeys = KeysOf(l, nodes);
        int[] rightKeys = KeysOf(r, nodes);
        bool areNumbers = left is IntFeature && right is IntFeature;
        for (int a = 0; a < nodes.Length; a++)
        {
            for (int b = 0; b < nodes.Length; b++)
            {
                bool equal = !leftValues[a].IsNone && leftValues[a] == rightValues[b];
                bool less = areNumbers && !leftValues[a].IsNone && !rightValues[b].IsNone && leftValues[a].Number < rightValues[b].Number;
                bool keysEqual = leftKeys[a] != 0 && leftKeys[a] == rightKeys[b];
                bool keysLess = areNumbers && leftKeys[a] != 0 && rightKeys[b] != 0 && leftKeys[a] < rightKeys[b];
                if ((equal, less) != (keysEqual, keysLess))
                {
                    Assert.Fail($"{left?.Name} of {nodes[a]} and {right?.Name} of {nodes[b]}: {leftValues[a]} and {rightValues[b]} have the keys {leftKeys[a]} and {rightKeys[b]}");
                }
            }
        }
    }

    private static int[] KeysOf(NodeKeys keys, int[] nodes)
    {
        int[] single = Array.ConvertAll(nodes, keys.KeyOf);
        int[] many = new int[nodes.Length];
        keys.KeysOf(nodes, many);
        Assert.Equal(single, many);
        Assert.All(single, key => Assert.InRange(key, 0, keys.MaxKey));
        return single;
    }

    private static FeatureValue ValueOf(Corpus corpus, NodeFeature? feature, int node)
        => feature?.ValueAt(node) ?? FeatureValue.Of(corpus.Types.NameOf(node)!);
}

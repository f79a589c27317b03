using ContextFabric.Core.Tests.Model;
using ContextFabric.Querying;
using ContextFabric.Templates;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Conditions on edge values, against the same asked of each edge.</summary>
public sealed class ConditionsEdgeTests
{
    [Fact]
    public void Texts()
        => Gen.Select(RandomCorpora.Small(20, 30), Gen.Int).Sample(
            (plain, seed) =>
            {
                using var compiled = new CompiledCorpus(plain);
                foreach ((string name, SortedDictionary<(int From, int To), string> edges) in plain.TextEdges)
                {
                    string[] texts = edges.Count == 0 ? ["a"] : [.. edges.Values.Distinct()];
                    foreach ((string condition, ValueCondition value, Func<string?, bool> meaning) in ConditionsSamples.OfTexts(new Random(seed), texts))
                    {
                        Check(compiled.Corpus, plain, name, condition, value, edge => edges[edge] is string text && meaning(text));
                    }
                }
            },
            iter: 40);

    [Fact]
    public void Numbers()
        => Gen.Select(RandomCorpora.Small(20, 30), Gen.Int).Sample(
            (plain, seed) =>
            {
                using var compiled = new CompiledCorpus(plain);
                foreach ((string name, SortedDictionary<(int From, int To), long?> edges) in plain.NumberEdges)
                {
                    long[] numbers = [.. edges.Values.OfType<long>().Distinct().DefaultIfEmpty(0)];
                    foreach ((string condition, ValueCondition value, Func<long?, bool> meaning) in ConditionsSamples.OfNumbers(new Random(seed), numbers))
                    {
                        // To name the feature is to ask for an edge, with or without value.
                        Check(compiled.Corpus, plain, name, condition, value, edge => value.Kind == ConditionKind.Present || meaning(edges[edge]));
                    }
                }
            },
            iter: 40);

    [Fact]
    public void Edges_without_values_have_no_conditions()
    {
        using var compiled = new CompiledCorpus(RandomCorpora.Large(300));
        Assert.Throws<ArgumentException>(() => EdgeValueFilter.Create(compiled.Corpus.E["next"], new(ConditionKind.Present), QueryBudget.Unlimited));
    }

    private static void Check(Corpus corpus, PlainCorpus plain, string name, string condition, ValueCondition value, Func<(int From, int To), bool> meaning)
    {
        EdgeFeature feature = corpus.E[name];
        var filter = EdgeValueFilter.Create(feature, value, QueryBudget.Unlimited);
        for (int node = 0; node <= plain.MaxNode + 1; node++)
        {
            foreach (bool incoming in (ReadOnlySpan<bool>)[false, true])
            {
                ReadOnlySpan<int> row = feature.Row(node, incoming, out long start);
                Assert.True(row.SequenceEqual(incoming ? feature.To(node) : feature.From(node)));
                for (int i = 0; i < row.Length; i++)
                {
                    (int From, int To) edge = incoming ? (row[i], node) : (node, row[i]);
                    if (meaning(edge) != filter.Accepts(start + i, incoming))
                    {
                        Assert.Fail($"{name} {condition}: edge {edge} {(incoming ? "incoming" : "outgoing")}");
                    }
                }
            }
        }
    }
}

using ContextFabric.Core.Tests.Model;
using ContextFabric.Querying;
using ContextFabric.Templates;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Conditions evaluated on whole columns, against the same asked of node by node.</summary>
public sealed class ConditionsFilterTests
{
    [Fact]
    public void Small_corpora()
        => Gen.Select(RandomCorpora.Small(), Gen.Int).Sample(
            (plain, seed) =>
            {
                using var compiled = new CompiledCorpus(plain);
                CheckAll(compiled.Corpus, plain, new Random(seed));
            },
            iter: 60);

    [Fact]
    public void Large_corpus_with_packed_columns()
    {
        PlainCorpus plain = RandomCorpora.Large(9_000);
        using var compiled = new CompiledCorpus(plain);
        CheckAll(compiled.Corpus, plain, new Random(3));
    }

    /// <summary>All widths, signed and not, dense and packed, columns that begin and end anywhere within words.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(255)]
    [InlineData(300)]
    [InlineData(70_000)]
    public void Widths_of_columns(int variety)
    {
        var random = new Random(variety);
        int slots = Math.Max(3_000, variety + 5_000);
        PlainCorpus plain = new PlainCorpus().AddSlots("w", slots).AddNodes("all", [.. Enumerable.Range(1, slots)]);
        (string Name, int First, int Last, int Chance)[] shapes = [("dense", 1, slots, 100), ("most", 70, slots - 33, 90), ("few", 131, slots - 1, 3), ("some", 64, slots, 40), ("short", 2000, 2010, 100)];
        foreach ((string name, int first, int last, int chance) in shapes)
        {
            int[] nodes = [.. Enumerable.Range(first, last - first + 1).Where(_ => random.Next(100) < chance)];
            plain.Texts["t-" + name] = new(nodes.ToDictionary(node => node, node => $"t{node * 7919L % variety}"));
            foreach ((string suffix, long low) in (ReadOnlySpan<(string, long)>)[("", 0), ("-signed", -variety / 2), ("-low", long.MinValue), ("-high", long.MaxValue - variety + 1), ("-32", uint.MaxValue - variety + 1L), ("-s32", int.MinValue)])
            {
                plain.Numbers[$"n-{name}{suffix}"] = new(nodes.ToDictionary(node => node, node => low + (node * 7919L % variety)));
            }

            plain.Numbers[$"n-{name}-wide"] = new(nodes.ToDictionary(node => node, node => (node * 7919L % variety) * (long.MaxValue / variety) * (node % 2 == 0 ? 1 : -1)));
        }

        using var compiled = new CompiledCorpus(plain);
        CheckAll(compiled.Corpus, plain, random, share: variety > 1000 ? 12 : 3);
    }

    [Fact]
    public void Types_by_name()
        => Gen.Select(RandomCorpora.Small(20, 40), Gen.Int).Sample(
            (plain, seed) =>
            {
                using var compiled = new CompiledCorpus(plain);
                var random = new Random(seed);
                string[] names = [.. plain.Types.Select(type => type.Name)];
                foreach ((string name, ValueCondition condition, Func<string?, bool> meaning) in ConditionsSamples.OfTexts(random, names))
                {
                    foreach (NodeRange range in ConditionsSamples.Ranges(plain, random))
                    {
                        Check(compiled.Corpus, new NodeCondition(null, condition), range, node => meaning(plain.TypeOf(node)), random, "otype " + name);
                    }
                }
            },
            iter: 20);

    [Fact]
    public void Stops_when_cancelled_or_closed()
    {
        PlainCorpus plain = RandomCorpora.Large(2_000);
        var compiled = new CompiledCorpus(plain);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var budget = new QueryBudget(null, null, cancellation.Token);
        var condition = new NodeCondition(compiled.Corpus.F["form"], new(ConditionKind.Match) { Pattern = ConditionsSamples.Pattern("w[12]") });
        ulong[] bits = [1];
        Assert.Throws<OperationCanceledException>(() => CandidateFilter.Apply(compiled.Corpus, condition, new NodeRange(1, 1), bits, budget));
        compiled.Dispose();
        Assert.Throws<ObjectDisposedException>(() => CandidateFilter.Apply(compiled.Corpus, condition, new NodeRange(1, 1), bits, QueryBudget.Unlimited));
    }

    private static void CheckAll(Corpus corpus, PlainCorpus plain, Random random, int share = 1)
    {
        foreach ((string feature, SortedDictionary<int, string> values) in plain.Texts)
        {
            string[] texts = values.Count == 0 ? ["a"] : [.. values.Values.Distinct()];
            Check(corpus, plain, corpus.F[feature], texts, ToIndexes(plain, values, texts), ConditionsSamples.OfTexts(random, texts).Where(_ => random.Next(share) == 0), random);
        }

        foreach ((string feature, SortedDictionary<int, long> values) in plain.Numbers)
        {
            long[] numbers = values.Count == 0 ? [0] : [.. values.Values.Distinct()];
            long?[] some = Array.ConvertAll(numbers, number => (long?)number);
            Check(corpus, plain, corpus.F[feature], some, ToIndexes(plain, values, numbers), ConditionsSamples.OfNumbers(random, numbers).Where(_ => random.Next(share) == 0), random);
        }
    }

    /// <summary>Of each node the index of its value, −1 for none.</summary>
    private static int[] ToIndexes<T>(PlainCorpus plain, SortedDictionary<int, T> values, T[] distinct)
        where T : notnull
    {
        Dictionary<T, int> indexes = distinct.Select((value, index) => (value, index)).ToDictionary(pair => pair.value, pair => pair.index);
        int[] ofNodes = new int[plain.MaxNode + 1];
        Array.Fill(ofNodes, -1);
        foreach ((int node, T value) in values)
        {
            ofNodes[node] = indexes[value];
        }

        return ofNodes;
    }

    private static void Check<T>(Corpus corpus, PlainCorpus plain, NodeFeature feature, T[] distinct, int[] ofNodes, IEnumerable<(string Name, ValueCondition Condition, Func<T?, bool> Meaning)> conditions, Random random)
    {
        foreach ((string name, ValueCondition condition, Func<T?, bool> meaning) in conditions)
        {
            bool[] accepted = Array.ConvertAll(distinct, value => meaning(value));
            bool whenAbsent = meaning(default);
            foreach (NodeRange range in ConditionsSamples.Ranges(plain, random))
            {
                Check(corpus, new NodeCondition(feature, condition), range, node => ofNodes[node] < 0 ? whenAbsent : accepted[ofNodes[node]], random, $"{feature.Name} {name}");
            }
        }
    }

    private static void Check(Corpus corpus, NodeCondition condition, NodeRange range, Func<int, bool> meaning, Random random, string name)
    {
        ulong[] bits = new ulong[(range.Count + 63) / 64];
        int chance = random.Next(4) switch { 0 => 100, 1 => 50, 2 => 2, _ => random.Next(101) };
        for (int i = 0; i < range.Count; i++)
        {
            bits[i >> 6] |= chance == 100 || random.Next(100) < chance ? 1UL << (i & 63) : 0;
        }

        ulong[] before = [.. bits];
        CandidateFilter.Apply(corpus, condition, range, bits, QueryBudget.Unlimited);
        for (int i = 0; i < bits.Length * 64; i++)
        {
            bool expected = (before[i >> 6] >> (i & 63) & 1) != 0 && meaning(range.First + i);
            if (expected != ((bits[i >> 6] >> (i & 63) & 1) != 0))
            {
                Assert.Fail($"{name}: node {range.First + i} in {range} is {(expected ? "" : "not ")}expected");
            }
        }
    }
}

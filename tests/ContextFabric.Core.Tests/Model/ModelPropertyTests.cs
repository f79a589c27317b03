using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>Nodes, slots, order and locality of random corpora, as compiled and mapped, against the definitions.</summary>
public sealed class ModelPropertyTests
{
    private const int Iterations = 100;

    // What is no node, and must never be taken for one.
    private static readonly int[] s_strangers = [0, -1, int.MinValue, int.MinValue + 1, int.MaxValue, int.MaxValue - 1];

    [Fact]
    public void Types_and_levels() => Check((corpus, plain, brute) =>
    {
        Assert.Equal(plain.MaxSlot, corpus.MaxSlot);
        Assert.Equal(plain.MaxNode, corpus.MaxNode);
        Assert.Equal(brute.Levels, corpus.Types.All.Select(info => info.Name));
        Assert.Equal(corpus.Types.All, corpus.C.Levels);
        foreach (PlainType type in plain.Types)
        {
            NodeType handle = corpus.Types[type.Name];
            NodeTypeInfo info = corpus.Types.Info(handle);
            Assert.Equal((type.Name, type.First, type.Last, type.Last - type.First + 1), (info.Name, info.First, info.Last, info.Count));
            Assert.Equal(brute.Average(type), info.AverageSlots, 12);
            Assert.Equal(new NodeRange(type.First, type.Last), corpus.Types.Range(handle));
            Assert.Equal(brute.TypeRank(type.First), corpus.Types.Rank(handle));
            Assert.Equal(type.First == 1, info.IsSlot);
            Assert.Equal(brute.Sorted(Enumerable.Range(type.First, info.Count)), corpus.Types.NodesOf(handle).ToArray());
        }

        foreach (int node in Nodes(plain))
        {
            Assert.Equal(plain.TypeOf(node), corpus.Types.NameOf(node));
            Assert.Equal(corpus.Types[plain.TypeOf(node)], corpus.Types.Of(node));
        }

        foreach (int stranger in Strangers(plain))
        {
            Assert.Null(corpus.Types.NameOf(stranger));
            Assert.Equal(NodeType.None, corpus.Types.Of(stranger));
        }
    });

    [Fact]
    public void Slots_and_runs() => Check((corpus, plain, brute) =>
    {
        foreach (int node in Nodes(plain))
        {
            int[] slots = plain.SlotsOf(node);
            Assert.Equal(slots, corpus.Slots.Of(node).ToArray());
            Assert.Equal((slots[0], slots[^1], slots.Length), (corpus.Slots.First(node), corpus.Slots.Last(node), corpus.Slots.Count(node)));
            Assert.Equal(slots[^1] - slots[0] + 1 == slots.Length, corpus.Slots.IsContiguous(node));
            var runs = new List<NodeRange>();
            foreach (NodeRange run in corpus.Slots.Runs(node))
            {
                runs.Add(run);
            }

            Assert.Equal(slots, runs.SelectMany(run => Enumerable.Range(run.First, run.Count)));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First, "runs that touch are one"));
        }

        foreach (int stranger in Strangers(plain))
        {
            Assert.True(corpus.Slots.Of(stranger).IsEmpty);
            Assert.Equal((0, 0, 0), (corpus.Slots.First(stranger), corpus.Slots.Last(stranger), corpus.Slots.Count(stranger)));
            Assert.False(corpus.Slots.IsContiguous(stranger));
            Assert.False(corpus.Slots.Runs(stranger).MoveNext());
        }
    });

    [Fact]
    public void Order_and_rank() => Check((corpus, plain, brute) =>
    {
        Assert.Equal(brute.Order, corpus.C.Order.ToArray());
        Assert.Equal(brute.Order, corpus.N.CanonicalOrder.ToArray());
        Assert.Equal(brute.Rank[1..], corpus.C.Rank.ToArray());
        Assert.All(Nodes(plain), node => Assert.Equal(brute.Rank[node], corpus.N.Rank(node)));
        Assert.All(Strangers(plain), stranger => Assert.Equal(int.MaxValue, corpus.N.Rank(stranger)));
    });

    [Fact]
    public void Levels_up_and_down_and_boundaries() => Check((corpus, plain, brute) =>
    {
        foreach (int node in Nodes(plain))
        {
            Assert.Equal(brute.Up(node), corpus.C.LevUp(node).ToArray());
            Assert.Equal(brute.LevDown(node), corpus.C.LevDown(node).ToArray());
        }

        for (int slot = 1; slot <= plain.MaxSlot; slot++)
        {
            Assert.Equal(brute.StartingAt(slot).Reverse(), corpus.C.StartingAt(slot).ToArray());
            Assert.Equal(brute.EndingAt(slot), corpus.C.EndingAt(slot).ToArray());
        }

        foreach (int stranger in (int[])[.. Strangers(plain), .. Enumerable.Range(plain.MaxSlot + 1, plain.MaxNode - plain.MaxSlot)])
        {
            Assert.True(corpus.C.StartingAt(stranger).IsEmpty);
            Assert.True(corpus.C.EndingAt(stranger).IsEmpty);
        }
    });

    [Fact]
    public void Neighbours() => Check((corpus, plain, brute) =>
    {
        foreach (int node in Nodes(plain))
        {
            Assert.Equal(brute.Up(node), corpus.L.Up(node).ToArray());
            Assert.Equal(brute.Down(node), corpus.L.Down(node).ToArray());
            Assert.Equal(brute.Intersecting(node), corpus.L.Intersecting(node));
            Assert.Equal(brute.Next(node), corpus.L.Next(node).ToArray());
            Assert.Equal(brute.Previous(node), corpus.L.Previous(node).ToArray());
        }

        foreach (int stranger in Strangers(plain))
        {
            Assert.True(corpus.L.Up(stranger).IsEmpty);
            Assert.Empty(corpus.L.Down(stranger).ToArray());
            Assert.Empty(corpus.L.Intersecting(stranger));
            Assert.Empty(corpus.L.Next(stranger).ToArray());
            Assert.Empty(corpus.L.Previous(stranger).ToArray());
        }
    });

    [Fact]
    public void Neighbours_of_some_types() => Check((corpus, plain, brute) =>
    {
        NodeType[] all = [.. plain.Types.Select(type => corpus.Types[type.Name]), NodeType.None];
        foreach (int node in (int[])[.. Nodes(plain), .. Strangers(plain)])
        {
            bool exists = node >= 1 && node <= plain.MaxNode;
            foreach (NodeType type in all)
            {
                Compare(node, exists, type, [type]);
                Assert.Equal(Filter(exists ? brute.Up(node) : [], [type]), corpus.L.Up(node, type).ToArray());
                Assert.Equal(Filter(exists ? brute.Down(node) : [], [type]), corpus.L.Down(node, type).ToArray());
                bool found = corpus.L.TryUp(node, type, out int embedder);
                int expected = Filter(exists ? brute.Up(node) : [], [type]).FirstOrDefault();
                Assert.Equal((expected != 0, expected), (found, embedder));
            }

            Compare(node, exists, default, []);
            NodeType[] some = [.. all.Take(node & 3)];
            Compare(node, exists, new NodeTypeSet(some), some);
            Compare(node, exists, new NodeTypeSet(all), all);
        }

        int[] Filter(int[] nodes, NodeType[] types) => [.. nodes.Where(node => types.Contains(corpus.Types.Of(node)))];

        void Compare(int node, bool exists, NodeTypeSet set, NodeType[] types)
        {
            Assert.Equal(Filter(exists ? brute.Up(node) : [], types), corpus.L.Up(node, set).ToArray());
            Assert.Equal(Filter(exists ? brute.Down(node) : [], types), corpus.L.Down(node, set).ToArray());
            Assert.Equal(Filter(exists ? brute.Intersecting(node) : [], types), corpus.L.Intersecting(node, set));
            Assert.Equal(Filter(exists ? brute.Next(node) : [], types), corpus.L.Next(node, set).ToArray());
            Assert.Equal(Filter(exists ? brute.Previous(node) : [], types), corpus.L.Previous(node, set).ToArray());
        }
    }, 25);

    [Fact]
    public void Sequences_count_and_find_their_first_without_moving() => Check((corpus, plain, brute) =>
    {
        foreach (int node in Nodes(plain))
        {
            NodeSequence down = corpus.L.Down(node);
            int[] expected = brute.Down(node);
            Assert.Equal(expected.Length, down.Count());
            Assert.Equal((expected.Length > 0, expected.FirstOrDefault()), (down.TryFirst(out int first), first));
            Assert.Equal(expected, down.ToArray());
            var seen = new List<int>();
            foreach (int embedded in down)
            {
                seen.Add(embedded);
            }

            Assert.Equal(expected, seen);
        }
    }, 25);

    [Fact]
    public void Walk_with_events() => Check((corpus, plain, brute) =>
    {
        var events = new List<NodeEvent>();
        foreach (NodeEvent step in corpus.N.WalkEvents())
        {
            events.Add(step);
        }

        Assert.Equal(brute.Walk(), events);
        Assert.Equal(events, corpus.N.WalkEvents(Nodes(plain)));
        Assert.Equal(events, corpus.N.WalkEvents(OnceOnly(Nodes(plain).Reverse().Concat(Strangers(plain)))));

        var random = new Random(plain.MaxNode);
        for (int i = 0; i < 10; i++)
        {
            int[] some = [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(1, plain.MaxNode + 1))];
            Assert.Equal(brute.Walk(some), corpus.N.WalkEvents(OnceOnly(some)));
        }

        static IEnumerable<int> OnceOnly(IEnumerable<int> nodes)
        {
            foreach (int node in nodes)
            {
                yield return node;
            }
        }
    });

    [Fact]
    public void Sorting_keeps_duplicates_and_puts_strangers_last_as_they_came() => Check((corpus, plain, brute) =>
    {
        var random = new Random(plain.MaxNode);
        int[] strangers = [.. Strangers(plain)];
        int[] mixed = [.. Enumerable.Range(0, 50).Select(_ => random.Next(5) == 0 ? strangers[random.Next(strangers.Length)] : random.Next(1, plain.MaxNode + 1))];
        int[] expected = [.. brute.Sorted(mixed.Where(node => node >= 1 && node <= plain.MaxNode)), .. mixed.Where(node => node < 1 || node > plain.MaxNode)];

        Assert.Equal(expected, corpus.N.Sorted(mixed));
        int[] inPlace = [.. mixed];
        corpus.N.Sort(inPlace);
        Assert.Equal(expected, inPlace);
        Assert.Equal(expected, mixed.Order(corpus.N.Comparer));
        Assert.Empty(corpus.N.Sorted([]));
    });

    [Fact]
    public void Tuples_compare_by_rank_from_left_to_right() => Check((corpus, plain, brute) =>
    {
        var random = new Random(plain.MaxNode);
        int[] Tuple() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, Math.Min(3, plain.MaxNode) + 1))];
        for (int i = 0; i < 100; i++)
        {
            int[] a = Tuple();
            int[] b = Tuple();
            int expected = a.Zip(b).Select(pair => brute.Rank[pair.First].CompareTo(brute.Rank[pair.Second])).FirstOrDefault(order => order != 0);
            Assert.Equal(Math.Sign(expected != 0 ? expected : a.Length.CompareTo(b.Length)), Math.Sign(corpus.N.CompareTuples(a, b)));
        }

        Assert.True(corpus.N.CompareTuples([1], [0]) < 0);
        Assert.Equal(0, corpus.N.CompareTuples([0], [int.MaxValue]));
    });

    [Fact]
    public void Chunks_sort_by_place_and_by_length() => Check((corpus, plain, brute) =>
    {
        var chunks = new List<Chunk>();
        foreach (int node in Nodes(plain))
        {
            foreach (NodeRange run in corpus.Slots.Runs(node))
            {
                chunks.Add(new Chunk(node, run.First, run.Last));
            }
        }

        var random = new Random(plain.MaxNode);
        Chunk[] shuffled = [.. chunks.OrderBy(_ => random.Next())];
        Assert.Equal(
            chunks.OrderBy(c => c.First).ThenByDescending(c => brute.TypeRank(c.Node)).ThenByDescending(c => c.Last).ThenBy(c => c.Node),
            shuffled.Order(corpus.N.ChunkByPosition));
        Assert.Equal(
            chunks.OrderByDescending(c => c.Last - c.First).ThenBy(c => c.First).ThenBy(c => brute.TypeRank(c.Node)).ThenBy(c => c.Node),
            shuffled.Order(corpus.N.ChunkByLength));
        Assert.Throws<ArgumentException>(() => corpus.N.ChunkByPosition.Compare(new Chunk(0, 1, 1), new Chunk(1, 1, 1)));
    }, 25);

    [Fact]
    public void Embedding_is_the_inverse_of_being_embedded() => Check((corpus, plain, brute) =>
    {
        foreach (int node in Nodes(plain))
        {
            foreach (int above in corpus.L.Up(node))
            {
                Assert.Contains(node, corpus.L.Down(above).ToArray());
                Assert.Contains(node, corpus.L.Intersecting(above));
            }
        }
    }, 25);

    private static IEnumerable<int> Nodes(PlainCorpus plain) => Enumerable.Range(1, plain.MaxNode);

    private static IEnumerable<int> Strangers(PlainCorpus plain) => [.. s_strangers, plain.MaxNode + 1, plain.MaxNode + 2];

    private static void Check(Action<Corpus, PlainCorpus, BruteForce> assert, int iterations = Iterations)
        => RandomCorpora.Small(40, 40).Sample(
            plain =>
            {
                using var compiled = new CompiledCorpus(plain);
                assert(compiled.Corpus, plain, new BruteForce(plain));
            },
            iter: iterations);
}

using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>What a query does a million times allocates nothing.</summary>
public sealed class AllocationTests(AllocationTests.LargeCorpus large) : IClassFixture<AllocationTests.LargeCorpus>
{
    private const int Calls = 1_000_000;
    private readonly Corpus _corpus = large.Corpus;

    [Fact]
    public void Utf8_of_a_text_feature()
    {
        StringFeature form = _corpus.F.Text("form");
        AssertNothing(node => form.TryGetUtf8(node, out ReadOnlySpan<byte> value) ? value.Length : 0);
    }

    [Fact]
    public void Code_of_a_text_feature()
    {
        StringFeature form = _corpus.F.Text("form");
        AssertNothing(form.CodeOf);
        AssertNothing(_ => form.CodeOf("w17"));
    }

    [Fact]
    public void Cached_string_of_a_text_feature()
    {
        StringFeature rare = _corpus.F.Text("rare");
        AssertNothing(node => rare[node]?.Length ?? 0);
    }

    [Fact]
    public void Value_of_an_integer_feature()
    {
        IntFeature number = _corpus.F.Int("number");
        AssertNothing(node => number.TryGet(node, out long value) ? (int)value : 0);
        AssertNothing(node => (int)(number[node] ?? 0));
    }

    [Fact]
    public void Slots() => AssertNothing(node => _corpus.Slots.Of(node).Length + _corpus.Slots.First(node));

    [Fact]
    public void Runs_of_slots() => AssertNothing(
        node =>
        {
            int count = 0;
            foreach (NodeRange run in _corpus.Slots.Runs(node))
            {
                count += run.Count;
            }

            return count;
        },
        100_000);

    [Fact]
    public void Edges()
    {
        EdgeFeature next = _corpus.E["next"];
        EdgeFeature link = _corpus.E["link"];
        AssertNothing(node => next.From(node).Length + next.To(node).Length);
        AssertNothing(node => link.From(node).Length > 0 ? (int)link.FromValue(node, 0).Number : 0);
    }

    [Fact]
    public void Embedders()
    {
        NodeType clause = _corpus.Types["clause"];
        NodeTypeSet both = new(clause, _corpus.Types["sentence"]);
        AssertNothing(node => _corpus.L.Up(node).Length);
        AssertNothing(node => _corpus.L.TryUp(node, clause, out int found) ? found : 0);
        AssertNothing(node => _corpus.L.Up(node, clause).TryFirst(out int found) ? found : 0);
        AssertNothing(node => _corpus.L.Up(node, both).Count());
    }

    [Fact]
    public void Embedded_nodes()
    {
        NodeType word = _corpus.Types["word"];
        NodeType clause = _corpus.Types["clause"];
        NodeTypeSet both = new(clause, word);
        AssertNothing(node => Sum(_corpus.L.Down(Small(node, "clause"), word)));
        AssertNothing(node => Sum(_corpus.L.Down(Small(node, "sentence"), clause)));
        AssertNothing(node => Sum(_corpus.L.Down(Small(node, "sentence"), both)), 100_000);
        AssertNothing(node => Sum(_corpus.L.Down(Small(node, "lex"))), 100_000);
    }

    [Fact]
    public void Adjacent_nodes()
    {
        NodeTypeSet clause = _corpus.Types["clause"];
        AssertNothing(node => Sum(_corpus.L.Next(node)) + Sum(_corpus.L.Previous(node)));
        AssertNothing(node => Sum(_corpus.L.Next(node, clause)) + Sum(_corpus.L.Previous(node, clause)));
    }

    [Fact]
    public void Walk_with_events() => AssertNothing(
        _ =>
        {
            int ends = 0;
            foreach (NodeEvent step in _corpus.N.WalkEvents())
            {
                ends += step.Kind == NodeEventKind.End ? 1 : 0;
            }

            return ends;
        },
        30);

    [Fact]
    public void Types_and_ranks()
    {
        AssertNothing(node => _corpus.Types.NameOf(node)?.Length ?? 0);
        AssertNothing(node => _corpus.N.Rank(node));
        AssertNothing(node => _corpus.N.CompareTuples([node, 1], [node, 2]));
        AssertNothing(node => _corpus.F.TryGet("form", out NodeFeature? feature) && feature.Has(node) ? 1 : 0);
    }

    /// <summary>A node of a type with few slots, so that a million enumerations stay short.</summary>
    private int Small(int node, string type)
    {
        NodeRange range = _corpus.Types.Range(_corpus.Types[type]);
        return range.First + (node % range.Count);
    }

    private static int Sum(NodeSequence nodes)
    {
        int sum = 0;
        foreach (int node in nodes)
        {
            sum += node;
        }

        return sum;
    }

    private void AssertNothing(Func<int, int> call, int calls = Calls)
    {
        int maxNode = _corpus.MaxNode;
        long sum = 0;
        Run(Math.Min(calls, maxNode + 2));

        // A collection that other tests cause takes the rest of this thread's block and counts it as used. Calls that
        // allocate do so every time.
        long allocated = long.MaxValue;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(calls);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(allocated == 0, $"{allocated} bytes in {calls} calls");
        Assert.True(sum != 0, "the calls found nothing at all");

        void Run(int times)
        {
            int node = 0;
            for (int i = 0; i < times; i++)
            {
                sum += call(node);
                node = node > maxNode ? 0 : node + 1;
            }
        }
    }

    public sealed class LargeCorpus : IDisposable
    {
        private readonly CompiledCorpus _compiled = new(RandomCorpora.Large(5000));

        public Corpus Corpus => _compiled.Corpus;

        public void Dispose() => _compiled.Dispose();
    }
}

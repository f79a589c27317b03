using ContextFabric.Compile;
using ContextFabric.Storage;
using ContextFabric.Synthesis;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Synthesis;

/// <summary>Synthetic corpora as files: the same bytes, all or nothing, valid.</summary>
public sealed class SyntheticCorpusTests : IDisposable
{
    private static readonly SyntheticCorpusOptions s_linguistic = SyntheticPresets.Linguistic with { Slots = 5000, Seed = 7 };
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Equal_options_give_equal_bytes_wherever_and_beside_whatever()
    {
        SyntheticCorpus.Write(_folder["one"], s_linguistic);
        await Task.WhenAll(
            Task.Run(() => SyntheticCorpus.Write(_folder["deep/two"], s_linguistic)),
            Task.Run(() => SyntheticCorpus.Write(_folder["three"], s_linguistic)),
            Task.Run(() => SyntheticCorpus.Write(_folder["four"], s_linguistic with { Seed = 8 })));

        Assert.Equal(Contents("one"), Contents("deep/two"));
        Assert.Equal(Contents("one"), Contents("three"));
        Assert.NotEqual(Contents("one"), Contents("four"));
        Assert.Equal(s_linguistic.Features.Count + s_linguistic.Edges.Count + 7, Contents("one").Count);
    }

    [Fact]
    public void The_bytes_are_those_of_every_other_machine()
    {
        SyntheticCorpus.Write(_folder["one"], SyntheticPresets.DenseEdges with { Slots = 24, Seed = 3 });

        Assert.Equal("be naba fa kiho redu haga jemaba bi be figu ri da nodi be fubi li veni ba lafa zoha tabe na jabi fe", Body("text"));
        Assert.Equal("25>1-18 19-24", Body("oslots"));
        Assert.Equal("2>1>2 2>6>1 2>13>6 2>16>2 2>21>30 3>18>6", Body("weight")[..40]);

        string Body(string name)
        {
            string text = File.ReadAllText(_folder[$"one/{name}.tf"]);
            return text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace('\n', ' ').Replace('\t', '>').Trim();
        }
    }

    [Fact]
    public void A_smaller_corpus_is_the_beginning_of_a_larger_one()
    {
        SyntheticCorpus.Write(_folder["small"], SyntheticPresets.Flat with { Slots = 1000 });
        SyntheticCorpus.Write(_folder["large"], SyntheticPresets.Flat with { Slots = 3000 });

        Assert.StartsWith(File.ReadAllText(_folder["small/text.tf"]), File.ReadAllText(_folder["large/text.tf"]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Compiles_without_a_warning(string shape, SyntheticCorpusOptions options)
    {
        SyntheticReport report = SyntheticCorpus.Write(_folder["tf"], options);
        CompileReport compiled = CorpusCompiler.Compile(_folder["tf"]);

        Assert.True(compiled.Diagnostics.Count == 0, $"{shape}: {string.Join('\n', compiled.Diagnostics)}");
        using Corpus corpus = Corpus.Open(_folder["tf"]);
        Assert.Equal((options.Slots, report.MaxNode), (corpus.MaxSlot, corpus.MaxNode));
        Assert.Equal(report.Types.Select(type => (type.Name, type.Nodes)), corpus.Types.All.OrderBy(type => type.First).Select(type => (type.Name, type.Count)));
        Assert.Equal(report.Edges, options.Edges.Sum(edge => corpus.Edges[edge.Name].Count));
        Assert.NotEqual("", corpus.Text.Get(1));
        using ArrayStore store = ArrayStore.OpenFile(compiled.StorePath);
        Assert.Empty(store.Verify());
    }

    public static TheoryData<string, SyntheticCorpusOptions> Shapes() => new()
    {
        { "flat", SyntheticPresets.Flat with { Slots = 4000 } },
        { "linguistic", s_linguistic },
        { "dense", SyntheticPresets.DenseEdges with { Slots = 3000 } },
        { "one slot", SyntheticPresets.Linguistic with { Slots = 1 } },
        { "few slots", SyntheticPresets.DenseEdges with { Slots = 3 } },
        { "lexemes only", new SyntheticCorpusOptions { Slots = 500, Lexemes = 40 } },
        { "only children", new SyntheticCorpusOptions { Slots = 300, Types = [new("book", 1), new("chapter", 1), new("verse", 1)], Sections = 3 } },
        { "no features", new SyntheticCorpusOptions { Slots = 300, Types = [new("line", 7.25)], Sections = 1, GapRate = 1 } },
        { "empty features", new SyntheticCorpusOptions { Slots = 50, Types = [new("line", 5)], Features = [new("a", SyntheticValues.Text) { Coverage = 0 }], Edges = [new("b", 0)] } },
    };

    [Fact]
    public void A_store_is_the_one_that_compiling_the_files_gives()
    {
        SyntheticCorpus.Write(_folder["tf"], s_linguistic);
        byte[] expected = File.ReadAllBytes(CorpusCompiler.Compile(_folder["tf"]).StorePath);
        SyntheticReport report = SyntheticCorpus.WriteStore(_folder["stores/my.cfm"], s_linguistic);

        Assert.Equal(expected, File.ReadAllBytes(report.Path));
        Assert.Equal(expected.Length, report.Compilation!.StoreBytes);
        Assert.Equal([report.Path], Directory.GetFileSystemEntries(_folder["stores"]));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_corpus()
    {
        SyntheticCorpusOptions options = SyntheticPresets.DenseEdges with { Types = [new("sentence", 4), new("phrase", 3)], GapRate = 0.3 };
        _ = Allocated("warm-up", 100);

        Assert.InRange(Allocated("large", 40_000) - Allocated("small", 4_000), -100_000, 100_000);

        long Allocated(string name, int slots)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            SyntheticCorpus.Write(_folder[name], options with { Slots = slots });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void What_is_there_is_replaced_only_when_asked()
    {
        _folder.Write("tf/mine.txt", "stays");
        Assert.Throws<IOException>(() => SyntheticCorpus.Write(_folder["tf"], s_linguistic));
        Assert.Throws<IOException>(() => SyntheticCorpus.WriteStore(_folder["tf"], s_linguistic, overwrite: true));
        Assert.Throws<IOException>(() => SyntheticCorpus.WriteStore(_folder["tf/mine.txt"], s_linguistic));

        SyntheticCorpus.Write(_folder["tf"], s_linguistic, overwrite: true);
        SyntheticCorpus.Write(_folder["tf"], SyntheticPresets.Flat with { Slots = 100 }, overwrite: true);

        string[] expected = ["lemma.tf", "length.tf", "mine.txt", "oslots.tf", "otext.tf", "otype.tf", "pos.tf", "text.tf"];
        Assert.Equal(expected, Directory.GetFiles(_folder["tf"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(15)]
    public void Cancellation_leaves_nothing(int steps)
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Cancelled(SyntheticCorpus.Write, "new/tf"));
        Assert.ThrowsAny<OperationCanceledException>(() => Cancelled(SyntheticCorpus.WriteStore, "new/store.cfm"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));

        void Cancelled(Func<string, SyntheticCorpusOptions, bool, IProgress<SyntheticProgress>?, CancellationToken, SyntheticReport> make, string name)
        {
            using var source = new CancellationTokenSource();
            make(_folder[name], s_linguistic, false, new CancelAfter(steps, source), source.Token);
        }
    }

    [Fact]
    public void Cancellation_while_compiling_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => SyntheticCorpus.WriteStore(_folder["my.cfm"], s_linguistic, false, new CancelAfter(1, source, "compiling"), source.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Contradictions_are_refused_before_anything_is_written()
    {
        SyntheticCorpusOptions[] wrong =
        [
            s_linguistic with { Slots = 0 },
            s_linguistic with { Slots = 1 << 28 },
            s_linguistic with { Sections = 4 },
            s_linguistic with { Types = [] },
            s_linguistic with { GapRate = 1.5 },
            s_linguistic with { GapRate = double.NaN },
            s_linguistic with { Features = [new("text", SyntheticValues.None)] },
            s_linguistic with { Features = [new("a", SyntheticValues.Text) { NodeType = "nosuch" }] },
            s_linguistic with { Features = [new("verse", SyntheticValues.Text)] },
            s_linguistic with { Features = [new("a", SyntheticValues.Text), new("A", SyntheticValues.Text)] },
            s_linguistic with { Types = [new("otype", 3)], Features = [], Edges = [], Sections = 1 },
            s_linguistic with { Features = [new("../x", SyntheticValues.Text)] },
            s_linguistic with { Features = [new("a", SyntheticValues.Text) { Distinct = 0 }] },
            s_linguistic with { Edges = [new("a", -1)] },
            s_linguistic with { Types = [new("word", 3)] },
            s_linguistic with { Types = [new("line", 0.5)] },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentException>(() => SyntheticCorpus.Write(_folder["tf"], options)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private Dictionary<string, string> Contents(string name) => Directory.GetFiles(_folder[name]).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    private sealed class CancelAfter(int steps, CancellationTokenSource source, string kind = "") : IProgress<SyntheticProgress>
    {
        private int _seen;

        public void Report(SyntheticProgress value)
        {
            if (value.Step.StartsWith(kind, StringComparison.Ordinal) && Interlocked.Increment(ref _seen) == steps)
            {
                source.Cancel();
            }
        }
    }
}

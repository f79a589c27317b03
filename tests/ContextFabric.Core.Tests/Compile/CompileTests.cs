using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Testing;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Compile;

/// <summary>Compiling real folders: same bytes, all or nothing, no work twice.</summary>
public sealed class CompileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Source => _folder["tf"];

    private string Store => Path.Combine(Source, ".cfm", "corpus.cfm");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bytes_depend_on_neither_threads_nor_place_nor_time()
    {
        RandomCorpora.Large(3000).Write(Source);
        RandomCorpora.Large(3000).Write(_folder["elsewhere/other name"]);
        byte[] first = Compile(Source, 1);

        Assert.Equal(first, Compile(Source, 1));
        Assert.Equal(first, Compile(Source, 2));
        Assert.Equal(first, Compile(Source, 4));
        Assert.Equal(first, Compile(_folder["elsewhere/other name"], 3));
        using ArrayStore store = ArrayStore.OpenFile(Store);
        Assert.Empty(store.Verify());

        static byte[] Compile(string folder, int threads)
            => File.ReadAllBytes(CorpusCompiler.Compile(folder, new CompileOptions { Force = true, Threads = threads }).StorePath);
    }

    [Fact]
    public void Random_corpora_give_the_same_bytes_with_any_number_of_threads()
    {
        RandomCorpora.Small().Sample(
            plain =>
            {
                plain.Write(Source);
                byte[] one = File.ReadAllBytes(CorpusCompiler.Compile(Source, new CompileOptions { Force = true, Threads = 1 }).StorePath);
                byte[] four = File.ReadAllBytes(CorpusCompiler.Compile(Source, new CompileOptions { Force = true, Threads = 4 }).StorePath);
                Assert.Equal(one, four);
            },
            iter: 20,
            threads: 1);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(300)]
    public void Rows_of_many_embedders_are_whole(int nodes)
    {
        PlainCorpus plain = new PlainCorpus().AddSlots("w", 2).AddNodes("phrase", [.. Enumerable.Repeat(new[] { 1, 2 }, nodes)]);
        plain.Write(Source);
        using Corpus corpus = Corpus.Open(Source);
        int[] all = [.. Enumerable.Range(3, nodes)];
        for (int node = 1; node <= corpus.MaxNode; node++)
        {
            Assert.Equal(all.Where(other => other != node), corpus.L.Up(node).ToArray().Order());
        }
    }

    [Fact]
    public void Report_and_progress()
    {
        RandomCorpora.Large(200).Write(Source);
        var steps = new Steps();
        CompileReport report = CorpusCompiler.Compile(Source, null, steps);

        long bytes = Directory.GetFiles(Source, "*.tf").Sum(path => new FileInfo(path).Length);
        Assert.Equal((Store, true, bytes, new FileInfo(Store).Length), (report.StorePath, report.IsFresh, report.SourceBytes, report.StoreBytes));
        Assert.Contains(report.Phases, phase => phase.Name == "publish");
        Assert.Equal((bytes, bytes, ""), (steps.Told[^1].Done, steps.Told[^1].Total, steps.Told[^1].Step));
        Assert.Equal(steps.Told.Select(step => step.Done).Order(), steps.Told.Select(step => step.Done));

        CompileReport again = CorpusCompiler.Compile(Source);
        Assert.Equal((Store, false, bytes, report.StoreBytes), (again.StorePath, again.IsFresh, again.SourceBytes, again.StoreBytes));
    }

    [Fact]
    public void Output_may_lie_elsewhere()
    {
        RandomCorpora.Large(50).Write(Source);
        string target = _folder["out/deep/my.cfm"];
        CompileReport report = CorpusCompiler.Compile(Source, new CompileOptions { Output = target });

        Assert.Equal(target, report.StorePath);
        Assert.False(File.Exists(Store));
        using Corpus corpus = Corpus.Open(target);
        Assert.Equal(50, corpus.MaxSlot);
    }

    [Fact]
    public void A_failing_compile_leaves_the_old_store_untouched()
    {
        PlainCorpus plain = RandomCorpora.Large(100);
        plain.Write(Source);
        CorpusCompiler.Compile(Source);
        byte[] before = File.ReadAllBytes(Store);
        string[] faults =
        [
            "@node\n@valueType=int\n\n1\tnot a number\n",
            "@node\n@valueType=int\n\n999999\t1\n",
            "no header at all\n",
        ];

        foreach (string fault in faults)
        {
            _folder.Write("tf/number.tf", fault);
            var error = Assert.Throws<TfParseException>(() => CorpusCompiler.Compile(Source));
            Assert.Contains(error.Diagnostics, d => d.Severity == DiagnosticSeverity.Error && d.Feature == "number");
            Assert.Throws<TfParseException>(() => Corpus.Open(Source).Dispose());
            Assert.Equal(before, File.ReadAllBytes(Store));
            AssertNoLeftovers();
        }

        plain.Write(Source);
        using Corpus mended = Corpus.Open(Source);
        Assert.Equal(before, File.ReadAllBytes(Store));
    }

    [Theory]
    [InlineData("otype")]
    [InlineData("oslots")]
    public void Without_nodes_there_is_no_corpus(string missing)
    {
        RandomCorpora.Large(20).Write(Source);
        File.Delete(_folder[$"tf/{missing}.tf"]);

        var error = Assert.Throws<TfParseException>(() => CorpusCompiler.Compile(Source));
        Assert.Contains($"the corpus has no {missing}", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public void A_cancelled_compile_publishes_nothing()
    {
        RandomCorpora.Large(500).Write(Source);
        int total = CountSteps();
        File.Delete(Store);
        for (int step = 1; step <= total; step++)
        {
            using var cancel = new CancellationTokenSource();
            int told = 0;
            var steps = new Steps(_ =>
            {
                if (Interlocked.Increment(ref told) == step)
                {
                    cancel.Cancel();
                }
            });
            Exception? error = Record.Exception(() => CorpusCompiler.Compile(Source, new CompileOptions { Threads = 2 }, steps, cancel.Token));
            if (error is null)
            {
                // Too late: the last step tells that the store is published.
                Assert.Equal(total, step);
                continue;
            }

            Assert.IsAssignableFrom<OperationCanceledException>(error);
            Assert.False(File.Exists(Store));
            AssertNoLeftovers();
        }

        Assert.ThrowsAny<OperationCanceledException>(() => CorpusCompiler.Compile(Source, new CompileOptions { Force = true }, null, new CancellationToken(true)));

        int CountSteps()
        {
            var steps = new Steps();
            CorpusCompiler.Compile(Source, null, steps);
            return steps.Told.Count;
        }
    }

    [Fact]
    public void Cancelling_leaves_the_old_store()
    {
        PlainCorpus plain = RandomCorpora.Large(300);
        plain.Write(Source);
        CorpusCompiler.Compile(Source);
        byte[] before = File.ReadAllBytes(Store);
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => CorpusCompiler.Compile(Source, new CompileOptions { Force = true }, new Steps(_ => cancel.Cancel()), cancel.Token));

        Assert.Equal(before, File.ReadAllBytes(Store));
        AssertNoLeftovers();
    }

    [Fact]
    public void Many_threads_compile_one_folder_and_one_of_them_works()
    {
        RandomCorpora.Large(800).Write(Source);
        var reports = new CompileReport[8];
        var openers = new int[4];
        Thread[] threads =
        [
            .. Enumerable.Range(0, reports.Length).Select(i => new Thread(() => reports[i] = CorpusCompiler.Compile(Source, new CompileOptions { Threads = 1 }))),
            .. Enumerable.Range(0, openers.Length).Select(i => new Thread(() =>
            {
                using Corpus corpus = Corpus.Open(Source);
                openers[i] = corpus.MaxSlot;
            })),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.InRange(reports.Count(report => report.IsFresh), 0, 1);
        Assert.All(openers, slots => Assert.Equal(800, slots));
        AssertSound();
    }

    [Fact]
    public void Many_processes_compile_one_folder_and_one_of_them_works()
    {
        RandomCorpora.Large(800).Write(Source);
        ChildProcess[] children = [.. Enumerable.Range(0, 4).Select(_ => ChildProcess.Start(ChildCommands.CompileOnce, Source))];
        try
        {
            Assert.All(children, child => Assert.Equal("ready", child.ReadLine()));
            Array.ForEach(children, child => child.Continue());
            (int ExitCode, string Output)[] ends = [.. children.Select(child => child.Finish())];

            Assert.All(ends, end => Assert.True(end.ExitCode == 0, end.Output));
            Assert.Single(ends, end => end.Output.Trim() == "worked");
            Assert.Equal(3, ends.Count(end => end.Output.Trim() == "waited"));
            AssertSound();
        }
        finally
        {
            Array.ForEach(children, child => child.Dispose());
        }
    }

    [Fact]
    public void A_killed_compile_leaves_a_whole_store_or_none()
    {
        const int Rounds = 30;
        RandomCorpora.Large(1500).Write(Source);
        var random = new Random(8);
        int absent = 0;
        int leftovers = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using (ChildProcess child = ChildProcess.Start(ChildCommands.CompileForever, Source))
            {
                // Past the first compilation, at one of the steps that the child tells, or a little later.
                Assert.True(Skip(child, step => step == "compiled"), "the child ended");
                for (int steps = random.Next(60); steps > 0; steps--)
                {
                    Assert.NotNull(child.ReadLine());
                }

                Thread.SpinWait(random.Next(200_000));
                child.Kill();
            }

            if (File.Exists(Store))
            {
                using Corpus whole = Corpus.Open(Store);
                Assert.Empty(whole.Stores[0].Verify());
                Assert.Equal(1500, whole.MaxSlot);
            }
            else
            {
                absent++;
            }

            leftovers += Leftovers().Length > 0 ? 1 : 0;
            CorpusCompiler.Compile(Source, new CompileOptions { Threads = 2 });
            AssertSound();
        }

        Assert.True(absent > 0 && absent < Rounds && leftovers > 0, $"{absent} without a store, {leftovers} with leftovers: the kills came too early or too late");

        static bool Skip(ChildProcess child, Func<string, bool> until)
        {
            while (child.ReadLine() is string line)
            {
                if (until(line))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private void AssertSound()
    {
        using Corpus corpus = Corpus.Open(Source, new CorpusOptions { CacheMode = CacheMode.Never });
        Assert.Empty(corpus.Stores[0].Verify());
        AssertNoLeftovers();
    }

    private void AssertNoLeftovers() => Assert.Empty(Leftovers());

    /// <summary>Whatever lies beside a store and is not meant to stay.</summary>
    private string[] Leftovers()
    {
        string[] kept = ["corpus.cfm", "corpus.cfm.stamp", "corpus.cfm.lock"];
        string folder = Path.GetDirectoryName(Store)!;
        return Directory.Exists(folder) ? [.. Directory.GetFileSystemEntries(folder).Where(path => !kept.Contains(Path.GetFileName(path)))] : [];
    }

    private sealed class Steps(Action<CompileProgress>? then = null) : IProgress<CompileProgress>
    {
        public List<CompileProgress> Told { get; } = [];

        public void Report(CompileProgress value)
        {
            lock (Told)
            {
                Told.Add(value);
            }

            then?.Invoke(value);
        }
    }
}

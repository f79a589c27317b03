using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using ContextFabric.Compile;
using ContextFabric.Storage.Memory;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Machine;

public sealed class ProcessReadingTests
{
    private const long Mebi = 1 << 20;

    [Theory]
    [InlineData(100 * Mebi, 101 * Mebi, true)]
    [InlineData(100 * Mebi, 102 * Mebi, false)]
    [InlineData(400 * Mebi, 403 * Mebi, true)]
    [InlineData(400 * Mebi, 395 * Mebi, false)]
    [InlineData(1 * Mebi, 2 * Mebi, true)]
    public void Two_readings_agree_within_one_percent_or_one_megabyte(long before, long now, bool expected) =>
        Assert.Equal(expected, ProcessReading.IsSettled(before, now));

    [Fact]
    public void A_sum_knows_no_more_than_its_parts()
    {
        var sum = ProcessReading.Sum([new ProcessReading { Rss = 5, Pss = 3, Tries = 2 }, new ProcessReading { Rss = 7, Tries = 4 }]);
        Assert.Equal(12, sum.Rss);
        Assert.Null(sum.Pss);
        Assert.Equal(4, sum.Tries);
    }

    [Fact]
    public void The_cells_are_as_many_as_the_columns_between_stage_and_the_end()
    {
        int before = RawColumns.Memory.ToList().IndexOf("rss_mb");
        Assert.Equal(RawColumns.Memory.Count - before, new ProcessReading().Cells(null).Length);
    }

    [Fact]
    public async Task A_process_that_has_ended_gives_an_error_never_zero()
    {
        int id;
        using (var child = ChildProcess.Start(ChildCommands.FalsePeerCommand, FalsePeer.Deaf))
        {
            id = child.Id;
            ProcessReading reading = await ProcessReading.ReadSettledAsync(id, [], TestContext.Current.CancellationToken);
            Assert.True(reading.Rss > 0);
            child.Kill();
        }

        Assert.Throws<BenchException>(() => ProcessReading.Read(id, []));
        await Assert.ThrowsAsync<BenchException>(() => ProcessReading.ReadSettledAsync(id, [], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_corpus_is_mapped_read_only_and_shared_and_once_however_often_it_is_opened()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("only Linux tells how files are mapped");
        }

        using var folder = new BenchFolder();
        string store = RealPath.Of(CorpusCompiler.Compile(folder.Corpus, new CompileOptions { Output = Path.Combine(folder.Root, "made.cfm") }).StorePath);
        Subject mapped = Subject.List([WorkerSession.Mapped], [], null, addCopy: false, ChildCommands.Self, []).All[0];
        using WorkerClient worker = await WorkerClient.StartAsync(mapped.Launch(TimeSpan.FromMinutes(2), null, null), TestContext.Current.CancellationToken);
        ProcessReading once = await OpenAndTouchAsync(worker, store);
        IReadOnlyList<MemoryMapping> mappings = SmapsMap.Find(worker.ProcessId, store)!;
        Assert.NotEmpty(mappings);
        Assert.All(mappings, mapping => Assert.True(mapping.IsSharedReadOnly && mapping.Permissions == "r--s", mapping.Permissions));

        ProcessReading twice = await OpenAndTouchAsync(worker, store);
        Assert.True(once.CorpusPss > 0 && twice.CorpusPss <= once.CorpusPss, $"{once.CorpusPss} opened once, {twice.CorpusPss} opened twice");
    }

    private static async Task<ProcessReading> OpenAndTouchAsync(WorkerClient worker, string store)
    {
        await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Open, Path = store, Features = FeatureSelection.All }, TestContext.Current.CancellationToken);
        await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Touch, Kind = TouchKinds.All }, TestContext.Current.CancellationToken);
        return ProcessReading.Read(worker.ProcessId, [store]);
    }
}

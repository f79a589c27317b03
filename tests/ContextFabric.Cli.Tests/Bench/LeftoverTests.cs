using System.Diagnostics;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;
using ContextFabric.Cli.Tests.Support;
using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Cli.Tests.Bench;

/// <summary>What is left when something is killed, and what workers map.</summary>
public sealed class LeftoverTests(CliFixture cli)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_killed_benchmark_leaves_no_scratch_and_the_rows_so_far()
    {
        RequireLinux();
        var files = new BenchResult(Path.Combine(cli.NewFolder(), "results"));
        using Process bench = Process.Start(cli.StartInfo("bench", "scale", "--axis", "slots", "--slots", "1000,200000", "--runs", "50", "--warmup", "0", "--output", files.Folder))!;
        await UntilAsync(() => files.Rows("scale.csv").Any(row => row["measure"] == "compile"));
        int[] children = ChildrenOf(bench.Id);

        bench.Kill();

        await UntilAsync(() => files.Scratch().Length == 0 && children.All(id => !IsAlive(id)));
        Assert.NotEmpty(children);
        Assert.NotEmpty(files.Rows("scale.csv"));
        Assert.False(files.Config().GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task An_interrupted_benchmark_cleans_up_and_says_that_it_is_incomplete()
    {
        RequireLinux();
        var files = new BenchResult(Path.Combine(cli.NewFolder(), "results"));
        using Process bench = Process.Start(cli.StartInfo("bench", "compile", cli.Corpus, "--runs", "1000", "--warmup", "0", "--output", files.Folder))!;
        await UntilAsync(() => files.Rows("compile.csv").Count > 0);
        int[] children = ChildrenOf(bench.Id);

        using (Process.Start("kill", ["-INT", FormattableString.Invariant($"{bench.Id}")]))
        {
            await CliProcess.EndOfAsync(bench);
        }

        Assert.Equal(130, bench.ExitCode);
        Assert.Empty(files.Scratch());
        Assert.False(files.Config().GetProperty("complete").GetBoolean());
        Assert.NotEmpty(files.Rows("compile.csv"));
        await UntilAsync(() => children.All(id => !IsAlive(id)));
    }

    [Fact]
    public async Task A_killed_worker_is_not_read_as_nothing()
    {
        RequireLinux();
        using BenchRun run = Start();
        var subject = new PreparedSubject(run.Subjects.All[0], new SubjectCache(cli.Store, [RealPath.Of(cli.Store)]));
        using WorkerGroup group = await WorkerGroup.StartAsync(run, subject, 2, "test", TestContext.Current.CancellationToken);
        await group.OpenAsync(TestContext.Current.CancellationToken);
        using (var victim = Process.GetProcessById(group.Members[1].ProcessId))
        {
            victim.Kill();
            await UntilAsync(() => !group.Members[1].Worker!.IsAlive);
        }

        GroupReading reading = await group.ReadSettledAsync(TestContext.Current.CancellationToken);

        Assert.Null(reading.Sum);
        Assert.NotNull(reading.Failure);
        Assert.True(reading.Processes[0]!.Rss > 0);
        Assert.Equal(["ok", "error", "error"], reading.Rows("open", []).Select(row => row.Verdict));
    }

    [Fact]
    public async Task Workers_map_stores_read_only_and_shared_and_a_second_opening_costs_no_second_copy()
    {
        RequireLinux();
        string store = RealPath.Of(cli.NewStore());
        using BenchRun run = Start();
        var subject = new PreparedSubject(run.Subjects.All[0], new SubjectCache(store, [store]));
        using WorkerGroup group = await WorkerGroup.StartAsync(run, subject, 1, "test", TestContext.Current.CancellationToken);
        var touch = new WorkerRequest { Op = WorkerOps.Touch, Kind = TouchKinds.All };
        await group.OpenAsync(TestContext.Current.CancellationToken);
        await group.SendAsync(touch, TestContext.Current.CancellationToken);
        long? once = (await group.ReadSettledAsync(TestContext.Current.CancellationToken)).Sum!.CorpusPss;

        await group.OpenAsync(TestContext.Current.CancellationToken);
        await group.SendAsync(touch, TestContext.Current.CancellationToken);
        long? twice = (await group.ReadSettledAsync(TestContext.Current.CancellationToken)).Sum!.CorpusPss;

        Assert.True(once > 0);
        Assert.InRange(twice!.Value, once!.Value, once.Value * 11 / 10);
        Assert.All(SmapsMap.Find(group.Members[0].ProcessId, store)!, mapping => Assert.Equal("r--s", mapping.Permissions));
        await group.First.SendAsync(new WorkerRequest { Op = WorkerOps.Close }, TestContext.Current.CancellationToken);
        Assert.Empty(SmapsMap.Find(group.Members[0].ProcessId, store)!);
    }

    private BenchRun Start()
    {
        ProcessStartInfo self = cli.StartInfo();
        var options = new BenchOptions { Corpora = [cli.Store], Subjects = [WorkerSession.Mapped], Self = [self.FileName], Output = Path.Combine(cli.NewFolder(), "results") };
        return BenchRun.Start("test", options, [], progress: null);
    }

    private static int[] ChildrenOf(int process) => File.Exists($"/proc/{process}/task/{process}/children")
        ? [.. Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(task => ReadOrEmpty(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse)]
        : [];

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return string.Empty; // a thread that has ended
        }
    }

    // a process that nobody has waited for yet is dead all the same
    private static bool IsAlive(int process) =>
        ReadOrEmpty($"/proc/{process}/stat") is { Length: > 0 } stat && stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < s_patience, "it did not happen");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals and the figures of Linux");
}

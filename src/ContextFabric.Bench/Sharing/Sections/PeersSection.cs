using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Sharing;

/// <summary>Other engines on the same corpus, measured in the same way. Sizes in bytes.</summary>
internal sealed record PeersResult(IReadOnlyList<PeerFigures> Peers, IReadOnlyList<string> Failures);

/// <summary>One engine.</summary>
internal sealed record PeerFigures
{
    public required string Name { get; init; }

    /// <summary>What it calls itself, with version and runtime.</summary>
    public required string Engine { get; init; }

    public required int Workers { get; init; }

    public required Spread SingleRss { get; init; }

    public Spread? SinglePss { get; init; }

    public Spread? SingleUss { get; init; }

    public required Spread SpawnRss { get; init; }

    public Spread? SpawnPss { get; init; }

    public Spread? SpawnUss { get; init; }

    /// <summary>Parent and forked children; null when it offers no fork.</summary>
    public Spread? ForkRss { get; init; }

    public Spread? ForkPss { get; init; }

    /// <summary>(ΣPSS(N) − PSS(1)) ÷ (N − 1).</summary>
    public Spread? Marginal { get; init; }

    /// <summary>ΣPSS ÷ (N × PSS of one).</summary>
    public double? PssRatio { get; init; }

    /// <summary>ΣRSS ÷ (N × RSS of one).</summary>
    public double? RssRatio { get; init; }
}

/// <summary>
/// Has peers open a copy of the sources, in one process, in several that are started together, and in forked children where
/// they offer it; every value of every feature is read. They run after our own modes and less often, because opening takes them seconds.
/// </summary>
internal sealed class PeersSection(SharingContext context)
{
    private const int MostRuns = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);
    private readonly List<GroupReading> _readings = [];

    public async Task<PeersResult> RunAsync(CancellationToken cancellationToken)
    {
        SubjectList subjects = Subject.List([], context.Settings.Peers, baseline: null, addCopy: false, SelfCommand.Words(), []);
        string sources = SharingSystem.SourceOf(context.Stores[0])
            ?? throw new SharingException($"{context.Stores[0]}: peers need the .tf files that it was made of, and its folder has none");
        using WorkerGuard guard = WorkerGuard.Start(SelfCommand.Words());
        var peers = new List<PeerFigures>();
        var failures = new List<string>();
        foreach (Subject subject in subjects.All)
        {
            context.Report($"{subject.Name}: opening a copy of the sources for the first time", 0);
            string folder = Prepare(subject, sources);
            try
            {
                peers.Add(Summarize(subject.Name, await MeasureAsync(subject, folder, guard, cancellationToken).ConfigureAwait(false)));
            }
            catch (WorkerException e)
            {
                // what the others have to say does not depend on it
                failures.Add(e.Message);
            }

            Directory.Delete(folder, recursive: true);
        }

        return new PeersResult(peers, failures);
    }

    // engines write their caches beside the sources, and the corpus folder is not theirs to write to
    private string Prepare(Subject subject, string sources)
    {
        string folder = Directory.CreateDirectory(context.Scratch.File($"peer-{subject.Name}")).FullName;
        foreach (string file in Directory.EnumerateFiles(sources, "*.tf"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    private async Task<string> MeasureAsync(Subject subject, string folder, WorkerGuard guard, CancellationToken cancellationToken)
    {
        string engine = string.Empty;
        await RunAsync(subject, folder, 1, guard, MemoryMode.Single, null, cancellationToken).ConfigureAwait(false);
        int runs = Math.Min(MostRuns, context.Settings.Runs);
        for (int block = 0; block < runs; block++)
        {
            context.Report($"{subject.Name}: run {block + 1} of {runs}", (double)block / runs);
            engine = await RunAsync(subject, folder, 1, guard, MemoryMode.Single, block, cancellationToken).ConfigureAwait(false);
            if (context.Settings.Workers > 1)
            {
                _ = await RunAsync(subject, folder, context.Settings.Workers, guard, MemoryMode.Spawn, block, cancellationToken).ConfigureAwait(false);
            }
        }

        return engine;
    }

    private async Task<string> RunAsync(
        Subject subject, string folder, int count, WorkerGuard guard, MemoryMode mode, int? block, CancellationToken cancellationToken)
    {
        List<WorkerClient> clients = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                clients.Add(WorkerClient.Start(guard.Mark(subject.Launch(s_patience, processors: null, log: null))));
                guard.Watch(clients[i].ProcessId);
            }

            await Task.WhenAll(clients.Select(c => OpenAsync(c, folder, cancellationToken))).ConfigureAwait(false);
            if (block is { } number)
            {
                Add(subject, folder, mode, count, number, clients, []);
                if (mode == MemoryMode.Single && context.Settings.Workers > 1 && clients[0].Hello.Ops?.Contains(WorkerOps.Fork) == true)
                {
                    await ForkAsync(subject, folder, number, clients, cancellationToken).ConfigureAwait(false);
                }
            }

            WorkerAnswer hello = clients[0].Hello;
            await Task.WhenAll(clients.Select(c => c.ExitAsync(cancellationToken))).ConfigureAwait(false);
            return $"{hello.Name} {hello.Version}, {hello.Runtime}";
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }
    }

    private static async Task OpenAsync(WorkerClient client, string folder, CancellationToken cancellationToken)
    {
        await client.SayHelloAsync(cancellationToken).ConfigureAwait(false);
        _ = await client.SendAsync(new WorkerRequest { Op = WorkerOps.Open, Path = folder, Features = FeatureSelection.All }, cancellationToken).ConfigureAwait(false);
        _ = await client.SendAsync(new WorkerRequest { Op = WorkerOps.Touch, Kind = TouchKinds.All, Seed = 1 }, cancellationToken).ConfigureAwait(false);
        _ = await client.SendAsync(new WorkerRequest { Op = WorkerOps.Gc }, cancellationToken).ConfigureAwait(false);
    }

    private async Task ForkAsync(Subject subject, string folder, int block, List<WorkerClient> clients, CancellationToken cancellationToken)
    {
        int workers = context.Settings.Workers;
        Workers.WorkerReply reply = await clients[0].SendAsync(
            new WorkerRequest { Op = WorkerOps.Fork, N = workers, Kind = TouchKinds.All, Seed = 1 }, cancellationToken).ConfigureAwait(false);
        Add(subject, folder, MemoryMode.Fork, workers, block, clients, reply.Answer.Pids ?? []);
    }

    private void Add(Subject subject, string folder, MemoryMode mode, int workers, int block, List<WorkerClient> clients, IReadOnlyList<int> children)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)];
        var reading = new GroupReading
        {
            Block = block,
            Subject = subject.Name,
            Mode = mode,
            Workers = workers,
            Stage = TouchStage.Touched,
            Processes =
            [
                .. clients.Select(c => ProcessFigures.Read(c.ProcessId, children.Count > 0 ? "host" : "worker", files, null)),
                .. children.Select(c => ProcessFigures.Read(c, "child", files, null)),
            ],
        };
        context.Record(reading, 0, null);
        _readings.Add(reading);
    }

    private PeerFigures Summarize(string name, string engine)
    {
        List<GroupReading> own = [.. _readings.Where(r => r.Subject == name)];
        List<GroupReading> single = [.. own.Where(r => r.Mode == MemoryMode.Single)];
        List<GroupReading> spawn = [.. own.Where(r => r.Mode == MemoryMode.Spawn)];
        List<GroupReading> fork = [.. own.Where(r => r.Mode == MemoryMode.Fork)];
        int workers = context.Settings.Workers;
        static Spread? Of(List<GroupReading> readings, Func<GroupReading, long?> figure) => Spread.Of(readings.Select(r => (double?)figure(r)));
        Spread rss = Of(single, r => r.Rss)!;
        Spread? pss = Of(single, r => r.Pss);
        Spread? spawnPss = Of(spawn, r => r.Pss);
        return new PeerFigures
        {
            Name = name,
            Engine = engine,
            Workers = workers,
            SingleRss = rss,
            SinglePss = pss,
            SingleUss = Of(single, r => r.Uss),
            SpawnRss = Of(spawn, r => r.Rss) ?? rss,
            SpawnPss = spawnPss,
            SpawnUss = Of(spawn, r => r.Uss),
            ForkRss = Of(fork, r => r.Rss),
            ForkPss = Of(fork, r => r.Pss),
            Marginal = Spread.Of(spawn.Zip(single, (all, one) => (double?)(all.Pss - one.Pss) / (workers - 1))),
            PssRatio = spawnPss?.Mean / (workers * pss?.Mean),
            RssRatio = Of(spawn, r => r.Rss)?.Mean / (workers * rss.Mean),
        };
    }
}

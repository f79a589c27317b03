using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// Tables 2 and 3: what processes cost by mode. Each block runs every mode once, in an order of its own, so that a machine
/// that warms up, slows down or fills up does so for all modes. All processes of a mode are alive and idle while they
/// are read from outside, and end before the next mode begins.
/// </summary>
internal sealed class MemorySection(SharingContext context)
{
    private const int SeriesBlocks = 3;
    private readonly List<GroupReading> _readings = [];
    private readonly int _workers = context.Settings.Workers;
    private int _order;

    public async Task<MemoryResult> RunAsync(CancellationToken cancellationToken)
    {
        SharingSettings settings = context.Settings;
        var random = new Random(settings.Seed);
        int blocks = settings.WarmUp + settings.Runs;
        context.RecordSystem(SharingSection.Memory, "before");
        for (int i = 0; i < blocks; i++)
        {
            int block = i - settings.WarmUp;
            MemoryMode[] modes = ModesOf(block);
            random.Shuffle(modes);
            for (_order = 0; _order < modes.Length; _order++)
            {
                string turn = block < 0 ? $"warm-up {i + 1} of {settings.WarmUp}" : $"run {block + 1} of {settings.Runs}";
                context.Report($"{turn}: {MemoryModes.Describe(modes[_order], _workers)}", (i + ((double)_order / modes.Length)) / blocks);
                await RunAsync(modes[_order], block, cancellationToken).ConfigureAwait(false);
            }
        }

        context.RecordSystem(SharingSection.Memory, "after");
        return MemoryVerdict.Judge(settings, context.StoreBytes, [.. _readings.Where(r => r.Block >= 0)]);
    }

    private MemoryMode[] ModesOf(int block) =>
    [
        .. Enum.GetValues<MemoryMode>().Where(mode => mode switch
        {
            MemoryMode.Series => !context.Settings.Quick && block is >= 0 and < SeriesBlocks && _workers > 1,
            MemoryMode.Spawn => _workers > 1,
            MemoryMode.PrivateCopy => context.Copies > 0,
            MemoryMode.Fork => Storage.Raw.ForkProbe.IsSupported,
            _ => true,
        }),
    ];

    private Task RunAsync(MemoryMode mode, int block, CancellationToken cancellationToken) => mode switch
    {
        MemoryMode.NoCorpus => GrowAsync(mode, _workers, WorkerKind.None, [context.Small], block, cancellationToken),
        MemoryMode.PrivateCopy => GrowAsync(mode, context.Copies, WorkerKind.Copied, context.Stores, block, cancellationToken),
        MemoryMode.Single => SpawnAsync(mode, 1, block, cancellationToken),
        MemoryMode.Spawn => SpawnAsync(mode, _workers, block, cancellationToken),
        MemoryMode.Series => SeriesAsync(block, cancellationToken),
        MemoryMode.SharedHost => HostAsync(block, cancellationToken),
        MemoryMode.Fork => ForkAsync(block, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    // one first, then the others beside it
    private async Task GrowAsync(MemoryMode mode, int workers, WorkerKind kind, IReadOnlyList<string> stores, int block, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await WorkerGroup.StartAsync(1, kind, stores, cancellationToken).ConfigureAwait(false);
        _ = await group[0].AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        Add(mode, 1, TouchStage.Touched, block, group);
        if (workers > 1)
        {
            await group.AddAsync(workers - 1, kind, stores, cancellationToken).ConfigureAwait(false);
            _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
            Add(mode, workers, TouchStage.Touched, block, group);
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SpawnAsync(MemoryMode mode, int count, int block, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await WorkerGroup.StartAsync(count, WorkerKind.Mapped, context.Stores, cancellationToken).ConfigureAwait(false);
        Add(mode, count, TouchStage.Loaded, block, group);
        _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        Add(mode, count, TouchStage.Touched, block, group);
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SeriesAsync(int block, CancellationToken cancellationToken)
    {
        using var group = new WorkerGroup();
        for (int count = 1; count <= Math.Min(2 * _workers, SharingSettings.MostWorkers); count *= 2)
        {
            await group.AddAsync(count - group.Workers.Count, WorkerKind.Mapped, context.Stores, cancellationToken).ConfigureAwait(false);
            _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
            Add(MemoryMode.Series, count, TouchStage.Touched, block, group);
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task HostAsync(int block, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.Mapped, context.Stores, cancellationToken).ConfigureAwait(false);
        foreach (int sessions in _workers == 1 ? [1] : new[] { 1, _workers })
        {
            _ = await group[0].AskAsync($"{WorkerProtocol.Sessions} {sessions}", cancellationToken).ConfigureAwait(false);
            Add(MemoryMode.SharedHost, sessions, TouchStage.Touched, block, group);
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ForkAsync(int block, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.ForkHost, context.Stores, cancellationToken).ConfigureAwait(false);
        WorkerProcess host = group[0];
        Add(MemoryMode.Fork, 0, TouchStage.Loaded, block, group);
        _ = await host.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        Add(MemoryMode.Fork, 0, TouchStage.Touched, block, group);
        foreach (TouchStage stage in Enum.GetValues<TouchStage>())
        {
            string request = $"{WorkerProtocol.Fork} {_workers} {(stage == TouchStage.Touched ? WorkerProtocol.Touch : "rest")}";
            WorkerReply reply = await host.AskAsync(request, cancellationToken).ConfigureAwait(false);
            List<int> children = [.. reply.All("child").Select(c => int.Parse(c, System.Globalization.CultureInfo.InvariantCulture))];
            if (reply.Number("right") != children.Count || children.Count != _workers)
            {
                throw new SharingException($"{children.Count - reply.Number("right")} of {children.Count} forked children read other bytes than their parent");
            }

            Add(MemoryMode.Fork, _workers, stage, block, group, children);
            _ = await host.AskAsync(WorkerProtocol.Release, cancellationToken).ConfigureAwait(false);
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Add(MemoryMode mode, int workers, TouchStage stage, int block, WorkerGroup group, IReadOnlyList<int>? children = null)
    {
        string role = mode is MemoryMode.Fork or MemoryMode.SharedHost ? "host" : "worker";
        var reading = new GroupReading
        {
            Block = block,
            Mode = mode,
            Workers = workers,
            Stage = stage,
            Processes =
            [
                .. group.Workers.Select(w => ProcessFigures.Read(w.Id, role, context.Stores, w)),
                .. (children ?? []).Select(c => ProcessFigures.Read(c, "child", context.Stores, null)),
            ],
        };
        context.Record(reading, _order, ResidentBytes());
        _readings.Add(reading);
    }

    private long? ResidentBytes() => context.Stores.Aggregate((long?)0, (sum, store) => sum + PageCache.ResidentBytes(store));
}

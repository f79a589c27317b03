using ContextFabric.Storage.Memory;

namespace ContextFabric.Cli.Sharing;

/// <summary>
/// Measures what workers on one store cost: groups of them are started, all wait at a barrier while they
/// are measured from outside, all end before the next group starts.
/// </summary>
/// <param name="stores">The stores of the corpus.</param>
/// <param name="small">A store that is opened and closed by the workers without a corpus.</param>
/// <param name="workers">How many workers.</param>
internal sealed class SharingExperiment(IReadOnlyList<string> stores, string small, int workers)
{
    private const int SampledPages = 4096;

    /// <summary>Runs all groups. <paramref name="progress"/> is told what is being done and how far it is.</summary>
    public async Task<SharingReport> RunAsync(Action<string, double> progress, CancellationToken cancellationToken)
    {
        (WorkerMode Mode, int Count)[] plan = Plan(workers);
        var runs = new List<SharingRun>();
        foreach ((WorkerMode mode, int count) in plan)
        {
            progress($"{count} × {Describe(mode)}", (double)runs.Count / plan.Length);
            runs.Add(await RunGroupAsync(mode, count, cancellationToken).ConfigureAwait(false));
        }

        return SharingVerdict.Judge(SharingSystem.Describe(stores[0]), stores, stores.Sum(s => new FileInfo(s).Length), workers, runs);
    }

    private static (WorkerMode Mode, int Count)[] Plan(int workers)
    {
        WorkerMode[] modes = [WorkerMode.None, WorkerMode.Mapped, WorkerMode.Copied];
        return [.. modes.SelectMany(mode => workers == 1 ? [(mode, 1)] : new[] { (mode, 1), (mode, workers) })];
    }

    private static string Describe(WorkerMode mode) => mode switch
    {
        WorkerMode.None => "no corpus",
        WorkerMode.Mapped => "mapped corpus",
        _ => "private copy",
    };

    private async Task<SharingRun> RunGroupAsync(WorkerMode mode, int count, CancellationToken cancellationToken)
    {
        List<WorkerProcess> group = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                group.Add(WorkerProcess.Start(mode, mode == WorkerMode.None ? [small] : stores));
            }

            await Task.WhenAll(group.Select(w => w.WaitUntilReadyAsync(cancellationToken))).ConfigureAwait(false);
            List<ProcessMemory> loaded = [.. group.Select(w => Read(w.Id))];
            await Task.WhenAll(group.Select(w => w.TouchAsync(cancellationToken))).ConfigureAwait(false);
            List<ProcessMemory> touched = [.. group.Select(w => Read(w.Id))];
            var run = new SharingRun
            {
                Mode = mode,
                Workers = [.. group.Select((w, i) => ToFigures(w, loaded[i], touched[i]))],
                Frames = mode == WorkerMode.None ? null : CompareFrames(mode, group),
            };
            await Task.WhenAll(group.Select(w => w.QuitAsync(cancellationToken))).ConfigureAwait(false);
            return run;
        }
        finally
        {
            group.ForEach(w => w.Dispose());
        }
    }

    private static ProcessMemory Read(int processId) => ProcessMemory.Read(processId)
        ?? throw new CliException(ExitCode.Failed, SharingSystem.WhyUnsupported);

    private WorkerFigures ToFigures(WorkerProcess worker, ProcessMemory loaded, ProcessMemory touched) => new()
    {
        ProcessId = worker.Id,
        Rss = touched.Rss,
        Pss = touched.Pss,
        Uss = touched.Uss,
        SharedClean = touched.SharedClean,
        PrivateDirty = touched.PrivateDirty,
        Anonymous = touched.Anonymous,
        FilePmdMapped = touched.FilePmdMapped,
        PageTables = touched.PageTables ?? 0,
        MinorFaults = touched.MinorFaults ?? 0,
        MajorFaults = touched.MajorFaults ?? 0,
        ReadBytes = touched.ReadBytes ?? 0,
        ManagedHeap = worker.HeapBytes,
        OpenMilliseconds = worker.OpenTime.TotalMilliseconds,
        PssAsLoaded = loaded.Pss,
        UssAsLoaded = loaded.Uss,
        Mapping = FindMapping(worker.Id),
    };

    private StoreMapping? FindMapping(int processId)
    {
        List<MemoryMapping> mappings = MappingsOf(processId);
        return mappings.Count == 0 ? null : new StoreMapping
        {
            Permissions = string.Join(' ', mappings.Select(m => m.Permissions).Distinct()),
            IsSharedReadOnly = mappings.All(m => m.IsSharedReadOnly),
            Rss = mappings.Sum(m => m.Rss),
            Pss = mappings.Sum(m => m.Pss),
            Private = mappings.Sum(m => m.PrivateClean + m.PrivateDirty),
        };
    }

    private List<MemoryMapping> MappingsOf(int processId) =>
        [.. (SmapsMap.Read(processId) ?? []).Where(m => stores.Contains(m.Path))];

    // copies stand for no file, so they are found by the address that the worker tells
    private FrameComparison? CompareFrames(WorkerMode mode, List<WorkerProcess> group)
    {
        var samples = new List<PageState[]>();
        foreach (WorkerProcess worker in group)
        {
            IEnumerable<PageSample?> parts = mode == WorkerMode.Mapped
                ? MappingsOf(worker.Id).Select(m => PageMap.Sample(worker.Id, m, SampledPages))
                : worker.Ranges.Select(r => PageMap.Sample(worker.Id, r.Start, r.Length, SampledPages));
            List<PageSample?> taken = [.. parts];
            if (taken.Count == 0 || taken.Contains(null))
            {
                return null;
            }

            samples.Add([.. taken.SelectMany(sample => sample!.Pages)]);
        }

        return Compare(samples);
    }

    /// <summary>Counts the pages that all samples have in common.</summary>
    internal static FrameComparison? Compare(IReadOnlyList<PageState[]> samples)
    {
        int pages = samples.Min(s => s.Length);
        if (samples.Any(s => s.Length != pages))
        {
            return null;
        }

        int shared = 0;
        int same = 0;
        for (int i = 0; i < pages; i++)
        {
            shared += samples.All(s => s[i] is { IsPresent: true, IsFileBacked: true, IsExclusive: false }) ? 1 : 0;
            same += samples.All(s => s[i].Frame != 0 && s[i].Frame == samples[0][i].Frame) ? 1 : 0;
        }

        bool hasFrames = samples.All(s => s.Any(p => p.Frame != 0));
        return new FrameComparison { Sampled = pages, SharedFilePages = shared, SameFrame = hasFrames ? same : null };
    }
}

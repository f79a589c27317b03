using System.Diagnostics;
using System.Text.Json;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>The walk through the note: part by part, every one with workers of its own, and a verdict.</summary>
/// <param name="stores">The stores of the corpus. Nothing in this process may map them meanwhile.</param>
/// <param name="small">The store of a small corpus, for workers without the corpus and for experiments with files.</param>
/// <param name="settings">What to measure.</param>
internal sealed class SharingRun(IReadOnlyList<string> stores, string small, SharingSettings settings)
{
    // how long the parts take, about
    private static readonly Dictionary<SharingSection, double> s_weights = new()
    {
        [SharingSection.Modes] = 1,
        [SharingSection.Memory] = 30,
        [SharingSection.Frames] = 2,
        [SharingSection.Dirty] = 1.5,
        [SharingSection.Eviction] = 3,
        [SharingSection.Limit] = 1,
        [SharingSection.Shm] = 2,
        [SharingSection.Rename] = 1,
        [SharingSection.Truncate] = 0.5,
        [SharingSection.Fork] = 0.3,
    };

    /// <summary>Runs all parts that were asked for.</summary>
    /// <param name="folder">Where the raw files go while it runs; null for none.</param>
    /// <param name="command">The command line, for the record.</param>
    /// <param name="progress">Told what is being done, and how far it is from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it; raw rows written so far stay.</param>
    /// <exception cref="SharingException">A worker failed.</exception>
    public async Task<SharingReport> RunAsync(RunFolder? folder, string command, Action<string, double> progress, CancellationToken cancellationToken)
    {
        RemoveLeftovers(settings);
        long begin = Stopwatch.GetTimestamp();
        using var context = new SharingContext(stores, small, settings, folder, progress);
        var report = new SharingReport
        {
            RunId = context.RunId,
            Corpus = context.CorpusName,
            Stores = context.Stores,
            StoreBytes = context.StoreBytes,
            Settings = settings,
            Environment = SharingSystem.Describe(context.Stores[0]),
            OtherMappers = OtherMappers(context.Stores),
        };
        WriteConfiguration(folder, report, command, complete: false);
        double total = settings.Sections.Sum(s => s_weights[s]);
        double done = 0;
        foreach (SharingSection section in SharingSections.All.Where(settings.Sections.Contains))
        {
            context.Enter(done / total, (done + s_weights[section]) / total);
            report = await RunAsync(section, context, report, cancellationToken).ConfigureAwait(false);
            done += s_weights[section];
        }

        report = report with { Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
        report = report with { Note = NoteTable.Rows(report) };
        WriteConfiguration(folder, report, command, complete: true);
        return report;
    }

    /// <summary>Removes what measurements that were killed have left. Others that run now are left alone.</summary>
    public static void RemoveLeftovers(SharingSettings settings)
    {
        foreach (string parent in settings.Scratch is { } own ? [own] : SharingSystem.ScratchParents())
        {
            _ = ScratchFolder.RemoveStale(parent);
        }

        _ = SharedMemoryObject.RemoveAbandoned();
    }

    private static async Task<SharingReport> RunAsync(SharingSection section, SharingContext context, SharingReport report, CancellationToken cancellationToken) => section switch
    {
        SharingSection.Modes => report with { Modes = await new ModesSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Memory => report with { Memory = await new MemorySection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Frames => report with { Frames = await new FramesSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Dirty => report with { Dirty = await new DirtySection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Eviction => report with { Eviction = await new EvictionSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Limit => report with { Limit = await new LimitSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Shm => report with { SharedMemory = await new SharedMemorySection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Rename => report with { Rename = await new RenameSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Truncate => report with { Truncate = await new TruncateSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        SharingSection.Fork => report with { Fork = await new ForkSection(context).RunAsync(cancellationToken).ConfigureAwait(false) },
        _ => throw new ArgumentOutOfRangeException(nameof(section)),
    };

    private static List<int>? OtherMappers(IReadOnlyList<string> stores)
    {
        List<FileMappers?> found = [.. stores.Select(PageCache.FindMappers)];
        return found.Contains(null) ? null : [.. found.SelectMany(m => m!.ProcessIds).Where(p => p != Environment.ProcessId).Distinct().Order()];
    }

    private static void WriteConfiguration(RunFolder? folder, SharingReport report, string command, bool complete)
    {
        if (folder is null)
        {
            return;
        }

        var configuration = new SharingConfiguration(report.RunId, command, report.Corpus, report.Stores, report.StoreBytes, report.Settings, complete);
        File.WriteAllText(folder.File("config.json"), JsonSerializer.Serialize(configuration, SharingJson.Instance.SharingConfiguration) + "\n");
        File.WriteAllText(folder.File("environment.json"), JsonSerializer.Serialize(EnvironmentReader.Read(anonymize: false), MachineJson.Instance.EnvironmentRecord) + "\n");
    }
}

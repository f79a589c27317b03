using System.Diagnostics;
using System.Text.Json.Serialization;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>Processes that were alive and quiet at one moment, and what they cost. Sizes in bytes.</summary>
internal sealed record GroupReading
{
    /// <summary>Which repetition; negative numbers are warm-ups.</summary>
    public required int Block { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<MemoryMode>))]
    public required MemoryMode Mode { get; init; }

    /// <summary>Workers, sessions or children.</summary>
    public required int Workers { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<TouchStage>))]
    public required TouchStage Stage { get; init; }

    public required IReadOnlyList<ProcessFigures> Processes { get; init; }

    public long Rss => Processes.Sum(p => p.Rss);

    public long? Pss => Sum(p => p.Pss);

    public long? Uss => Sum(p => p.Uss);

    public long? PageTables => Sum(p => p.PageTables);

    /// <summary>Bytes of the corpus in the page table of the process that has most of them there.</summary>
    public long CorpusResident => Processes.Max(p => p.CorpusRss ?? 0);

    public long CorpusPss => Processes.Sum(p => p.CorpusPss ?? 0);

    /// <summary>
    /// Share in the corpus that processes outside of this measurement have taken, because they map the same file. It
    /// belongs to what these processes would hold alone.
    /// </summary>
    public long TakenByOthers
    {
        get
        {
            long missing = CorpusResident - CorpusPss;
            // the kernel rounds each share down to whole kilobytes
            return Stage == TouchStage.Touched && missing > Math.Max(CorpusResident / 100, Processes.Count * 1024L) ? missing : 0;
        }
    }

    /// <summary>PSS as it would be if nobody else mapped the corpus: what these processes hold together.</summary>
    public long? Held => Pss + TakenByOthers;

    /// <summary>A sum, unknown when one of the terms is.</summary>
    public long? Sum(Func<ProcessFigures, long?> figure) => Processes.Aggregate((long?)0, (sum, p) => sum + figure(p));
}

/// <summary>One process. Sizes in bytes; null is what this system cannot tell.</summary>
internal sealed record ProcessFigures
{
    public required int ProcessId { get; init; }

    /// <summary>worker, host or child.</summary>
    public required string Role { get; init; }

    public required long Rss { get; init; }

    public long? Pss { get; init; }

    public long? Uss { get; init; }

    public long? SharedClean { get; init; }

    public long? SharedDirty { get; init; }

    public long? PrivateClean { get; init; }

    public long? PrivateDirty { get; init; }

    public long? Anonymous { get; init; }

    public long? FilePmdMapped { get; init; }

    public long? Swap { get; init; }

    public long? PageTables { get; init; }

    public long? MinorFaults { get; init; }

    public long? MajorFaults { get; init; }

    public long? ReadBytes { get; init; }

    public long? ManagedHeap { get; init; }

    public long? ManagedCommitted { get; init; }

    /// <summary>From the start of the process to its first word.</summary>
    public double? ReadyMilliseconds { get; init; }

    /// <summary>Opening the corpus.</summary>
    public double? OpenMilliseconds { get; init; }

    /// <summary>The first answer after opening.</summary>
    public double? AnswerMilliseconds { get; init; }

    /// <summary>Permissions of the mapping of the corpus; null when there is none.</summary>
    public string? Permissions { get; init; }

    /// <summary>True when the mapping is shared, and neither writable nor able to become so.</summary>
    public bool? IsSharedReadOnly { get; init; }

    public long? CorpusRss { get; init; }

    public long? CorpusPss { get; init; }

    /// <summary>Pages of the corpus mapping that no other process maps.</summary>
    public long? CorpusPrivate { get; init; }

    /// <summary>Reads the figures of a process from outside.</summary>
    /// <exception cref="SharingException">It is gone.</exception>
    public static ProcessFigures Read(int processId, string role, IReadOnlyCollection<string> stores, WorkerProcess? worker)
    {
        WorkerReply? last = worker?.Last;
        var figures = new ProcessFigures
        {
            ProcessId = processId,
            Role = role,
            Rss = 0,
            ManagedHeap = last?.Find("heap"),
            ManagedCommitted = last?.Find("committed"),
            ReadyMilliseconds = worker?.ReadyTime.TotalMilliseconds,
            OpenMilliseconds = worker?.Ready.Find("open_us") / 1000.0,
            AnswerMilliseconds = last?.Find("answer_us") is { } time and > 0 ? time / 1000.0 : null,
        };
        return ProcessMemory.Read(processId) is { } memory
            ? WithMapping(With(figures, memory), processId, stores)
            : figures with { Rss = WorkingSetOf(processId) };
    }

    private static ProcessFigures With(ProcessFigures figures, ProcessMemory memory) => figures with
    {
        Rss = memory.Rss,
        Pss = memory.Pss,
        Uss = memory.Uss,
        SharedClean = memory.SharedClean,
        SharedDirty = memory.SharedDirty,
        PrivateClean = memory.PrivateClean,
        PrivateDirty = memory.PrivateDirty,
        Anonymous = memory.Anonymous,
        FilePmdMapped = memory.FilePmdMapped,
        Swap = memory.Swap,
        PageTables = memory.PageTables,
        MinorFaults = memory.MinorFaults,
        MajorFaults = memory.MajorFaults,
        ReadBytes = memory.ReadBytes,
    };

    private static ProcessFigures WithMapping(ProcessFigures figures, int processId, IReadOnlyCollection<string> stores)
    {
        List<MemoryMapping> mappings = [.. (SmapsMap.Read(processId) ?? []).Where(m => stores.Contains(m.Path))];
        return mappings.Count == 0 ? figures : figures with
        {
            Permissions = string.Join(' ', mappings.Select(m => m.Permissions).Distinct()),
            IsSharedReadOnly = mappings.TrueForAll(m => m.IsSharedReadOnly),
            CorpusRss = mappings.Sum(m => m.Rss),
            CorpusPss = mappings.Sum(m => m.Pss),
            CorpusPrivate = mappings.Sum(m => m.PrivateClean + m.PrivateDirty),
        };
    }

    private static long WorkingSetOf(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.WorkingSet64;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new SharingException($"worker {processId} ended before its memory was read");
        }
    }
}

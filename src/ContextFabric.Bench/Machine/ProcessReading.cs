using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Machine;

/// <summary>
/// The memory of a process, read from outside, in bytes. What the system does not tell is null, never 0.
/// </summary>
internal sealed record ProcessReading
{
    private const double Mebi = 1 << 20;
    private const double Tolerance = 0.01;
    private const int MaxTries = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public long? Rss { get; init; }

    public long? Pss { get; init; }

    public long? Uss { get; init; }

    public long? Anonymous { get; init; }

    public long? File { get; init; }

    public long? Shared { get; init; }

    public long? Swap { get; init; }

    /// <summary>Physical footprint; macOS only.</summary>
    public long? Footprint { get; init; }

    /// <summary>Of the corpus files in the page table of the process.</summary>
    public long? CorpusRss { get; init; }

    /// <summary>The same, each page divided by the number of processes that map it.</summary>
    public long? CorpusPss { get; init; }

    public long? PeakRss { get; init; }

    public long? SharedClean { get; init; }

    public long? SharedDirty { get; init; }

    public long? PrivateClean { get; init; }

    public long? PrivateDirty { get; init; }

    public long? PageTables { get; init; }

    public long? FilePmdMapped { get; init; }

    public long? MinorFaults { get; init; }

    public long? MajorFaults { get; init; }

    public long? ReadBytes { get; init; }

    /// <summary>Reported by the worker itself.</summary>
    public long? ManagedHeap { get; init; }

    /// <summary>Reported by the worker itself.</summary>
    public long? ManagedCommitted { get; init; }

    /// <summary>How often it was read until two readings agreed.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>True when a part of it is in swap, so that its figures say too little.</summary>
    public bool IsSwapped => Swap > 0;

    /// <summary>
    /// A settled reading: repeated, 200 ms apart, until two in a row differ by no more than 1 % or 1 MiB of RSS, at
    /// most ten times; the last one counts.
    /// </summary>
    /// <param name="processId">The process, which should be idle and collected.</param>
    /// <param name="corpusFiles">Full paths of the files of the corpus; empty when it has none open.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BenchException">There is no such process, or it may not be read.</exception>
    public static async Task<ProcessReading> ReadSettledAsync(int processId, IReadOnlyCollection<string> corpusFiles, CancellationToken cancellationToken)
    {
        long? before = RssOf(processId);
        for (int tries = 2; ; tries++)
        {
            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            long? now = RssOf(processId);
            if (tries >= MaxTries || IsSettled(before, now))
            {
                return Read(processId, corpusFiles) with { Tries = tries };
            }

            before = now;
        }
    }

    /// <summary>One reading.</summary>
    /// <inheritdoc cref="ReadSettledAsync"/>
    public static ProcessReading Read(int processId, IReadOnlyCollection<string> corpusFiles)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ReadPortable(processId);
        }

        ProcessMemory memory = ProcessMemory.Read(processId) ?? throw Gone(processId);
        IReadOnlyList<MemoryMapping> corpus = corpusFiles.Count == 0
            ? []
            : [.. (SmapsMap.Read(processId) ?? throw Gone(processId)).Where(mapping => corpusFiles.Contains(mapping.Path))];
        return new ProcessReading
        {
            Rss = memory.Rss,
            Pss = memory.Pss,
            Uss = memory.Uss,
            Anonymous = memory.Anonymous,
            File = memory.Rss - memory.Anonymous,
            Shared = memory.SharedClean + memory.SharedDirty,
            Swap = memory.Swap,
            CorpusRss = corpus.Sum(mapping => mapping.Rss),
            CorpusPss = corpus.Sum(mapping => mapping.Pss),
            PeakRss = PeakOf(processId),
            SharedClean = memory.SharedClean,
            SharedDirty = memory.SharedDirty,
            PrivateClean = memory.PrivateClean,
            PrivateDirty = memory.PrivateDirty,
            PageTables = memory.PageTables,
            FilePmdMapped = memory.FilePmdMapped,
            MinorFaults = memory.MinorFaults,
            MajorFaults = memory.MajorFaults,
            ReadBytes = memory.ReadBytes,
        };
    }

    /// <summary>Highest RSS since the process began; null where unknown or when it is gone.</summary>
    public static long? PeakOf(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            string? line = ProcFile.ReadLines(processId, "status")?.FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is not null && ProcFile.TryParseKilobytes(line, out _, out long bytes) ? bytes : null;
        }

        return TryPortable(processId, process => process.PeakWorkingSet64) is > 0 and long peak ? peak : null;
    }

    /// <summary>Sum over the processes of a group; null where one of them is null. Peak and tries are the highest.</summary>
    public static ProcessReading Sum(IReadOnlyList<ProcessReading> group)
    {
        long? Total(Func<ProcessReading, long?> value) => group.Aggregate((long?)0, (sum, reading) => sum + value(reading));
        return new ProcessReading
        {
            Rss = Total(r => r.Rss),
            Pss = Total(r => r.Pss),
            Uss = Total(r => r.Uss),
            Anonymous = Total(r => r.Anonymous),
            File = Total(r => r.File),
            Shared = Total(r => r.Shared),
            Swap = Total(r => r.Swap),
            Footprint = Total(r => r.Footprint),
            CorpusRss = Total(r => r.CorpusRss),
            CorpusPss = Total(r => r.CorpusPss),
            PeakRss = Total(r => r.PeakRss),
            SharedClean = Total(r => r.SharedClean),
            SharedDirty = Total(r => r.SharedDirty),
            PrivateClean = Total(r => r.PrivateClean),
            PrivateDirty = Total(r => r.PrivateDirty),
            PageTables = Total(r => r.PageTables),
            FilePmdMapped = Total(r => r.FilePmdMapped),
            MinorFaults = Total(r => r.MinorFaults),
            MajorFaults = Total(r => r.MajorFaults),
            ReadBytes = Total(r => r.ReadBytes),
            ManagedHeap = Total(r => r.ManagedHeap),
            ManagedCommitted = Total(r => r.ManagedCommitted),
            Tries = group.Max(r => r.Tries),
        };
    }

    /// <summary>The cells of <c>memory.csv</c> from <c>rss_mb</c> to <c>read_mb</c>.</summary>
    /// <param name="readyMs">Time until the worker was ready; null when not asked for.</param>
    public object?[] Cells(double? readyMs) =>
    [
        Megabytes(Rss), Megabytes(Pss), Megabytes(Uss), Megabytes(Anonymous), Megabytes(File), Megabytes(Shared), Megabytes(Swap), Megabytes(Footprint),
        Megabytes(CorpusRss), Megabytes(CorpusPss), Megabytes(PeakRss), Megabytes(ManagedHeap), Megabytes(ManagedCommitted), readyMs, Tries,
        Swap is null ? null : IsSwapped,
        Megabytes(SharedClean), Megabytes(SharedDirty), Megabytes(PrivateClean), Megabytes(PrivateDirty), Megabytes(PageTables), Megabytes(FilePmdMapped),
        MinorFaults, MajorFaults, Megabytes(ReadBytes),
    ];

    /// <summary>MiB of bytes.</summary>
    public static double? Megabytes(long? bytes) => bytes / Mebi;

    internal static bool IsSettled(long? before, long? now) =>
        before is null || now is null || Math.Abs(now.Value - before.Value) <= Math.Max(Mebi, before.Value * Tolerance);

    private static long? RssOf(int processId) => OperatingSystem.IsLinux()
        ? (ProcessMemory.Read(processId) ?? throw Gone(processId)).Rss
        : TryPortable(processId, process => process.WorkingSet64);

    private static ProcessReading ReadPortable(int processId) => new()
    {
        Rss = TryPortable(processId, process => process.WorkingSet64) ?? throw Gone(processId),
        PeakRss = PeakOf(processId),
        Anonymous = OperatingSystem.IsWindows() ? TryPortable(processId, process => process.PrivateMemorySize64) : null,
    };

    private static long? TryPortable(int processId, Func<Process, long> read)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return read(process);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static BenchException Gone(int processId) => new(string.Create(
        CultureInfo.InvariantCulture, $"the memory of process {processId} cannot be read: it has ended, or its figures are not ours to see"));
}

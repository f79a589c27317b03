using System.Globalization;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// The memory of one process as the Linux kernel accounts for it, in bytes. Only Linux tells all of
/// this; elsewhere <see cref="Read"/> gives null.
/// </summary>
/// <remarks>
/// RSS counts a page that N processes share in each of them, so a sum of RSS says nothing about
/// sharing. PSS divides such a page by N, so a sum of PSS is real memory. USS counts only pages that
/// nobody else maps, which is what the process would give back by ending.
/// </remarks>
public sealed record ProcessMemory
{
    /// <summary>Process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Resident set: every page of the process that is in memory.</summary>
    public required long Rss { get; init; }

    /// <summary>Proportional set: as <see cref="Rss"/>, each page divided by the number of processes that map it.</summary>
    public required long Pss { get; init; }

    /// <summary>Unique set: <see cref="PrivateClean"/> + <see cref="PrivateDirty"/> + private huge pages.</summary>
    public required long Uss { get; init; }

    /// <summary>Pages also mapped by others, unchanged since they were read from their file.</summary>
    public required long SharedClean { get; init; }

    /// <summary>Pages also mapped by others, changed.</summary>
    public required long SharedDirty { get; init; }

    /// <summary>Pages mapped by this process alone, unchanged.</summary>
    public required long PrivateClean { get; init; }

    /// <summary>Pages mapped by this process alone, changed.</summary>
    public required long PrivateDirty { get; init; }

    /// <summary>Pages that stand for no file: heap, stack, written copies.</summary>
    public required long Anonymous { get; init; }

    /// <summary>File pages mapped through huge page-table entries.</summary>
    public required long FilePmdMapped { get; init; }

    /// <summary>Bytes that were moved to swap.</summary>
    public long Swap { get; init; }

    /// <summary>Memory of the page tables; null when the status file was not readable.</summary>
    public long? PageTables { get; init; }

    /// <summary>Page faults served without reading a disk, since the process began.</summary>
    public long? MinorFaults { get; init; }

    /// <summary>Page faults that waited for a disk; one of them may bring in megabytes by read-ahead.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>Bytes the process caused to be read from disk.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>
    /// Reads the figures of a process; null when the system has none (not Linux), the process is gone
    /// or its figures are not ours to see. Costs a walk of its page tables, about a millisecond.
    /// </summary>
    public static ProcessMemory? Read(int processId)
    {
        if (ProcFile.ReadLines(processId, "smaps_rollup") is not { } rollup)
        {
            return null;
        }

        var totals = new MemoryTotals();
        foreach (string line in rollup)
        {
            totals.Add(line);
        }

        if (!totals.HasAny)
        {
            return null;
        }

        (long? minor, long? major) = ReadFaults(processId);
        return new ProcessMemory
        {
            ProcessId = processId,
            Rss = totals.Rss,
            Pss = totals.Pss,
            Uss = totals.PrivateClean + totals.PrivateDirty + totals.PrivateHugetlb,
            SharedClean = totals.SharedClean,
            SharedDirty = totals.SharedDirty,
            PrivateClean = totals.PrivateClean,
            PrivateDirty = totals.PrivateDirty,
            Anonymous = totals.Anonymous,
            FilePmdMapped = totals.FilePmdMapped,
            Swap = totals.Swap,
            PageTables = ProcFile.FindKilobytes(ProcFile.ReadLines(processId, "status") ?? [], "VmPTE"),
            MinorFaults = minor,
            MajorFaults = major,
            ReadBytes = ProcFile.FindNumber(ProcFile.ReadLines(processId, "io") ?? [], "read_bytes:"),
        };
    }

    /// <summary>The fault counters of a <c>stat</c> line: fields 10 and 12, counted after the command name.</summary>
    internal static (long? Minor, long? Major) ParseFaults(string stat)
    {
        // the command name stands in brackets and may itself hold blanks and brackets
        int end = stat.LastIndexOf(')');
        string[] fields = end < 0 ? [] : stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9
            && long.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out long minor)
            && long.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out long major)
            ? (minor, major)
            : (null, null);
    }

    private static (long? Minor, long? Major) ReadFaults(int processId) =>
        ProcFile.ReadLines(processId, "stat") is [string line, ..] ? ParseFaults(line) : (null, null);
}

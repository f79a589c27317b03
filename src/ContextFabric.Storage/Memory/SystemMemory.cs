namespace ContextFabric.Storage.Memory;

/// <summary>The memory of the machine, as the Linux kernel accounts for it, in bytes. What it does not tell is null.</summary>
public sealed record SystemMemory
{
    /// <summary>All of it.</summary>
    public long? Total { get; init; }

    /// <summary>What a new program could have without anything being swapped: free memory and most of the page cache.</summary>
    public long? Available { get; init; }

    /// <summary>Page cache, files of tmpfs included.</summary>
    public long? Cached { get; init; }

    /// <summary>Pages of files that some process has mapped; each counts once.</summary>
    public long? Mapped { get; init; }

    /// <summary>Pages that stand for no file: heaps and stacks of all processes.</summary>
    public long? Anonymous { get; init; }

    /// <summary>Files of tmpfs and shared memory.</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Changed pages that are not on disk yet.</summary>
    public long? Dirty { get; init; }

    /// <summary>Page tables of all processes.</summary>
    public long? PageTables { get; init; }

    /// <summary>Swap in all.</summary>
    public long? SwapTotal { get; init; }

    /// <summary>Swap that is free.</summary>
    public long? SwapFree { get; init; }

    /// <summary>
    /// Pages of files that were read again soon after they had been evicted, since the machine started. When it
    /// grows while programs work, memory is too small for the files that they work with.
    /// </summary>
    public long? FileRefaults { get; init; }

    /// <summary>The same for pages that came back from swap.</summary>
    public long? AnonymousRefaults { get; init; }

    /// <summary>Page faults of all processes that waited for a disk, since the machine started.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>The control group of this process; null when it is in none that accounts for memory.</summary>
    public ControlGroupMemory? ControlGroup { get; init; }

    /// <summary>Reads the figures; null where the system has none (not Linux).</summary>
    public static SystemMemory? Read()
    {
        if (ProcFile.ReadLines("/proc/meminfo") is not { } info)
        {
            return null;
        }

        string[] events = ProcFile.ReadLines("/proc/vmstat") ?? [];
        return new SystemMemory
        {
            Total = ProcFile.FindKilobytes(info, "MemTotal"),
            Available = ProcFile.FindKilobytes(info, "MemAvailable"),
            Cached = ProcFile.FindKilobytes(info, "Cached"),
            Mapped = ProcFile.FindKilobytes(info, "Mapped"),
            Anonymous = ProcFile.FindKilobytes(info, "AnonPages"),
            SharedMemory = ProcFile.FindKilobytes(info, "Shmem"),
            Dirty = ProcFile.FindKilobytes(info, "Dirty"),
            PageTables = ProcFile.FindKilobytes(info, "PageTables"),
            SwapTotal = ProcFile.FindKilobytes(info, "SwapTotal"),
            SwapFree = ProcFile.FindKilobytes(info, "SwapFree"),

            // one counter for both before Linux 5.9
            FileRefaults = ProcFile.FindNumber(events, "workingset_refault_file ") ?? ProcFile.FindNumber(events, "workingset_refault "),
            AnonymousRefaults = ProcFile.FindNumber(events, "workingset_refault_anon "),
            MajorFaults = ProcFile.FindNumber(events, "pgmajfault "),
            ControlGroup = ControlGroupMemory.Read(),
        };
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// What a process has used so far, from counters that cost next to nothing to read. Sizes in bytes. What this system does
/// not tell is null. For RSS, PSS and private memory see <see cref="ProcessMemory"/>.
/// </summary>
public sealed record ProcessCounters
{
    /// <summary>Process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The most that was resident at one time, since the start or the last <see cref="TryResetPeak"/>.</summary>
    public long? PeakRss { get; init; }

    /// <summary>Resident now: <see cref="RssAnonymous"/> + <see cref="RssFile"/> + <see cref="RssShared"/>, as exact as the kernel keeps it.</summary>
    public long? Rss { get; init; }

    /// <summary>Resident pages that stand for no file.</summary>
    public long? RssAnonymous { get; init; }

    /// <summary>Resident pages of files.</summary>
    public long? RssFile { get; init; }

    /// <summary>Resident pages of shared memory, files of a tmpfs included.</summary>
    public long? RssShared { get; init; }

    /// <summary>Moved to swap.</summary>
    public long? Swap { get; init; }

    /// <summary>Memory of the page tables.</summary>
    public long? PageTables { get; init; }

    /// <summary>Threads that it has now.</summary>
    public int? Threads { get; init; }

    /// <summary>Processor time in the program itself.</summary>
    public TimeSpan? UserTime { get; init; }

    /// <summary>Processor time in the system on behalf of the program.</summary>
    public TimeSpan? SystemTime { get; init; }

    /// <summary>Page faults served without a disk.</summary>
    public long? MinorFaults { get; init; }

    /// <summary>Page faults that waited for a disk.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>Bytes that it caused to be read from disk.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>Bytes that it caused to be written to disk.</summary>
    public long? WrittenBytes { get; init; }

    /// <summary>Reads the counters of a process; null when it is gone.</summary>
    public static ProcessCounters? Read(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            ProcessCounters general = ReadGeneral(process);
            return OperatingSystem.IsLinux() ? AddLinux(general) : general;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// Sets <see cref="PeakRss"/> of this process back to what is resident now, so that the peak of a part of its work
    /// can be seen. False where the system cannot.
    /// </summary>
    public static bool TryResetPeak()
    {
        const string ResetPeak = "5";
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            File.WriteAllText(ProcFile.PathOf(Environment.ProcessId, "clear_refs"), ResetPeak);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ProcessCounters ReadGeneral(Process process) => new()
    {
        ProcessId = process.Id,
        PeakRss = OperatingSystem.IsWindows() ? process.PeakWorkingSet64 : null,
        Rss = OperatingSystem.IsLinux() ? null : process.WorkingSet64,
        Threads = OperatingSystem.IsLinux() ? null : process.Threads.Count,
        UserTime = OrNull(() => process.UserProcessorTime),
        SystemTime = OrNull(() => process.PrivilegedProcessorTime),
    };

    // somebody else's process may keep its times to itself
    private static TimeSpan? OrNull(Func<TimeSpan> read)
    {
        try
        {
            return read();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static ProcessCounters AddLinux(ProcessCounters counters)
    {
        string[] status = ProcFile.ReadLines(counters.ProcessId, "status") ?? [];
        string[] io = ProcFile.ReadLines(counters.ProcessId, "io") ?? [];
        (long? minor, long? major) = ProcFile.ReadLines(counters.ProcessId, "stat") is [string line, ..] ? ProcessMemory.ParseFaults(line) : (null, null);
        return counters with
        {
            PeakRss = ProcFile.FindKilobytes(status, "VmHWM"),
            Rss = ProcFile.FindKilobytes(status, "VmRSS"),
            RssAnonymous = ProcFile.FindKilobytes(status, "RssAnon"),
            RssFile = ProcFile.FindKilobytes(status, "RssFile"),
            RssShared = ProcFile.FindKilobytes(status, "RssShmem"),
            Swap = ProcFile.FindKilobytes(status, "VmSwap"),
            PageTables = ProcFile.FindKilobytes(status, "VmPTE"),
            Threads = (int?)ProcFile.FindNumber(status, "Threads:"),
            MinorFaults = minor,
            MajorFaults = major,
            ReadBytes = ProcFile.FindNumber(io, "read_bytes:"),
            WrittenBytes = ProcFile.FindNumber(io, "write_bytes:"),
        };
    }
}

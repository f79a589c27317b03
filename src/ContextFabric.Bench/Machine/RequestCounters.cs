using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Machine;

/// <summary>What the system has counted for a process since it began, read from outside.</summary>
/// <param name="UserMs">Processor time in the program; the system counts in steps of some milliseconds.</param>
/// <param name="SystemMs">Processor time in the kernel.</param>
/// <param name="MinorFaults">Page faults without a disk; on Windows all page faults. Null where unknown.</param>
/// <param name="MajorFaults">Page faults that waited for a disk. Null where unknown.</param>
internal readonly record struct RequestCounters(double? UserMs, double? SystemMs, long? MinorFaults, long? MajorFaults)
{
    private const double LinuxTickMs = 10; // USER_HZ is 100 in everything that Linux tells to programs
    private const int UserField = 11;
    private const int SystemField = 12;

    /// <summary>Reads a process; nothing but nulls when it is gone.</summary>
    public static RequestCounters Read(Process process)
    {
        if (ProcFile.ReadLines(process.Id, "stat") is [string stat, ..])
        {
            return Parse(stat);
        }

        try
        {
            process.Refresh();
            return new RequestCounters(process.UserProcessorTime.TotalMilliseconds, process.PrivilegedProcessorTime.TotalMilliseconds, null, null);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return default;
        }
    }

    /// <summary>What was counted between an earlier reading and this one.</summary>
    public RequestCounters Since(RequestCounters before) =>
        new(UserMs - before.UserMs, SystemMs - before.SystemMs, MinorFaults - before.MinorFaults, MajorFaults - before.MajorFaults);

    /// <summary>Reads a line of <c>/proc/PID/stat</c>.</summary>
    internal static RequestCounters Parse(string stat)
    {
        (long? minor, long? major) = ProcessMemory.ParseFaults(stat);
        int end = stat.LastIndexOf(')'); // the command name may itself hold blanks and brackets
        string[] fields = end < 0 ? [] : stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new RequestCounters(Ticks(fields, UserField), Ticks(fields, SystemField), minor, major);
    }

    private static double? Ticks(string[] fields, int index) =>
        index < fields.Length && long.TryParse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) ? ticks * LinuxTickMs : null;
}

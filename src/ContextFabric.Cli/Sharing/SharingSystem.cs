using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace ContextFabric.Cli.Sharing;

/// <summary>Describes the machine that a measurement was made on.</summary>
internal static class SharingSystem
{
    /// <summary>Why there is no measurement elsewhere.</summary>
    public const string WhyUnsupported =
        "memory is measured through /proc/PID/smaps_rollup, which this system does not have or does not let us read";

    /// <summary>The environment block; <paramref name="store"/> tells the file system.</summary>
    public static SharingEnvironment Describe(string store) => new()
    {
        System = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
        Runtime = RuntimeInformation.FrameworkDescription,
        GarbageCollector = GCSettings.IsServerGC ? "server" : "workstation",
        Processors = Environment.ProcessorCount,
        PageSize = Environment.SystemPageSize,
        Memory = ReadMemInfo("MemTotal:"),
        Swap = ReadMemInfo("SwapTotal:"),
        HugePages = ReadText("/sys/kernel/mm/transparent_hugepage/enabled"),
        FileSystem = FileSystemOf(store),
    };

    private static long? ReadMemInfo(string key)
    {
        string? line = ReadText("/proc/meminfo")?.Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line?[key.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim() is { } number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes)
            ? kilobytes * 1024
            : null;
    }

    private static string? FileSystemOf(string path)
    {
        try
        {
            return DriveInfo.GetDrives()
                .Where(d => path.StartsWith(d.Name, StringComparison.Ordinal))
                .MaxBy(d => d.Name.Length)?.DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? ReadText(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

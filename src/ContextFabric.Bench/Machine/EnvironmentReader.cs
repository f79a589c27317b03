using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ContextFabric.Bench.Machine;

/// <summary>Describes this machine. What a system does not tell is null.</summary>
internal static class EnvironmentReader
{
    private const double Giga = 1 << 30;
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Reads everything but what only a run knows.</summary>
    /// <param name="anonymize">True to leave the name of the host out.</param>
    public static EnvironmentRecord Read(bool anonymize) => new()
    {
        Timestamp = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        HostName = anonymize ? null : Environment.MachineName,
        OsName = OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "Darwin" : OperatingSystem.IsWindows() ? "Windows" : "other",
        OsVersion = RuntimeInformation.OSDescription,
        Kernel = Text("/proc/sys/kernel/osrelease"),
        Architecture = RuntimeInformation.OSArchitecture.ToString(),
        Hardware = ReadHardware(),
        Software = new SoftwareRecord
        {
            ProductVersion = ProductInfo.Version,
            Commit = ProductInfo.Commit,
            Build = ProductInfo.Configuration,
            Runtime = RuntimeInformation.FrameworkDescription,
            RuntimeSettings = RuntimeSettings.Read(),
        },
        Memory = ReadMemory(),
        Container = new ContainerRecord { MemoryLimit = MemoryLimit(), CpuQuota = CpuQuota() },
        LoadBefore = LoadAverage(),
        ClockResolutionNs = NanosecondsPerSecond / Stopwatch.Frequency,
    };

    /// <summary>Load average of the last minute; null where there is none.</summary>
    public static double? LoadAverage() => Number(Text("/proc/loadavg")?.Split(' ')[0]);

    private static HardwareRecord ReadHardware()
    {
        string[] lines = Text("/proc/cpuinfo")?.Split('\n') ?? [];
        return new HardwareRecord
        {
            CpuModel = Value(lines, "model name") ?? Value(lines, "Model") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"),
            CpuCores = Cores(lines),
            CpuThreads = Environment.ProcessorCount,
            CpuMhz = Number(Value(lines, "cpu MHz")),
            CpuGovernor = Text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            RamTotalGb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is > 0 and long bytes ? Math.Round((ReadMemory().Total ?? bytes) / Giga, 1) : null,
            StorageType = StorageType(),
        };
    }

    private static int? Cores(string[] lines)
    {
        int cores = lines
            .Where(line => line.StartsWith("physical id", StringComparison.Ordinal) || line.StartsWith("core id", StringComparison.Ordinal))
            .Chunk(2)
            .Select(pair => string.Concat(pair))
            .Distinct(StringComparer.Ordinal)
            .Count();
        return cores > 0 ? cores : null;
    }

    // the first disk that is one: memory disks and loops say nothing
    private static string? StorageType()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/sys/block"))
        {
            return null;
        }

        string? flag = Directory.EnumerateDirectories("/sys/block")
            .Where(disk => Path.GetFileName(disk) is { } name && !name.StartsWith("loop", StringComparison.Ordinal) && !name.StartsWith("ram", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(disk => Text(Path.Combine(disk, "queue/rotational")))
            .FirstOrDefault(text => text is not null);
        return flag switch { "0" => "SSD", "1" => "HDD", _ => null };
    }

    private static MemoryRecord ReadMemory()
    {
        string[] lines = Text("/proc/meminfo")?.Split('\n') ?? [];
        return new MemoryRecord
        {
            Total = Kilobytes(lines, "MemTotal"),
            Available = Kilobytes(lines, "MemAvailable"),
            SwapTotal = Kilobytes(lines, "SwapTotal"),
            SwapFree = Kilobytes(lines, "SwapFree"),
            TransparentHugePages = Text("/sys/kernel/mm/transparent_hugepage/enabled"),
            PageSize = Environment.SystemPageSize,
        };
    }

    private static long? MemoryLimit() =>
        long.TryParse(Text("/sys/fs/cgroup/memory.max") ?? Text("/sys/fs/cgroup/memory/memory.limit_in_bytes"), NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
        && limit < long.MaxValue / 2 // "no limit" is the greatest number of whole pages
            ? limit
            : null;

    private static double? CpuQuota()
    {
        string[] quota = Text("/sys/fs/cgroup/cpu.max")?.Split(' ')
            ?? [Text("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") ?? string.Empty, Text("/sys/fs/cgroup/cpu/cpu.cfs_period_us") ?? string.Empty];
        return quota is [string time, string period] && Number(time) is > 0 and double t && Number(period) is > 0 and double p ? t / p : null;
    }

    private static string? Value(string[] lines, string key) =>
        lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2) is [_, string value] ? value.Trim() : null;

    private static long? Kilobytes(string[] lines, string key) =>
        Number(Value(lines, key + ":")?.Replace("kB", string.Empty, StringComparison.Ordinal) ?? Value(lines, key)?.Replace("kB", string.Empty, StringComparison.Ordinal)) is { } kilobytes
            ? (long)kilobytes * 1024
            : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string? Text(string path)
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

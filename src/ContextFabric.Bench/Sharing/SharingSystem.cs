using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContextFabric.Bench.Sharing;

/// <summary>Where the figures come from; without it they mean nothing.</summary>
internal sealed record SharingEnvironment
{
    public required string System { get; init; }

    public required string Runtime { get; init; }

    /// <summary>True for a program compiled ahead of time.</summary>
    public required bool IsCompiledAhead { get; init; }

    public required string GarbageCollector { get; init; }

    public required int Processors { get; init; }

    public required int PageSize { get; init; }

    public long? Memory { get; init; }

    public long? Swap { get; init; }

    public string? HugePages { get; init; }

    public string? FileSystem { get; init; }

    /// <summary>True when frame numbers can be read.</summary>
    public required bool IsPrivileged { get; init; }
}

/// <summary>Describes the machine that a measurement was made on.</summary>
internal static class SharingSystem
{
    /// <summary>Why there is no measurement elsewhere.</summary>
    public const string WhyUnsupported =
        "memory is measured through /proc/PID/smaps_rollup, which this system does not have or does not let us read";

    private const string StoreFolder = ".cfm";
    private static readonly string[] s_memoryFileSystems = ["tmpfs", "ramfs", "devtmpfs", "hugetlbfs"];

    /// <summary>The environment block; <paramref name="store"/> tells the file system.</summary>
    public static SharingEnvironment Describe(string store) => new()
    {
        System = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
        Runtime = RuntimeInformation.FrameworkDescription,
        IsCompiledAhead = !RuntimeFeature.IsDynamicCodeSupported,
        GarbageCollector = GCSettings.IsServerGC ? "server" : "workstation",
        Processors = Environment.ProcessorCount,
        PageSize = Environment.SystemPageSize,
        Memory = ReadMemInfo("MemTotal:"),
        Swap = ReadMemInfo("SwapTotal:"),
        HugePages = ReadText("/sys/kernel/mm/transparent_hugepage/enabled"),
        FileSystem = FileSystemOf(store),
        IsPrivileged = Environment.IsPrivilegedProcess,
    };

    /// <summary>The name that a corpus goes by: the folder that its store was made from, or the name of the store file.</summary>
    public static string NameOf(string store)
    {
        string folder = Path.GetDirectoryName(store) ?? string.Empty;
        if (Path.GetFileName(folder) != StoreFolder)
        {
            return Path.GetFileNameWithoutExtension(store);
        }

        string source = Path.GetDirectoryName(folder) ?? folder;
        string name = Path.GetFileName(source);
        return name == "tf" && Path.GetFileName(Path.GetDirectoryName(source)) is { Length: > 0 } above ? above : name;
    }

    /// <summary>A folder on a disk for scratch files: the temporary folder, or the user's cache where that is in memory.</summary>
    public static string ScratchParent() => ScratchParents().FirstOrDefault(p => !IsInMemory(p)) ?? ScratchParents()[0];

    /// <summary>All folders that <see cref="ScratchParent"/> chooses from.</summary>
    public static IReadOnlyList<string> ScratchParents() =>
    [
        Path.GetTempPath(),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "cfabric"),
    ];

    /// <summary>True for a file system that has no disk behind it; its pages cannot be dropped and read again.</summary>
    public static bool IsInMemory(string path) => s_memoryFileSystems.Contains(FileSystemOf(path), StringComparer.Ordinal);

    /// <summary>Type of the file system of a path; null where it is not known.</summary>
    public static string? FileSystemOf(string path)
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

    /// <summary>A figure of <c>/proc/meminfo</c> in bytes; null where there is none.</summary>
    public static long? ReadMemInfo(string key)
    {
        string? line = ReadText("/proc/meminfo")?.Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line?[key.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim() is { } number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes)
            ? kilobytes * 1024
            : null;
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

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Machine;

/// <summary>What a run was made on: <c>environment.json</c>. Sizes in bytes unless the name says otherwise; null = not known.</summary>
internal sealed record EnvironmentRecord
{
    /// <summary>UTC, ISO 8601.</summary>
    public required string Timestamp { get; init; }

    /// <summary>Null when anonymous.</summary>
    public string? HostName { get; init; }

    public required string OsName { get; init; }

    public required string OsVersion { get; init; }

    public string? Kernel { get; init; }

    public required string Architecture { get; init; }

    public required HardwareRecord Hardware { get; init; }

    public required SoftwareRecord Software { get; init; }

    public required MemoryRecord Memory { get; init; }

    public required ContainerRecord Container { get; init; }

    /// <summary>File system of each corpus by name.</summary>
    public SortedDictionary<string, string> FileSystems { get; init; } = [];

    public double? LoadBefore { get; init; }

    public double? LoadAfter { get; init; }

    public NoiseCheck? NoiseBefore { get; init; }

    public NoiseCheck? NoiseAfter { get; init; }

    /// <summary>Resolution of the clock in nanoseconds.</summary>
    public double ClockResolutionNs { get; init; }
}

/// <summary>Processors and disks.</summary>
internal sealed record HardwareRecord
{
    public string? CpuModel { get; init; }

    /// <summary>Physical cores.</summary>
    public int? CpuCores { get; init; }

    /// <summary>Logical processors that this process may use.</summary>
    public int CpuThreads { get; init; }

    public double? CpuMhz { get; init; }

    public string? CpuGovernor { get; init; }

    public double? RamTotalGb { get; init; }

    /// <summary>SSD or HDD.</summary>
    public string? StorageType { get; init; }
}

/// <summary>Versions and settings.</summary>
internal sealed record SoftwareRecord
{
    public required string ProductVersion { get; init; }

    public string? Commit { get; init; }

    /// <summary>Debug or Release; the figures of a Debug build mean nothing.</summary>
    public required string Build { get; init; }

    public required string Runtime { get; init; }

    /// <summary>Settings of the runtime of the coordinator.</summary>
    public required SortedDictionary<string, string> RuntimeSettings { get; init; }

    /// <summary>What the workers of each subject say of themselves, by the name of the subject.</summary>
    public SortedDictionary<string, SubjectRecord> Subjects { get; init; } = [];
}

/// <summary>What a worker says of itself.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Version">Version of the engine.</param>
/// <param name="Runtime">What runs it.</param>
/// <param name="Settings">Settings of that.</param>
internal sealed record SubjectRecord(string? Name, string? Version, string? Runtime, SortedDictionary<string, string>? Settings);

/// <summary>Memory of the machine when the run began.</summary>
internal sealed record MemoryRecord
{
    public long? Total { get; init; }

    public long? Available { get; init; }

    public long? SwapTotal { get; init; }

    public long? SwapFree { get; init; }

    public string? TransparentHugePages { get; init; }

    public int PageSize { get; init; }
}

/// <summary>Limits of the container, if it is one.</summary>
internal sealed record ContainerRecord
{
    public long? MemoryLimit { get; init; }

    /// <summary>Processors that may be used at a time, in fractions.</summary>
    public double? CpuQuota { get; init; }
}

/// <summary>Files that describe a run, in snake case.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EnvironmentRecord))]
internal sealed partial class MachineJson : JsonSerializerContext
{
    public static MachineJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

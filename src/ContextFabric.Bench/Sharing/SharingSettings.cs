namespace ContextFabric.Bench.Sharing;

/// <summary>What to measure, and how often.</summary>
internal sealed record SharingSettings
{
    public const int DefaultWorkers = 4;
    public const int DefaultRuns = 10;
    public const int DefaultWarmUp = 2;
    public const int QuickRuns = 3;
    public const int MostWorkers = 64;

    /// <summary>How many worker processes stand beside each other.</summary>
    public int Workers { get; init; } = DefaultWorkers;

    /// <summary>How many blocks are measured; each runs every mode once.</summary>
    public int Runs { get; init; } = DefaultRuns;

    /// <summary>How many blocks come before and count for nothing.</summary>
    public int WarmUp { get; init; } = DefaultWarmUp;

    /// <summary>True to leave out the series over the number of workers.</summary>
    public bool Quick { get; init; }

    /// <summary>Order of the modes in each block follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Parts to run, in the order of the note.</summary>
    public IReadOnlyList<SharingSection> Sections { get; init; } = SharingSections.All;

    /// <summary>Where scratch files are made; null for the temporary folder or the user's cache, whichever is on a disk.</summary>
    public string? Scratch { get; init; }

    /// <summary>A memory cgroup in which groups may be made, for the run under a memory limit; null to leave that out.</summary>
    public string? ControlGroup { get; init; }
}

/// <summary>The parts of the walk through the note.</summary>
internal enum SharingSection
{
    /// <summary>Table 1: access modes.</summary>
    Modes,

    /// <summary>Tables 2 and 3: memory by mode.</summary>
    Memory,

    /// <summary>Section 4: the same physical frames, the same residency.</summary>
    Frames,

    /// <summary>Written pages become private.</summary>
    Dirty,

    /// <summary>Section 7: eviction and refault.</summary>
    Eviction,

    /// <summary>Section 7: less memory than corpus.</summary>
    Limit,

    /// <summary>Section 8 and table 4: file mapping against shared memory.</summary>
    Shm,

    /// <summary>A file that is replaced while others read it.</summary>
    Rename,

    /// <summary>A file that is made shorter.</summary>
    Truncate,

    /// <summary>What fork means for a managed program.</summary>
    Fork,
}

/// <summary>Names of the parts.</summary>
internal static class SharingSections
{
    public static IReadOnlyList<SharingSection> All { get; } = Enum.GetValues<SharingSection>();

    /// <summary>The tour: what says most in a few seconds.</summary>
    public static IReadOnlyList<SharingSection> Tour { get; } = [SharingSection.Memory, SharingSection.Frames];

    /// <summary>The name on the command line and in the raw files.</summary>
    public static string NameOf(SharingSection section) => section.ToString().ToLowerInvariant();
}

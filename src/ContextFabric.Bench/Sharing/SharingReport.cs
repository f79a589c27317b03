using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>Everything that <c>cfabric share</c> found out. Sizes in bytes; a part that did not run is null.</summary>
internal sealed record SharingReport
{
    /// <summary>Raised when names change their meaning.</summary>
    public int SchemaVersion { get; init; } = 1;

    public required string RunId { get; init; }

    public required string Corpus { get; init; }

    public required IReadOnlyList<string> Stores { get; init; }

    public required long StoreBytes { get; init; }

    public required SharingSettings Settings { get; init; }

    public required SharingEnvironment Environment { get; init; }

    /// <summary>Processes outside of the measurement that mapped the stores when it began; null when it cannot be told.</summary>
    public IReadOnlyList<int>? OtherMappers { get; init; }

    public ModesResult? Modes { get; init; }

    public MemoryResult? Memory { get; init; }

    public FramesResult? Frames { get; init; }

    public DirtyResult? Dirty { get; init; }

    public EvictionResult? Eviction { get; init; }

    public LimitResult? Limit { get; init; }

    public SharedMemoryResult? SharedMemory { get; init; }

    public RenameResult? Rename { get; init; }

    public TruncateResult? Truncate { get; init; }

    public ForkResult? Fork { get; init; }

    /// <summary>What the note concluded, and what the proper measure says.</summary>
    public IReadOnlyList<NoteRow> Note { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>All claims, in the order of the parts.</summary>
    public IReadOnlyList<Claim> Claims =>
    [
        .. Modes?.Claims ?? [],
        .. Memory?.Claims ?? [],
        .. Frames?.Claims ?? [],
        .. Dirty?.Claims ?? [],
        .. Eviction?.Claims ?? [],
        .. Limit?.Claims ?? [],
        .. SharedMemory?.Claims ?? [],
        .. Rename?.Claims ?? [],
        .. Truncate?.Claims ?? [],
        .. Fork?.Claims ?? [],
    ];

    /// <summary>True when no claim was refuted.</summary>
    public bool Holds => Claims.All(claim => claim.Outcome != ClaimOutcome.DoesNotHold);
}

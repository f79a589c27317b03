using System.Text.Json.Serialization;

namespace ContextFabric.Cli.Sharing;

/// <summary>Everything that <c>cfabric share</c> found out. Sizes in bytes.</summary>
internal sealed record SharingReport
{
    public required SharingEnvironment Environment { get; init; }

    public required IReadOnlyList<string> Stores { get; init; }

    public required long StoreBytes { get; init; }

    public required int Workers { get; init; }

    public required IReadOnlyList<SharingRun> Runs { get; init; }

    public required SharingSummary Summary { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>True when no claim was refuted.</summary>
    public bool Holds => Claims.All(claim => claim.Outcome != ClaimOutcome.DoesNotHold);

    public SharingRun? Find(WorkerMode mode, int workers) => Runs.FirstOrDefault(r => r.Mode == mode && r.Workers.Count == workers);
}

/// <summary>Where the figures come from; without it they mean nothing.</summary>
internal sealed record SharingEnvironment
{
    public required string System { get; init; }

    public required string Runtime { get; init; }

    public required string GarbageCollector { get; init; }

    public required int Processors { get; init; }

    public required int PageSize { get; init; }

    public long? Memory { get; init; }

    public long? Swap { get; init; }

    public string? HugePages { get; init; }

    public string? FileSystem { get; init; }
}

/// <summary>A group of workers that were alive and quiet at the same time.</summary>
internal sealed record SharingRun
{
    [JsonConverter(typeof(JsonStringEnumConverter<WorkerMode>))]
    public required WorkerMode Mode { get; init; }

    public required IReadOnlyList<WorkerFigures> Workers { get; init; }

    /// <summary>Pages of the corpus compared between the workers; null for workers without a corpus.</summary>
    public FrameComparison? Frames { get; init; }

    public long TotalRss => Workers.Sum(w => w.Rss);

    public long TotalPss => Workers.Sum(w => w.Pss);

    public long TotalUss => Workers.Sum(w => w.Uss);

    public long TotalPageTables => Workers.Sum(w => w.PageTables);

    public long TotalPssAsLoaded => Workers.Sum(w => w.PssAsLoaded);
}

/// <summary>One worker after it touched every page of the corpus.</summary>
internal sealed record WorkerFigures
{
    public required int ProcessId { get; init; }

    public required long Rss { get; init; }

    public required long Pss { get; init; }

    public required long Uss { get; init; }

    public required long SharedClean { get; init; }

    public required long PrivateDirty { get; init; }

    public required long Anonymous { get; init; }

    public required long FilePmdMapped { get; init; }

    public required long PageTables { get; init; }

    public required long MinorFaults { get; init; }

    public required long MajorFaults { get; init; }

    public required long ReadBytes { get; init; }

    public required long ManagedHeap { get; init; }

    public required double OpenMilliseconds { get; init; }

    /// <summary>PSS after opening, before anything was touched.</summary>
    public required long PssAsLoaded { get; init; }

    /// <summary>USS after opening, before anything was touched.</summary>
    public required long UssAsLoaded { get; init; }

    /// <summary>The mapping of the store in this worker; null when it maps none.</summary>
    public StoreMapping? Mapping { get; init; }
}

/// <summary>The ranges of a worker that map the store.</summary>
internal sealed record StoreMapping
{
    public required string Permissions { get; init; }

    public required bool IsSharedReadOnly { get; init; }

    public required long Rss { get; init; }

    public required long Pss { get; init; }

    public required long Private { get; init; }
}

/// <summary>The physical pages of the corpus, compared between the workers of a run.</summary>
internal sealed record FrameComparison
{
    /// <summary>Pages sampled in each worker.</summary>
    public required int Sampled { get; init; }

    /// <summary>Pages that are present, file-backed and not exclusive in every worker.</summary>
    public required int SharedFilePages { get; init; }

    /// <summary>Pages with one and the same frame number in every worker; null when the kernel hides the numbers.</summary>
    public int? SameFrame { get; init; }
}

/// <summary>What the figures come to.</summary>
internal sealed record SharingSummary
{
    /// <summary>PSS of N workers divided by PSS of one.</summary>
    public required double PssRatio { get; init; }

    /// <summary>PSS of N workers divided by N times PSS of one.</summary>
    public required double PssFraction { get; init; }

    /// <summary>The least that <see cref="PssFraction"/> can be with this corpus, this runtime and N workers.</summary>
    public required double PssFractionFloor { get; init; }

    /// <summary>What each further worker adds.</summary>
    public required long MarginalCost { get; init; }

    /// <summary>What each further process of the same program adds that has no corpus open.</summary>
    public required long MarginalRuntime { get; init; }

    /// <summary>What each further worker adds that copies the corpus.</summary>
    public required long MarginalCopied { get; init; }
}

/// <summary>A statement with its evidence and what follows.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Statement">The claim.</param>
/// <param name="Evidence">The figures, or why it cannot be tested here.</param>
/// <param name="Outcome">What follows.</param>
internal sealed record Claim(
    string Id,
    string Statement,
    string Evidence,
    [property: JsonConverter(typeof(JsonStringEnumConverter<ClaimOutcome>))] ClaimOutcome Outcome);

/// <summary>What the evidence says about a claim.</summary>
internal enum ClaimOutcome
{
    Holds,
    DoesNotHold,
    CannotBeTested,
}

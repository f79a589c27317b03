using System.Text.Json.Serialization;
using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>Tables 2 and 3 of the note with the proper measures. Sizes in bytes.</summary>
internal sealed record MemoryResult
{
    public required int Workers { get; init; }

    public required int Runs { get; init; }

    public required int WarmUp { get; init; }

    /// <summary>How many workers had a private copy: fewer than the others where memory is too small; 0 for none.</summary>
    public required int Copies { get; init; }

    /// <summary>Corpus in memory when everything is touched.</summary>
    public required long CorpusBytes { get; init; }

    public required IReadOnlyList<ModeSummary> Modes { get; init; }

    /// <summary>What one more costs: another process, session, child …</summary>
    public required IReadOnlyList<MarginalCost> Marginals { get; init; }

    /// <summary>ΣPSS by number of workers, for the curves.</summary>
    public required IReadOnlyList<SeriesPoint> Series { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Every reading of the measured blocks.</summary>
    public required IReadOnlyList<GroupReading> Readings { get; init; }

    public ModeSummary? Find(MemoryMode mode, int workers, TouchStage stage = TouchStage.Touched) =>
        Modes.FirstOrDefault(m => m.Mode == mode && m.Workers == workers && m.Stage == stage);

    public MarginalCost? FindMarginal(MemoryMode mode) => Marginals.FirstOrDefault(m => m.Mode == mode);
}

/// <summary>A row of the tables: sums over the processes of a mode, over all blocks.</summary>
internal sealed record ModeSummary
{
    [JsonConverter(typeof(JsonStringEnumConverter<MemoryMode>))]
    public required MemoryMode Mode { get; init; }

    /// <summary>Workers, sessions or children.</summary>
    public required int Workers { get; init; }

    /// <summary>Processes that were added up.</summary>
    public required int Processes { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<TouchStage>))]
    public required TouchStage Stage { get; init; }

    public required Spread Rss { get; init; }

    /// <summary>Proportional sizes, with the share in the corpus that processes outside took.</summary>
    public Spread? Pss { get; init; }

    public Spread? Uss { get; init; }

    public Spread? SharedClean { get; init; }

    public Spread? SharedDirty { get; init; }

    public Spread? PrivateClean { get; init; }

    public Spread? PrivateDirty { get; init; }

    public Spread? Anonymous { get; init; }

    public Spread? FilePmdMapped { get; init; }

    public Spread? PageTables { get; init; }

    public Spread? ManagedHeap { get; init; }

    public Spread? MinorFaults { get; init; }

    public Spread? MajorFaults { get; init; }

    public Spread? ReadBytes { get; init; }

    /// <summary>From the start of a process to its first word, of the slowest.</summary>
    public Spread? ReadyMilliseconds { get; init; }

    /// <summary>Opening the corpus, of the slowest.</summary>
    public Spread? OpenMilliseconds { get; init; }

    /// <summary>The first answer after opening, of the slowest.</summary>
    public Spread? AnswerMilliseconds { get; init; }

    /// <summary>ΣRSS ÷ (N × RSS of a single process): the note's measure.</summary>
    public double? RssRatio { get; init; }

    /// <summary>ΣPSS ÷ (N × PSS of a single process).</summary>
    public double? PssRatio { get; init; }

    /// <summary>The least that <see cref="PssRatio"/> can be with this corpus and this runtime.</summary>
    public double? PssFloor { get; init; }

    /// <summary>ΣPSS ÷ PSS of a single process.</summary>
    public double? PssGrowth { get; init; }

    /// <summary>(ΣRSS − RSS of a single process) ÷ N: the note's overhead per worker.</summary>
    public double? RssOverhead { get; init; }
}

/// <summary>(ΣPSS(N) − ΣPSS(1)) ÷ (N − 1), block by block.</summary>
internal sealed record MarginalCost(
    [property: JsonConverter(typeof(JsonStringEnumConverter<MemoryMode>))] MemoryMode Mode, Spread Pss);

/// <summary>ΣPSS of so many processes.</summary>
internal sealed record SeriesPoint(
    [property: JsonConverter(typeof(JsonStringEnumConverter<MemoryMode>))] MemoryMode Mode, int Workers, Spread Rss, Spread Pss, Spread Uss)
{
    /// <summary>1 − (ΣPSS(N) − ΣPSS(1)) ÷ ((N − 1)·ΣPSS(1)): 1 is perfect sharing, 0 is none. Null for one worker.</summary>
    public double? Efficiency { get; init; }
}

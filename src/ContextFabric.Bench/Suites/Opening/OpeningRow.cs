using ContextFabric.Bench.Machine;

namespace ContextFabric.Bench.Suites.Opening;

/// <summary>The cells of <c>load.csv</c> and <c>open.csv</c> behind the head. Times in milliseconds; null was not measured.</summary>
internal sealed record OpeningRow
{
    public double? StartMs { get; init; }

    public double? OpenMs { get; init; }

    public double? LookupMs { get; init; }

    public double? QueryMs { get; init; }

    public long? MinorFaults { get; init; }

    public long? MajorFaults { get; init; }

    public long? Mapped { get; init; }

    public ProcessReading? Memory { get; init; }

    public double? ResidentPercent { get; init; }

    public long? CacheBytes { get; init; }

    public int? Nodes { get; init; }

    /// <summary>From the start of the process to the first answer; null unless all parts were measured.</summary>
    public double? TotalMs => StartMs + OpenMs + LookupMs + QueryMs;

    public object?[] Cells =>
    [
        StartMs, OpenMs, LookupMs, QueryMs, TotalMs, MinorFaults, MajorFaults, ProcessReading.Megabytes(Mapped),
        ProcessReading.Megabytes(Memory?.Rss), ProcessReading.Megabytes(Memory?.Pss), ProcessReading.Megabytes(Memory?.Uss),
        ResidentPercent, ProcessReading.Megabytes(CacheBytes), Nodes,
    ];
}

using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary>The cells of <c>scale.csv</c> behind the head. Sizes in bytes, times in milliseconds; null was not measured.</summary>
internal sealed record GrowthRow(string Axis)
{
    /// <summary>Name of the file.</summary>
    public const string TableName = "scale.csv";

    /// <summary>Axis corpora: the order in which they are opened.</summary>
    public string? OrderName { get; init; }

    /// <summary>Axis corpora: how many are open; axis slots: number of the repetition.</summary>
    public int? Step { get; init; }

    public string? CorpusAdded { get; init; }

    /// <summary>Size of all compiled corpora that are open.</summary>
    public long? CumulativeBytes { get; init; }

    /// <summary>Threads or processes.</summary>
    public int? Threads { get; init; }

    public ProcessReading? Memory { get; init; }

    public double? StepMs { get; init; }

    /// <summary>Queries per second.</summary>
    public double? QueriesPerSecond { get; init; }

    public int? Slots { get; init; }

    public int? Nodes { get; init; }

    public long? SourceBytes { get; init; }

    public long? CacheBytes { get; init; }

    /// <summary>Axis slots: what <see cref="Value"/> is; one of <see cref="GrowthMeasures"/>.</summary>
    public string? Measure { get; init; }

    public double? Value { get; init; }

    public string? Unit { get; init; }

    public object?[] Cells =>
    [
        Axis, OrderName, Step, CorpusAdded, ProcessReading.Megabytes(CumulativeBytes), Threads,
        ProcessReading.Megabytes(Memory?.Rss), ProcessReading.Megabytes(Memory?.Pss), ProcessReading.Megabytes(Memory?.Uss),
        StepMs, QueriesPerSecond, Slots, Nodes, ProcessReading.Megabytes(SourceBytes), ProcessReading.Megabytes(CacheBytes), Measure, Value, Unit,
    ];

    /// <summary>Writes the row, unless it belongs to a block to warm up.</summary>
    public void Write(BenchRun run, RowHead head)
    {
        if (Common.Blocks.IsMeasured(head.Block) || head.Verdict != Verdict.Ok)
        {
            run.Add(TableName, RawColumns.Scale, head, Cells);
        }
    }
}

/// <summary>What is measured of a synthetic corpus; those with a query have its id behind a colon.</summary>
internal static class GrowthMeasures
{
    public const string Milliseconds = "ms";
    public const string Mebibytes = "MiB";
    public const string Results = "results";

    /// <summary>Writing the sources.</summary>
    public const string Generate = "generate";

    public const string Compile = "compile";

    public const string CompileUser = "compile-user";

    public const string CompileSystem = "compile-sys";

    public const string CompilePeak = "compile-peak";

    public const string Start = "start";

    /// <summary>The first opening of a process.</summary>
    public const string Open = "open";

    /// <summary>Opening once more in the same process.</summary>
    public const string OpenAgain = "open-again";

    public const string FirstLookup = "first-lookup";

    public const string FirstQuery = "first-query";

    public const string Touch = "touch";

    /// <summary>Number of results of a query.</summary>
    public static string ResultsOf(string query) => $"results:{query}";

    /// <summary>Counting the results of a query.</summary>
    public static string CountOf(string query) => $"count:{query}";

    /// <summary>Making all results of a query.</summary>
    public static string EnumerateOf(string query) => $"enumerate:{query}";

    /// <summary>Memory of the process at a stage; the value is PSS, or RSS where there is none.</summary>
    public static string MemoryAt(string stage) => $"memory:{stage}";
}

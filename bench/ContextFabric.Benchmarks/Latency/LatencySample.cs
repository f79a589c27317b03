namespace ContextFabric.Benchmarks.Latency;

/// <summary>How a query is run.</summary>
internal enum LatencyMode
{
    /// <summary>Every result is produced, none is kept; the first time that the process runs the query.</summary>
    First,

    /// <summary>Every result is produced, none is kept.</summary>
    Full,

    /// <summary>The number of results.</summary>
    Count,

    /// <summary>The first results, as many as a page shows.</summary>
    Page,
}

/// <summary>One timed run, planning included.</summary>
internal readonly record struct LatencySample(string Query, string Category, LatencyMode Mode, int Round, double Ms, long Count)
{
    /// <summary>Name of a mode in files.</summary>
    public static string NameOf(LatencyMode mode) => mode.ToString().ToLowerInvariant();
}

namespace ContextFabric;

/// <summary>The order in which results come.</summary>
public enum SearchOrder
{
    /// <summary>
    /// Lexicographic by canonical order: by the rank of the first member, then of the second, and so on. The same
    /// on every machine, whatever the plan. Results are streamed where the plan allows it, else block by block.
    /// </summary>
    Canonical,

    /// <summary>The order of the cheapest plan: first results soonest. Deterministic, but not part of any promise.</summary>
    Any,
}

/// <summary>Settings of a search.</summary>
public sealed record SearchOptions
{
    /// <summary>The usual settings.</summary>
    public static SearchOptions Default { get; } = new();

    /// <summary>Node sets that the template may name in place of types. Order and repetition of nodes do not matter.</summary>
    public IReadOnlyDictionary<string, IEnumerable<int>>? Sets { get; init; }

    /// <summary>Order of the results.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>
    /// How many members of each result are wanted: 0 all; n the distinct prefixes of n members. Text-Fabric's
    /// <c>shallow</c>. Values beyond the number of atoms mean all.
    /// </summary>
    public int Shallow { get; init; }

    /// <summary>End after so many results; 0 or less = no limit.</summary>
    public long Limit { get; init; }

    /// <summary>Safety limit of the number of results, reported as <see cref="SearchStop.MaxResults"/>; null = none.</summary>
    public long? MaxResults { get; init; }

    /// <summary>Time for planning and running; null = none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Bytes that candidate lists and sorted blocks may take; null = none.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>Threads for counting and for results as a whole; 0 = one per processor. Results do not depend on it.</summary>
    public int Threads { get; init; }
}

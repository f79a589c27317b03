namespace ContextFabric;

/// <summary>The results of a search, all at once.</summary>
/// <param name="Tuples">The nodes of each result, in the order asked for.</param>
/// <param name="Stop">Why there are no more; <see cref="SearchStop.None"/> = these are all.</param>
/// <param name="Elapsed">Time from planning to the last result.</param>
public sealed record SearchResult(TupleTable Tuples, SearchStop Stop, TimeSpan Elapsed)
{
    /// <summary>True when these are all results.</summary>
    public bool IsComplete => Stop == SearchStop.None;
}

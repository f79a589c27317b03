namespace ContextFabric;

/// <summary>Why a search ended.</summary>
public enum SearchStop
{
    /// <summary>There are no more results.</summary>
    None,

    /// <summary>The limit of <see cref="SearchOptions.Limit"/> is reached; there may be more.</summary>
    Limit,

    /// <summary>The safety limit <see cref="SearchOptions.MaxResults"/> is reached and there are more.</summary>
    MaxResults,

    /// <summary><see cref="SearchOptions.Timeout"/> is over.</summary>
    Time,

    /// <summary>More memory was needed than <see cref="SearchOptions.MaxMemory"/>.</summary>
    Memory,

    /// <summary>A regular expression took too long on a single text.</summary>
    Pattern,
}

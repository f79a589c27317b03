using System.Numerics;

namespace ContextFabric.Cli.Searching;

/// <summary>How a search ended.</summary>
/// <param name="Count">Number of results that were written.</param>
/// <param name="Stop">Why there are no more.</param>
/// <param name="Elapsed">Time from planning to the last result.</param>
/// <param name="Total">Number of all results where it is known.</param>
internal sealed record SearchOutcome(long Count, StopReason Stop, TimeSpan Elapsed, BigInteger? Total = null);

/// <summary>Why a search gave no more results.</summary>
internal enum StopReason
{
    /// <summary>These are all.</summary>
    Complete,

    /// <summary>As many as were asked for; there are more.</summary>
    Limit,

    /// <summary>The time is over.</summary>
    Time,

    /// <summary>It needs more memory than it may use.</summary>
    Memory,

    /// <summary>It has more results than it may give.</summary>
    MaxResults,

    /// <summary>A regular expression takes too long.</summary>
    Pattern,

    /// <summary>Ended by the user.</summary>
    Cancelled,

    /// <summary>The template has errors.</summary>
    Invalid,
}

/// <summary>Stop reasons in words.</summary>
internal static class StopReasons
{
    public static StopReason Of(SearchStop stop) => stop switch
    {
        SearchStop.None => StopReason.Complete,
        SearchStop.Limit => StopReason.Limit,
        SearchStop.Time => StopReason.Time,
        SearchStop.Memory => StopReason.Memory,
        SearchStop.MaxResults => StopReason.MaxResults,
        SearchStop.Pattern => StopReason.Pattern,
        _ => throw new ArgumentOutOfRangeException(nameof(stop)),
    };

    /// <summary>The word that programs read; null when nothing is missing.</summary>
    public static string? Name(StopReason stop) => stop switch
    {
        StopReason.Complete => null,
        StopReason.Limit => "limit",
        StopReason.Time => "time",
        StopReason.Memory => "memory",
        StopReason.MaxResults => "maxResults",
        StopReason.Pattern => "pattern",
        StopReason.Cancelled => "cancelled",
        _ => "invalid",
    };

    /// <summary>Why results are missing that were asked for, for a person; null when none are.</summary>
    public static string? Explain(StopReason stop) => stop switch
    {
        StopReason.Time => "the time of --timeout is over",
        StopReason.Memory => "it needs more memory than it may use",
        StopReason.MaxResults => "it has more results than it may give",
        StopReason.Pattern => "a regular expression takes too long",
        StopReason.Cancelled => "cancelled",
        _ => null,
    };
}

namespace ContextFabric;

/// <summary>A search used up its budget before it had an answer.</summary>
public sealed class SearchStoppedException : ContextFabricException
{
    /// <summary>Names the reason.</summary>
    public SearchStoppedException(SearchStop reason)
        : this(reason, Describe(reason))
    {
    }

    /// <summary>Names the reason in other words.</summary>
    public SearchStoppedException(SearchStop reason, string message)
        : base(message) => Reason = reason;

    /// <summary>What was used up.</summary>
    public SearchStop Reason { get; }

    private static string Describe(SearchStop reason) => reason switch
    {
        SearchStop.Time => "The search was stopped: its time is over.",
        SearchStop.Memory => "The search was stopped: it needs more memory than it may use.",
        SearchStop.MaxResults => "The search was stopped: it has more results than it may give.",
        SearchStop.Pattern => "The search was stopped: a regular expression takes too long.",
        _ => "The search was stopped.",
    };
}

namespace ContextFabric.Tf;

/// <summary>Settings of <see cref="TfReader"/>.</summary>
public sealed record TfReadOptions
{
    /// <summary>The strict settings.</summary>
    public static TfReadOptions Default { get; } = new();

    /// <summary>
    /// Accept what can be accepted without guessing: an unknown value type counts as <c>str</c>, a
    /// lone carriage return ends a line, values and edges of nodes that do not exist are dropped and
    /// counted; each with a warning. Lines that are sound mean the same in both modes.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>Highest node number that <c>otype</c> may declare; checked before anything is allocated.</summary>
    public int MaxNodes { get; init; } = 1 << 28;
}

namespace ContextFabric;

/// <summary>What became of a section reference typed by a person.</summary>
/// <param name="Node">The section, or 0 when it was not found.</param>
/// <param name="Section">The labels that were recognised, from the highest level down.</param>
/// <param name="Problem">Why nothing was found, in one sentence; null on success.</param>
/// <param name="Suggestions">Labels close to the one that was not recognised, best first.</param>
public sealed record SectionLookup(int Node, SectionRef Section, string? Problem, IReadOnlyList<string> Suggestions)
{
    /// <summary>True when a section was found.</summary>
    public bool Found => Node > 0;

    /// <summary>
    /// True when the name matched only by tolerance: letter case, space or underscore, or a name of another language.
    /// </summary>
    public bool IsLenient { get; init; }
}

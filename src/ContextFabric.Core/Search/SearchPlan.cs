namespace ContextFabric;

/// <summary>How a query is run: what is done, in which order, what was expected and, when it was run, what happened.</summary>
/// <param name="Template">The template, for its lines.</param>
/// <param name="Steps">Phases before the enumeration, then one step per atom in the order in which they are bound.</param>
/// <param name="Elapsed">Time taken, planning included.</param>
/// <param name="Results">Number of results; null when the query was not run to its end.</param>
/// <param name="IsStreamed">True when results come in the wanted order without sorting.</param>
public sealed record SearchPlan(string Template, IReadOnlyList<SearchStep> Steps, TimeSpan Elapsed, long? Results, bool IsStreamed);

/// <summary>A step of a plan.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Atom">The atom concerned, or −1.</param>
/// <param name="Line">1-based template line of the atom, or 0.</param>
/// <param name="Text">For a person: the atom, and what it is joined by.</param>
/// <param name="Estimated">Nodes or bindings expected.</param>
/// <param name="Actual">Nodes or bindings found; null when not run.</param>
/// <param name="Elapsed">Time within the step; null when not measured.</param>
public sealed record SearchStep(SearchStepKind Kind, int Atom, int Line, string Text, double Estimated, long? Actual, TimeSpan? Elapsed);

/// <summary>Kinds of steps.</summary>
public enum SearchStepKind
{
    /// <summary>Candidates of an atom by its type and conditions.</summary>
    Candidates,

    /// <summary>A quantifier removes candidates.</summary>
    Quantifier,

    /// <summary>A relation removes candidates without partner.</summary>
    Reduction,

    /// <summary>An atom is bound, given those bound before.</summary>
    Join,

    /// <summary>Results are sorted.</summary>
    Sort,
}

using System.Diagnostics;

namespace ContextFabric.Querying;

/// <summary>Notes what planning does, for <see cref="SearchQuery.Explain"/>.</summary>
internal sealed class PlanTrace
{
    private readonly List<SearchStep> _steps = [];

    public IReadOnlyList<SearchStep> Steps => _steps;

    /// <summary>Notes a step that started at the given time stamp.</summary>
    public void Add(SearchStepKind kind, QueryAtom atom, string text, double estimated, long actual, long since)
        => _steps.Add(new SearchStep(kind, atom.Syntax.Index, atom.Syntax.Range.Line, text, estimated, actual, Stopwatch.GetElapsedTime(since)));

    /// <summary>How an atom is called.</summary>
    public static string NameOf(QueryAtom atom)
        => atom.Syntax.Name is string name ? $"{name}:{atom.Syntax.Type}" : atom.Syntax.Type;
}

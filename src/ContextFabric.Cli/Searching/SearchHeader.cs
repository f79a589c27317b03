using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>What is known before the first result.</summary>
/// <param name="Template">The template.</param>
/// <param name="Atoms">What the members of each result stand for.</param>
/// <param name="Diagnostics">Findings about the template.</param>
internal sealed record SearchHeader(string Template, IReadOnlyList<SearchAtom> Atoms, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The header of a query.</summary>
    public static SearchHeader Of(SearchQuery query) => new(query.Template, [.. query.Atoms.Take(query.Width)], query.Diagnostics);
}

using System.Numerics;
using ContextFabric.Diagnostics;

namespace ContextFabric;

/// <summary>A template bound to a corpus, with the settings it runs under. Immutable; may be run any number of times, by any thread.</summary>
public sealed class SearchQuery
{
    /// <summary>The template.</summary>
    public string Template => throw new NotSupportedException();

    /// <summary>Errors and warnings, in the order of their places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => throw new NotSupportedException();

    /// <summary>True when it can be run.</summary>
    public bool IsValid => throw new NotSupportedException();

    /// <summary>What the members of a result stand for: all atoms, also when only a prefix is asked for.</summary>
    public IReadOnlyList<SearchAtom> Atoms => throw new NotSupportedException();

    /// <summary>Number of members of each result (smaller than the number of atoms when <see cref="SearchOptions.Shallow"/> says so).</summary>
    public int Width => throw new NotSupportedException();

    /// <summary>Starts a run whose results are taken one by one.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    public SearchCursor Open(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>All results, each as a new array, produced while they are enumerated.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="SearchStoppedException">While enumerating: a budget other than the limit is used up.</exception>
    public IEnumerable<int[]> Rows(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>All results at once, up to the limits.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    public SearchResult Fetch(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The number of results, without making them where the shape of the template allows it. Limits do not count here.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="SearchStoppedException">A budget is used up.</exception>
    public BigInteger Count(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The plan; when <paramref name="run"/> is true with what happened in a full run.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    public SearchPlan Explain(bool run = false, CancellationToken cancellation = default) => throw new NotSupportedException();
}

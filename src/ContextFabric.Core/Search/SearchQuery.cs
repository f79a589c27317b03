using System.Diagnostics;
using System.Numerics;
using ContextFabric.Diagnostics;
using ContextFabric.Querying;
using ContextFabric.Templates;

namespace ContextFabric;

/// <summary>A template bound to a corpus, with the settings it runs under. Immutable; may be run any number of times, by any thread.</summary>
public sealed class SearchQuery
{
    private readonly NodeSpace _space;
    private readonly QueryGraph? _graph;

    internal SearchQuery(NodeSpace space, Template template, QueryGraph? graph, IReadOnlyList<Diagnostic> diagnostics, SearchOptions options)
    {
        _space = space;
        _graph = graph;
        Syntax = template;
        Diagnostics = diagnostics;
        Options = options;
        Atoms = [.. template.Body.Atoms.Select(atom => new SearchAtom(atom.Index, atom.Name, atom.Type, atom.Range))];
        Width = options.Shallow > 0 ? Math.Min(options.Shallow, Atoms.Count) : Atoms.Count;
    }

    /// <summary>The template.</summary>
    public string Template => Syntax.Text;

    /// <summary>The template as parsed.</summary>
    public Template Syntax { get; }

    /// <summary>The settings.</summary>
    public SearchOptions Options { get; }

    /// <summary>Errors and warnings, in the order of their places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True when it can be run.</summary>
    public bool IsValid => _graph is not null;

    /// <summary>What the members of a result stand for: all atoms, also when only a prefix is asked for.</summary>
    public IReadOnlyList<SearchAtom> Atoms { get; }

    /// <summary>Number of members of each result (smaller than the number of atoms when <see cref="SearchOptions.Shallow"/> says so).</summary>
    public int Width { get; }

    /// <summary>Starts a run whose results are taken one by one. Planning is done when the first one is asked for.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    public SearchCursor Open(CancellationToken cancellation = default) => new(NewRun(cancellation), Options);

    /// <summary>All results, each as a new array, produced while they are enumerated.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="SearchStoppedException">While enumerating: a budget other than the limit is used up.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: cancelled.</exception>
    public IEnumerable<int[]> Rows(CancellationToken cancellation = default)
    {
        ThrowIfInvalid();
        return Enumerate();

        IEnumerable<int[]> Enumerate()
        {
            using SearchCursor cursor = Open(cancellation);
            while (cursor.MoveNext())
            {
                yield return cursor.Current.ToArray();
            }

            if (cursor.Stop is not (SearchStop.None or SearchStop.Limit))
            {
                throw new SearchStoppedException(cursor.Stop, cursor.StopMessage!);
            }
        }
    }

    /// <summary>All results at once, up to the limits. What was found before a budget was used up is kept.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed, or was closed meanwhile.</exception>
    public SearchResult Fetch(CancellationToken cancellation = default)
    {
        long since = Stopwatch.GetTimestamp();
        using SearchCursor cursor = Open(cancellation);
        TupleTable rows = cursor.TakeAll();
        return new SearchResult(rows, cursor.Stop, Stopwatch.GetElapsedTime(since));
    }

    /// <summary>The number of results, without making them where the shape of the template allows it. Limits do not count here.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="SearchStoppedException">A budget is used up.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed, or was closed meanwhile.</exception>
    public BigInteger Count(CancellationToken cancellation = default)
    {
        using QueryRun run = NewRun(cancellation);
        return run.WhileOpen(run.Count);
    }

    /// <summary>The plan; when <paramref name="run"/> is true with what happened in a full run on one thread.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="SearchStoppedException">A budget is used up.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed, or was closed meanwhile.</exception>
    public SearchPlan Explain(bool run = false, CancellationToken cancellation = default)
    {
        using QueryRun queryRun = NewRun(cancellation);
        return queryRun.WhileOpen(() => Explainer.Explain(_space, queryRun, Template, run));
    }

    private QueryRun NewRun(CancellationToken cancellation)
    {
        ThrowIfInvalid();
        return new QueryRun(_space, _graph!, Options, cancellation);
    }

    private void ThrowIfInvalid()
    {
        if (_graph is null)
        {
            throw new TemplateException(Diagnostics);
        }
    }
}

namespace ContextFabric;

/// <summary>
/// Search by templates (Text-Fabric's <c>S</c>): every combination of nodes that satisfies the conditions and
/// relations of a template. Safe for any number of threads.
/// </summary>
public sealed class Search
{
    private readonly Corpus _corpus;

    internal Search(Corpus corpus) => _corpus = corpus;

    /// <summary>The relation operators of this corpus: the fixed ones, then those of its edge features.</summary>
    public IReadOnlyList<RelationInfo> Relations => throw new NotSupportedException();

    /// <summary>Parses a template and binds it to the corpus. Never throws for what is wrong with the template: see <see cref="SearchQuery.Diagnostics"/>.</summary>
    public SearchQuery Prepare(string template, SearchOptions? options = null) => throw new NotSupportedException();

    /// <summary>All results of a template, or the first <see cref="SearchOptions.Limit"/>.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SearchResult Find(string template, SearchOptions? options = null, CancellationToken cancellation = default)
        => Prepare(template, options).Fetch(cancellation);

    /// <summary>One line of text for a result (Text-Fabric's <c>glean</c>).</summary>
    public string Glean(ReadOnlySpan<int> tuple) => throw new NotSupportedException();
}

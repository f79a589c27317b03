using ContextFabric.Diagnostics;
using ContextFabric.Querying;
using ContextFabric.Templates;

namespace ContextFabric;

/// <summary>
/// Search by templates (Text-Fabric's <c>S</c>): every combination of nodes that satisfies the conditions and
/// relations of a template. Safe for any number of threads.
/// </summary>
public sealed class Search
{
    private readonly Corpus _corpus;
    private readonly NodeSpace _space;

    internal Search(Corpus corpus)
    {
        _corpus = corpus;
        _space = new NodeSpace(corpus);
    }

    /// <summary>The relation operators of this corpus: the fixed ones, then those of its edge features.</summary>
    public IReadOnlyList<RelationInfo> Relations => RelationLegend.For(_corpus);

    /// <summary>
    /// Parses a template and binds it to the corpus. What is wrong with the template is not thrown but found in
    /// <see cref="SearchQuery.Diagnostics"/>.
    /// </summary>
    public SearchQuery Prepare(string template, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        _corpus.ThrowIfClosed();
        options ??= SearchOptions.Default;
        Template parsed = Template.Parse(template);
        QueryGraph? graph = Binder.Bind(_corpus, parsed, options.Sets, out IReadOnlyList<Diagnostic> diagnostics);
        _corpus.ThrowIfClosed(); // meanwhile: then it was not this corpus that was looked at
        return new SearchQuery(_space, parsed, graph, diagnostics, options);
    }

    /// <summary>All results of a template, or the first <see cref="SearchOptions.Limit"/>.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SearchResult Find(string template, SearchOptions? options = null, CancellationToken cancellation = default)
        => Prepare(template, options).Fetch(cancellation);

    /// <summary>
    /// A short text for a result (Text-Fabric's <c>glean</c>): of a node of the lowest section level its heading, of a
    /// slot its text, of higher sections nothing, of other nodes their type and the text of their first five slots;
    /// joined by spaces.
    /// </summary>
    /// <exception cref="ArgumentException">A member is no node.</exception>
    public string Glean(ReadOnlySpan<int> tuple)
    {
        string[] parts = new string[tuple.Length];
        for (int i = 0; i < tuple.Length; i++)
        {
            parts[i] = Glean(tuple[i]);
        }

        return string.Join(' ', parts);
    }

    private string Glean(int node)
    {
        const int Shown = 5;
        NodeType type = _corpus.Types.Of(node);
        if (type.IsNone)
        {
            throw new ArgumentException($"{node} is no node: nodes are 1 to {_corpus.MaxNode}.");
        }

        if (type == _corpus.SlotType)
        {
            return _corpus.Text.Get(node);
        }

        string name = _corpus.Types.Name(type);
        IReadOnlyList<string> sections = _corpus.Otext.SectionTypes;
        int level = sections.ToList().IndexOf(name);
        if (level >= 0)
        {
            return level == sections.Count - 1 && level > 0 ? _corpus.Text.Sections.LabelsOf(node)?.ToString() ?? "" : "";
        }

        ReadOnlySpan<int> slots = _corpus.Slots.Of(node);
        string text = _corpus.Text.Get(slots[..Math.Min(Shown, slots.Length)]);
        return $"{name}[{text}{(slots.Length > Shown ? "..." : "")}]";
    }
}

namespace ContextFabric.Describing;

/// <summary>
/// The features that are shown: all, or some of them together with what sections, structure and text formats need.
/// </summary>
internal sealed class VisibleFeatures
{
    private readonly HashSet<string>? _shown;

    /// <summary>Chooses features.</summary>
    /// <exception cref="UnknownNameException">There is no such feature.</exception>
    public VisibleFeatures(Corpus corpus, IReadOnlyCollection<string>? names)
    {
        if (names is null)
        {
            Nodes = corpus.Features.Names;
            Edges = corpus.Edges.Names;
            return;
        }

        _shown = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!corpus.Features.Contains(name) && !corpus.Edges.Contains(name) && corpus.Metadata.All(m => m.Name != name))
            {
                throw UnknownNameException.Of(NameKind.Feature, name, [.. corpus.Features.Names, .. corpus.Edges.Names]);
            }
        }

        _shown.UnionWith(corpus.Text.Languages.Select(language => language.Feature));
        _shown.UnionWith(corpus.Text.Sections.Features);
        _shown.UnionWith(corpus.Text.Structure.Features);
        _shown.UnionWith(corpus.Text.Formats.SelectMany(format => format.Features));
        Nodes = [.. corpus.Features.Names.Where(_shown.Contains)];
        Edges = [.. corpus.Edges.Names.Where(_shown.Contains)];
    }

    /// <summary>Names of node features, in code point order.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>Names of edge features, in code point order.</summary>
    public IReadOnlyList<string> Edges { get; }

    /// <summary>True when nothing is hidden.</summary>
    public bool IsAll => _shown is null;

    /// <summary>True when a feature is not hidden.</summary>
    public bool Contains(string name) => _shown is null || _shown.Contains(name);
}

namespace ContextFabric.Describing;

/// <summary>How a corpus is described.</summary>
public sealed record DescriberOptions
{
    /// <summary>
    /// The features that are shown, together with what sections and text formats need; null = all.
    /// </summary>
    public IReadOnlyCollection<string>? Features { get; init; }
}

/// <summary>
/// Describes a corpus for those who do not know it: types, features, formats, nodes, passages and search results as
/// plain records, ready to be written as JSON with <see cref="DescribingJson"/>. What is costly is computed once. Safe for any number of
/// threads; the corpus stays the caller's to close.
/// </summary>
public sealed partial class CorpusDescriber
{
    private readonly VisibleFeatures _visible;
    private readonly Lazy<CorpusOverview> _overview;
    private readonly Lazy<Vocabulary> _vocabulary;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _metadata;

    /// <summary>Describes a corpus under a name.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="name">Name by which its user knows it.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <exception cref="UnknownNameException">The settings name a feature that does not exist.</exception>
    public CorpusDescriber(Corpus corpus, string name, DescriberOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(name);
        Corpus = corpus;
        Name = name;
        _visible = new VisibleFeatures(corpus, options?.Features);
        _metadata = new Lazy<IReadOnlyDictionary<string, string>>(() => CorpusMetadata.Common(Corpus));
        _vocabulary = new Lazy<Vocabulary>(() => Vocabulary.Of(Corpus, _visible));
        _overview = new Lazy<CorpusOverview>(MakeOverview);
    }

    /// <summary>The corpus.</summary>
    public Corpus Corpus { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The corpus in a few words.</summary>
    public CorpusSummary Summary() => new()
    {
        Name = Name,
        SlotType = Corpus.Types.Name(Corpus.SlotType),
        Slots = Corpus.MaxSlot,
        Nodes = Corpus.MaxNode,
        Features = _visible.Nodes.Count + _visible.Edges.Count,
        Description = CorpusMetadata.Title(Corpus, _metadata.Value),
    };

    /// <summary>What to know before the first search.</summary>
    public CorpusOverview Overview() => _overview.Value;

    /// <summary>The corpus in figures.</summary>
    public CorpusInfo Info() => new()
    {
        Name = Name,
        NodeTypes = Types().Types,
        NodeFeatures = _visible.Nodes,
        EdgeFeatures = _visible.Edges,
        SlotType = Corpus.Types.Name(Corpus.SlotType),
        MaxSlot = Corpus.MaxSlot,
        MaxNode = Corpus.MaxNode,
        SectionTypes = Corpus.Text.Sections.Types,
    };

    /// <summary>The node types in figures.</summary>
    public TypeList Types() => new([.. Corpus.Types.All.Select(t => new TypeInfo(t.Name, t.Count, t.AverageSlots, t.First, t.Last))]);

    /// <summary>The names of the features.</summary>
    public FeatureNames FeatureNames() => new(_visible.Nodes, _visible.Edges);

    /// <summary>The type with a name; <see cref="NodeType.None"/> for null.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    internal NodeType TypeOf(string? name)
    {
        if (name is null)
        {
            return NodeType.None;
        }

        return Corpus.Types.TryGet(name, out NodeType type)
            ? type
            : throw UnknownNameException.Of(NameKind.NodeType, name, [.. Corpus.Types.All.Select(t => t.Name)]);
    }

    /// <summary>The text format with a name; null for null.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    internal TextFormat? FormatOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        return Corpus.Text.Formats.TryGet(name, out TextFormat? format)
            ? format
            : throw UnknownNameException.Of(NameKind.TextFormat, name, [.. Corpus.Text.Formats.Select(f => f.Name)]);
    }

    private CorpusOverview MakeOverview()
    {
        Sections sections = Corpus.Text.Sections;
        return new CorpusOverview
        {
            Name = Name,
            NodeTypes = [.. Corpus.Types.All.Select(t => new TypeOverview(t.Name, t.Count, t.IsSlot, t.AverageSlots, t.First, t.Last, LevelOf(sections, t.Name)))],
            Sections = new SectionOverview
            {
                Levels = sections.Types,
                Features = sections.Features,
                Separators = sections.Depth == 0 ? [] : SectionText.Separators,
                Languages = [.. sections.Languages.Select(l => new LanguageOverview(l.Code, l.Name, l.EnglishName, l.Feature))],
                Example = _vocabulary.Value.Section,
            },
            StructureLevels = Corpus.Text.Structure.Types,
            FeatureCounts = new FeatureCounts(_visible.Nodes.Count, _visible.Edges.Count),
            TextFormats = [.. Corpus.Text.Formats.Select(f => f.Name)],
            Metadata = _metadata.Value,
            SearchExample = _vocabulary.Value.Example,
        };
    }

    private static int? LevelOf(Sections sections, string type)
    {
        for (int level = 0; level < sections.Depth; level++)
        {
            if (sections.Types[level] == type)
            {
                return level + 1;
            }
        }

        return null;
    }
}

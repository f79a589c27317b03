using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// The sections of a corpus: up to three levels of nodes with headings, such as book, chapter and verse.
/// A corpus without sections has none at every node.
/// </summary>
public sealed partial class Sections
{
    private const string DefaultLanguage = "en";
    private readonly Corpus _corpus;
    private readonly NodeType[] _types;
    private readonly NodeFeature[] _features;
    private SectionIndex? _index;
    private SectionNames[]? _names;

    internal Sections(Corpus corpus)
    {
        _corpus = corpus;
        _types = new NodeType[corpus.Otext.SectionTypes.Count];
        _features = new NodeFeature[_types.Length];
        for (int i = 0; i < _types.Length; i++)
        {
            if (!corpus.Types.TryGet(corpus.Otext.SectionTypes[i], out _types[i])
                || !corpus.Features.TryGet(corpus.Otext.SectionFeatures[i], out NodeFeature? feature))
            {
                _types = [];
                _features = [];
                return;
            }

            _features[i] = feature;
        }
    }

    /// <summary>Number of levels, 0 to 3.</summary>
    public int Depth => _types.Length;

    /// <summary>Names of the types, highest level first.</summary>
    public IReadOnlyList<string> Types => Depth == 0 ? [] : _corpus.Otext.SectionTypes;

    /// <summary>Names of the features with the headings, one per level.</summary>
    public IReadOnlyList<string> Features => Depth == 0 ? [] : _corpus.Otext.SectionFeatures;

    /// <summary>Types of the headings, one per level.</summary>
    public IReadOnlyList<TfValueType> ValueTypes => [.. _features.Select(f => f.ValueType)];

    internal ReadOnlySpan<NodeType> NodeTypes => _types;

    private SectionIndex Index => _index ??= new SectionIndex(_corpus);

    /// <summary>
    /// The section nodes around a node. A section node itself stands at its own level, and lower levels are left
    /// out unless <see cref="SectionOptions.FillUp"/>; any other node gets all levels, as seen from its first slot.
    /// Depth 0 when the node does not exist or there are no sections. No allocation.
    /// </summary>
    public SectionNodes NodesOf(int node, SectionOptions options = default)
    {
        _corpus.ThrowIfClosed();
        NodeType type = _corpus.Types.Of(node);
        if (Depth == 0 || type.IsNone)
        {
            return default;
        }

        int slot = type == _corpus.Types.SlotType ? node : options.LastSlot ? _corpus.Slots.Last(node) : _corpus.Slots.First(node);
        int own = _types.AsSpan().IndexOf(type);
        int depth = own < 0 || options.FillUp ? Depth : own + 1;
        var nodes = new SectionNodes(
            At(0, own, node, slot),
            depth > 1 ? At(1, own, node, slot) : 0,
            depth > 2 ? At(2, own, node, slot) : 0,
            depth);
        return options.Level is int level ? nodes.Take(level) : nodes;
    }

    /// <summary>
    /// The headings of the sections around a node; null when the node does not exist or there are no sections.
    /// Where there is no level-1 section its label is "", where there is no lower one its label is missing.
    /// </summary>
    /// <param name="node">Any node.</param>
    /// <param name="language">Code of the language for level 1; an unknown one falls back to "" and then to the feature without language.</param>
    /// <param name="options">Which sections.</param>
    public SectionRef? LabelsOf(int node, string language = DefaultLanguage, SectionOptions options = default)
    {
        SectionNodes nodes = NodesOf(node, options);
        if (nodes.Depth == 0)
        {
            return Depth == 0 || _corpus.Types.Of(node).IsNone ? null : default(SectionRef);
        }

        SectionLabel first = nodes.Level1 == 0 ? "" : Headings.LabelOf(NamesIn(language).Feature, nodes.Level1);
        return nodes.Depth switch
        {
            1 => new SectionRef(first),
            2 => new SectionRef(first, LowerLabel(1, nodes.Level2)),
            _ => new SectionRef(first, LowerLabel(1, nodes.Level2), LowerLabel(2, nodes.Level3)),
        };
    }

    /// <summary>
    /// The place of a section counted from 1 on each level; null for other nodes and where not three levels are configured.
    /// </summary>
    public SectionSequence? SequenceOf(int node)
    {
        _corpus.ThrowIfClosed();
        NodeType type = _corpus.Types.Of(node);
        int level = Depth == 3 && !type.IsNone ? _types.AsSpan().IndexOf(type) : -1;
        if (level < 0)
        {
            return null;
        }

        int offset = node - _corpus.Types.Range(type).First;
        int first = offset + 1;
        int second = 0;
        int third = 0;
        bool found = level switch
        {
            0 => true,
            1 => Index.TryLevel2Numbers(offset, out first, out second),
            _ => Index.TryLevel3Numbers(offset, out first, out second, out third),
        };
        _corpus.ThrowIfClosed();
        return found ? new SectionSequence(first, second, third) : null;
    }

    /// <summary>The section at a place; null when there is none.</summary>
    public int? NodeAtSequence(SectionSequence sequence)
    {
        _corpus.ThrowIfClosed();
        if (Depth != 3 || sequence.Depth == 0 || (sequence.Depth == 3 && sequence.Second < 1))
        {
            return null;
        }

        NodeRange range = _corpus.Types.Range(_types[0]);
        if (sequence.First > range.Count)
        {
            return null;
        }

        int node = sequence.Depth == 1 ? range.First + sequence.First - 1 : Index.NodeAt(sequence.First, sequence.Second, sequence.Third);
        _corpus.ThrowIfClosed();
        return node == 0 ? null : node;
    }

    private int At(int level, int own, int node, int slot)
    {
        if (level == own)
        {
            return node;
        }

        return _corpus.Locality.TryUp(slot, _types[level], out int section) ? section : 0;
    }

    private SectionLabel LowerLabel(int level, int node) =>
        node == 0 ? SectionLabel.Missing : Headings.LabelOf(_features[level], node);
}

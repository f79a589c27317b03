using System.Globalization;

namespace ContextFabric.Describing;

/// <summary>Reads what is shown of nodes. Prepared once for many nodes. Safe for any number of threads.</summary>
internal sealed class NodeReader
{
    private readonly Corpus _corpus;
    private readonly TextFormat? _format;
    private readonly NodeFeature[] _features;
    private readonly NodeOptions _options;

    /// <summary>Prepares reading.</summary>
    /// <exception cref="UnknownNameException">There is no such format or node feature.</exception>
    public NodeReader(CorpusDescriber describer, NodeOptions options)
    {
        _corpus = describer.Corpus;
        _options = options;
        _format = describer.FormatOf(options.Format);
        _features = [.. options.Features.Select(describer.NodeFeatureOf)];
    }

    /// <summary>The features that are shown.</summary>
    public ReadOnlySpan<NodeFeature> Features => _features;

    /// <summary>The format asked for, or null.</summary>
    public TextFormat? Format => _format;

    public NodeInfo Read(int node) => new()
    {
        Node = node,
        Otype = _corpus.Types.NameOf(node),
        Text = TextOf(node),
        SectionRef = SectionOf(node),
        Features = _features.Length == 0 ? null : ValuesOf(node),
    };

    public NodeBrief Brief(int node) => new(node, _corpus.Types.NameOf(node)!, TextOf(node));

    /// <summary>The text of a node, or in brackets how many slots it has; "" when there is no such node.</summary>
    public string TextOf(int node)
    {
        NodeType type = _corpus.Types.Of(node);
        if (type.IsNone)
        {
            return "";
        }

        // A node that its format writes in one piece is short, however many slots it has.
        int slots = _corpus.Slots.Count(node);
        return slots > _options.MaxTextSlots && _corpus.Text.FormatOf(type, _format).Target != type
            ? string.Create(CultureInfo.InvariantCulture, $"[{slots} slots - text omitted]")
            : _corpus.Text.Get(node, _format);
    }

    /// <summary>The section that a node is or lies in; null when there is none.</summary>
    public string? SectionOf(int node)
        => SectionText.Of(_corpus.Text.SectionOf(node, _options.Language)) is { Length: > 0 } text ? text : null;

    /// <summary>Values of the features asked for, where there is one; null when there is none at all.</summary>
    private OrderedDictionary<string, FeatureValue>? ValuesOf(int node)
    {
        OrderedDictionary<string, FeatureValue>? values = null;
        foreach (NodeFeature feature in _features)
        {
            FeatureValue value = feature.ValueAt(node);
            if (!value.IsNone)
            {
                values ??= new OrderedDictionary<string, FeatureValue>(StringComparer.Ordinal);
                values[feature.Name] = value;
            }
        }

        return values;
    }
}

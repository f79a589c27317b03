using ContextFabric.Tf;

namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    private const int MostEdges = 100;

    /// <summary>A node with type, text, section and the features asked for. What is no node has no type and no text.</summary>
    /// <exception cref="UnknownNameException">The options name a format or feature that does not exist.</exception>
    public NodeInfo Node(int node, NodeOptions? options = null) => new NodeReader(this, options ?? NodeOptions.Default).Read(node);

    /// <summary>Nodes as <see cref="Node"/> shows them, in the order given.</summary>
    /// <exception cref="UnknownNameException">The options name a format or feature that does not exist.</exception>
    public IReadOnlyList<NodeInfo> Nodes(IEnumerable<int> nodes, NodeOptions? options = null)
    {
        var reader = new NodeReader(this, options ?? NodeOptions.Default);
        return [.. nodes.Select(reader.Read)];
    }

    /// <summary>
    /// Values of features on nodes. Names and numbers that do not exist do no harm but are listed.
    /// </summary>
    /// <param name="nodes">Nodes.</param>
    /// <param name="features">Node features, <c>otype</c> included; empty for all that a node has a value of.</param>
    /// <param name="edges">Edge features.</param>
    /// <param name="options">How text and section are shown; its features do not count.</param>
    /// <exception cref="UnknownNameException">The options name a format that does not exist.</exception>
    public NodeBatch NodeValues(IEnumerable<int> nodes, IReadOnlyList<string> features, IReadOnlyList<string>? edges = null, NodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(features);
        var reader = new NodeReader(this, (options ?? NodeOptions.Default) with { Features = [] });
        var unknown = new List<string>();
        var invalid = new List<int>();
        var shown = new List<NodeValues>();
        List<string> known = Known(features, name => name == TfNames.Types || (_visible.Contains(name) && Corpus.Features.Contains(name)), unknown);
        List<string> knownEdges = Known(edges ?? [], name => _visible.Contains(name) && Corpus.Edges.Contains(name), unknown);
        foreach (int node in nodes)
        {
            if (Corpus.Types.NameOf(node) is not string type)
            {
                invalid.Add(node);
                continue;
            }

            shown.Add(new NodeValues
            {
                Node = node,
                Type = type,
                Text = reader.TextOf(node),
                SectionRef = reader.SectionOf(node),
                Features = features.Count == 0 ? AllValues(node) : SomeValues(node, known),
                Edges = edges is null ? null : EdgesOf(node, knownEdges, keepEmpty: true),
            });
        }

        return new NodeBatch
        {
            Nodes = shown,
            FeaturesRequested = features,
            Total = shown.Count,
            UnknownFeatures = unknown.Count == 0 ? null : unknown,
            InvalidNodes = invalid.Count == 0 ? null : invalid,
        };
    }

    /// <summary>Everything about a node; null when there is no such node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="depth">Levels of contained nodes that are shown; 0 = none.</param>
    /// <param name="maxChildren">Children of a node that are shown at most.</param>
    /// <param name="options">How texts and sections are shown; its features are the ones shown, all when there are none.</param>
    /// <exception cref="UnknownNameException">The options name a format or feature that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The depth or number of children is negative.</exception>
    public NodeDetails? Details(int node, int depth = 1, int maxChildren = 50, NodeOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfNegative(maxChildren);
        options ??= NodeOptions.Default;
        var reader = new NodeReader(this, options);
        if (Corpus.Types.NameOf(node) is not string type)
        {
            return null;
        }

        ContainmentTree tree = ContainmentTree.Of(Corpus, node, depth: depth, maxChildren: maxChildren);
        var runs = new List<int[]>();
        foreach (NodeRange run in Corpus.Slots.Runs(node))
        {
            runs.Add([run.First, run.Last]);
        }

        return new NodeDetails
        {
            Node = node,
            Otype = type,
            Text = reader.TextOf(node),
            SectionRef = reader.SectionOf(node),
            Slots = runs,
            SlotCount = Corpus.Slots.Count(node),
            Features = options.Features.Count == 0 ? AllValues(node) : SomeValues(node, options.Features),
            Edges = EdgesOf(node, _visible.Edges, keepEmpty: false),
            Parents = [.. Corpus.Locality.Up(node).ToArray().Select(reader.Brief)],
            ContainedCount = Corpus.Locality.Down(node).Count(),
            Children = depth == 0 ? [] : ChildrenOf(tree, depth, reader),
            ChildCount = tree.ChildCount,
        };
    }

    /// <summary>The node feature with a name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    internal NodeFeature NodeFeatureOf(string name) => _visible.Contains(name) && Corpus.Features.TryGet(name, out NodeFeature? feature)
        ? feature
        : throw UnknownNameException.Of(NameKind.NodeFeature, name, _visible.Nodes);

    private static NodeTree[] ChildrenOf(ContainmentTree tree, int depth, NodeReader reader) =>
    [
        .. tree.Children.Select(child =>
        {
            NodeBrief brief = reader.Brief(child.Node);
            return new NodeTree(child.Node, brief.Otype, brief.Text, child.ChildCount, depth > 1 ? ChildrenOf(child, depth - 1, reader) : null);
        }),
    ];

    private static List<string> Known(IEnumerable<string> names, Func<string, bool> exists, List<string> unknown)
    {
        var known = new List<string>();
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            (exists(name) ? known : unknown).Add(name);
        }

        return known;
    }

    private OrderedDictionary<string, FeatureValue> AllValues(int node)
    {
        var values = new OrderedDictionary<string, FeatureValue>(StringComparer.Ordinal);
        foreach (string name in _visible.Nodes)
        {
            FeatureValue value = Corpus.Features[name].ValueAt(node);
            if (!value.IsNone)
            {
                values[name] = value;
            }
        }

        return values;
    }

    private OrderedDictionary<string, FeatureValue> SomeValues(int node, IReadOnlyList<string> names)
    {
        var values = new OrderedDictionary<string, FeatureValue>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            values[name] = name == TfNames.Types ? FeatureValue.Of(Corpus.Types.NameOf(node)!) : Corpus.Features[name].ValueAt(node);
        }

        return values;
    }

    private OrderedDictionary<string, NodeEdges> EdgesOf(int node, IEnumerable<string> names, bool keepEmpty)
    {
        var edges = new OrderedDictionary<string, NodeEdges>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            EdgeFeature feature = Corpus.Edges[name];
            int outgoing = feature.From(node).Length;
            int incoming = feature.To(node).Length;
            if (outgoing + incoming > 0 || keepEmpty)
            {
                edges[name] = new NodeEdges(
                    Ends(feature.From(node), position => feature.FromValue(node, position)),
                    Ends(feature.To(node), position => feature.ToValue(node, position)),
                    outgoing,
                    incoming);
            }
        }

        return edges;
    }

    private EdgeEnd[] Ends(ReadOnlySpan<int> nodes, Func<int, FeatureValue> valueAt)
    {
        var ends = new EdgeEnd[Math.Min(nodes.Length, MostEdges)];
        for (int i = 0; i < ends.Length; i++)
        {
            FeatureValue value = valueAt(i);
            ends[i] = new EdgeEnd(nodes[i], Corpus.Types.NameOf(nodes[i])!, value.IsNone ? null : value);
        }

        return ends;
    }
}

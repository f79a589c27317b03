using ContextFabric.Cli.Output;
using ContextFabric.Describing;

namespace ContextFabric.Cli.Reports;

/// <summary>Collects what there is to know about a node.</summary>
/// <param name="corpus">The corpus.</param>
/// <param name="limit">Nodes of the tree at most; 0 = all.</param>
/// <param name="treeTypes">Types shown in the tree; null = all.</param>
internal sealed class NodeReader(Corpus corpus, int limit, NodeTypeSet? treeTypes)
{
    private const int TextLimit = 60;

    public NodeReport Read(int node) => new()
    {
        Node = node,
        Type = corpus.Types.NameOf(node)!,
        Section = SectionOf(node),
        Text = corpus.Text.Get(node),
        SlotCount = corpus.Slots.Count(node),
        SlotRuns = RunsOf(node),
        Features = FeaturesOf(node),
        Edges = EdgesOf(node),
        Up = [.. corpus.Locality.Up(node).ToArray().Select(Brief)],
        DownCount = corpus.Locality.Down(node).Count(),
        Tree = TreeOf(node),
    };

    /// <summary>A node on one line.</summary>
    public NodeBrief Brief(int node) => new(node, corpus.Types.NameOf(node)!, ShortText(node));

    /// <summary>The sections a node lies in, as people write them.</summary>
    public string? SectionOf(int node) => corpus.Text.Sections.LabelsOf(node)?.ToString();

    /// <summary>What a node contains: each node hangs under the smallest one that contains it.</summary>
    public NodeTree TreeOf(int root) => Describe(ContainmentTree.Of(corpus, root, treeTypes, limit));

    private NodeTree Describe(ContainmentTree tree) =>
        new(tree.Node, corpus.Types.NameOf(tree.Node)!, ShortText(tree.Node), [.. tree.Children.Select(Describe)]);

    // a node is shown by its words, also where its type has a shorter format of its own
    private string ShortText(int node) => TextWidth.OneLine(corpus.Text.Get(node, descend: Descend.Always), TextLimit);

    private List<int[]> RunsOf(int node)
    {
        var runs = new List<int[]>();
        foreach (NodeRange run in corpus.Slots.Runs(node))
        {
            runs.Add([run.First, run.Last]);
        }

        return runs;
    }

    private SortedDictionary<string, string> FeaturesOf(int node)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in corpus.Features.Names)
        {
            if (corpus.Features[name].TextAt(node) is { } value)
            {
                values.Add(name, value);
            }
        }

        return values;
    }

    private List<EdgeInfo> EdgesOf(int node)
    {
        var edges = new List<EdgeInfo>();
        foreach (string name in corpus.Edges.Names)
        {
            EdgeFeature feature = corpus.Edges[name];
            int[] targets = feature.From(node).ToArray();
            edges.AddRange(targets.Select((target, i) => new EdgeInfo(name, true, Brief(target), ValueOf(feature.FromValue(node, i)))));
            int[] origins = feature.To(node).ToArray();
            edges.AddRange(origins.Select((origin, i) => new EdgeInfo(name, false, Brief(origin), ValueOf(feature.ToValue(node, i)))));
        }

        return edges;
    }

    private static string? ValueOf(FeatureValue value) => value.IsNone ? null : value.ToString();
}

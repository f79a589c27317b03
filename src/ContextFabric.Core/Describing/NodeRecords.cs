using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>A node as it is shown in results.</summary>
public sealed record NodeInfo
{
    /// <summary>The node, as given.</summary>
    public required int Node { get; init; }

    /// <summary>Its type; null when there is no such node.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Otype { get; init; }

    /// <summary>Its text, or how many slots it has when that would be too long.</summary>
    public required string Text { get; init; }

    /// <summary>The section it is, or lies in by its first slot; null when there is none.</summary>
    public string? SectionRef { get; init; }

    /// <summary>Values of the features asked for, where there is one.</summary>
    public IReadOnlyDictionary<string, FeatureValue>? Features { get; init; }
}

/// <summary>How nodes are shown.</summary>
public sealed record NodeOptions
{
    /// <summary>The usual way.</summary>
    public static NodeOptions Default { get; } = new();

    /// <summary>Text format; null = the default of the type or of the corpus.</summary>
    public string? Format { get; init; }

    /// <summary>Node features whose values are shown.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Language of section names.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Nodes whose text is that of more slots are shown without it.</summary>
    public int MaxTextSlots { get; init; } = 100;
}

/// <summary>Feature values of several nodes.</summary>
public sealed record NodeBatch
{
    /// <summary>The nodes, in the order asked for, without those that do not exist.</summary>
    public required IReadOnlyList<NodeValues> Nodes { get; init; }

    /// <summary>The features asked for.</summary>
    public required IReadOnlyList<string> FeaturesRequested { get; init; }

    /// <summary>Number of nodes shown.</summary>
    public required int Total { get; init; }

    /// <summary>Names that are no features of the kind asked for; null when all are known.</summary>
    public IReadOnlyList<string>? UnknownFeatures { get; init; }

    /// <summary>Numbers that are no nodes; null when all are.</summary>
    public IReadOnlyList<int>? InvalidNodes { get; init; }
}

/// <summary>
/// A node with values of features. In JSON the values stand beside <c>node</c> and <c>type</c> as well, as far as no
/// feature has the name of a property.
/// </summary>
[JsonConverter(typeof(NodeValuesJson))]
public sealed record NodeValues
{
    /// <summary>The node.</summary>
    public required int Node { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its text, or how many slots it has.</summary>
    public required string Text { get; init; }

    /// <summary>The section it is or lies in; null when there is none.</summary>
    public string? SectionRef { get; init; }

    /// <summary>Values by feature, none where the node has none.</summary>
    public required IReadOnlyDictionary<string, FeatureValue> Features { get; init; }

    /// <summary>Edges by feature; null when none were asked for.</summary>
    public IReadOnlyDictionary<string, NodeEdges>? Edges { get; init; }
}

/// <summary>The edges of one feature at a node.</summary>
/// <param name="Out">Targets of the edges from the node, the first of them.</param>
/// <param name="In">Origins of the edges to the node, the first of them.</param>
/// <param name="OutCount">Number of all edges from the node.</param>
/// <param name="InCount">Number of all edges to the node.</param>
public sealed record NodeEdges(IReadOnlyList<EdgeEnd> Out, IReadOnlyList<EdgeEnd> In, int OutCount, int InCount);

/// <summary>The other end of an edge.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">Value of the edge; null when it has none.</param>
public sealed record EdgeEnd(int Node, string Type, FeatureValue? Value);

/// <summary>Everything about one node.</summary>
public sealed record NodeDetails
{
    /// <summary>The node.</summary>
    public required int Node { get; init; }

    /// <summary>Its type.</summary>
    public required string Otype { get; init; }

    /// <summary>Its text, or how many slots it has.</summary>
    public required string Text { get; init; }

    /// <summary>The section it is or lies in; null when there is none.</summary>
    public string? SectionRef { get; init; }

    /// <summary>Its slots as runs: first and last of each.</summary>
    public required IReadOnlyList<int[]> Slots { get; init; }

    /// <summary>Number of its slots.</summary>
    public required int SlotCount { get; init; }

    /// <summary>Values of its features.</summary>
    public required IReadOnlyDictionary<string, FeatureValue> Features { get; init; }

    /// <summary>Its edges by feature, where there are any.</summary>
    public required IReadOnlyDictionary<string, NodeEdges> Edges { get; init; }

    /// <summary>Nodes that contain it, nearest first.</summary>
    public required IReadOnlyList<NodeBrief> Parents { get; init; }

    /// <summary>Number of nodes in it, at all depths.</summary>
    public required int ContainedCount { get; init; }

    /// <summary>What is directly inside it, with what is inside that, as deep as asked for.</summary>
    public required IReadOnlyList<NodeTree> Children { get; init; }

    /// <summary>Number of nodes directly inside it.</summary>
    public required int ChildCount { get; init; }
}

/// <summary>A node in a list.</summary>
/// <param name="Node">The node.</param>
/// <param name="Otype">Its type.</param>
/// <param name="Text">Its text, or how many slots it has.</param>
public sealed record NodeBrief(int Node, string Otype, string Text);

/// <summary>A node with what is directly inside it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Otype">Its type.</param>
/// <param name="Text">Its text, or how many slots it has.</param>
/// <param name="ChildCount">Number of nodes directly inside it.</param>
/// <param name="Children">The first of them; null below the depth asked for.</param>
public sealed record NodeTree(int Node, string Otype, string Text, int ChildCount, IReadOnlyList<NodeTree>? Children);

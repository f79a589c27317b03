namespace ContextFabric.Cli.Reports;

/// <summary>Everything about one node.</summary>
internal sealed record NodeReport
{
    public required int Node { get; init; }

    public required string Type { get; init; }

    /// <summary>Headings of the sections it lies in; null in a corpus without sections.</summary>
    public string? Section { get; init; }

    public required string Text { get; init; }

    public required int SlotCount { get; init; }

    /// <summary>Maximal runs of consecutive slots, first and last.</summary>
    public required IReadOnlyList<int[]> SlotRuns { get; init; }

    public required IReadOnlyDictionary<string, string> Features { get; init; }

    public required IReadOnlyList<EdgeInfo> Edges { get; init; }

    /// <summary>Nodes that contain it, nearest first.</summary>
    public required IReadOnlyList<NodeBrief> Up { get; init; }

    /// <summary>How many nodes it contains.</summary>
    public required int DownCount { get; init; }

    /// <summary>What it contains, as a tree; may be cut.</summary>
    public required NodeTree Tree { get; init; }
}

/// <summary>A node in a list.</summary>
internal sealed record NodeBrief(int Node, string Type, string Text);

/// <summary>An edge from or to the node of the report.</summary>
/// <param name="Feature">Name of the edge feature.</param>
/// <param name="Outgoing">True when the edge starts at the node of the report.</param>
/// <param name="Other">The node at the other end.</param>
/// <param name="Value">Value of the edge, or null.</param>
internal sealed record EdgeInfo(string Feature, bool Outgoing, NodeBrief Other, string? Value);

/// <summary>A node with what is directly inside it.</summary>
internal sealed record NodeTree(int Node, string Type, string Text, IReadOnlyList<NodeTree> Children);

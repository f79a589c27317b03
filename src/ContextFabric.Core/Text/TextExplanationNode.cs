namespace ContextFabric;

/// <summary>How one node contributed to a text.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">Its type; null when the node does not exist.</param>
/// <param name="TargetType">Type it was expanded to; null when the node does not exist.</param>
/// <param name="IsExpanded">False when the node itself was written.</param>
/// <param name="Format">Name of the format that was used (its template when it has no name); null when none is defined.</param>
/// <param name="IsExplicit">True when that format was asked for, false when it is a default.</param>
/// <param name="Material">The nodes that were written, each with its text.</param>
public sealed record TextExplanationNode(
    int Node,
    string? Type,
    string? TargetType,
    bool IsExpanded,
    string? Format,
    bool IsExplicit,
    IReadOnlyList<TextContribution> Material);

namespace ContextFabric;

/// <summary>A node of the structure with everything below it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Children">Its children in canonical order.</param>
public sealed record StructureNode(int Node, IReadOnlyList<StructureNode> Children);

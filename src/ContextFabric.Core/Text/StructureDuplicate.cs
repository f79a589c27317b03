namespace ContextFabric;

/// <summary>A heading that several nodes have.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Nodes">Its nodes in canonical order.</param>
public sealed record StructureDuplicate(Heading Heading, IReadOnlyList<int> Nodes);

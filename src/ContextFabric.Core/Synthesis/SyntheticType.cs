namespace ContextFabric.Synthesis;

/// <summary>A node type of a synthetic corpus.</summary>
/// <param name="Name">Letters, digits, <c>_</c> and <c>-</c>, a letter first.</param>
/// <param name="Children">
/// Average number of nodes of the next smaller type (of slots for the smallest type) in a node, at least 1. Single
/// nodes have between 1 and twice as many.
/// </param>
public sealed record SyntheticType(string Name, double Children);

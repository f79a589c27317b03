namespace ContextFabric.Compile;

/// <summary>A node type with its nodes and the number of slots they hold.</summary>
/// <param name="Name">Type name.</param>
/// <param name="First">Lowest node.</param>
/// <param name="Last">Highest node.</param>
/// <param name="TotalSlots">Sum of the numbers of slots of its nodes.</param>
public readonly record struct TypeExtent(string Name, int First, int Last, long TotalSlots);

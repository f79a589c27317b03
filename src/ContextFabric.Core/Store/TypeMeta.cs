namespace ContextFabric.Store;

/// <summary>A node type as a store describes it.</summary>
/// <param name="Name">Type name.</param>
/// <param name="First">Lowest node.</param>
/// <param name="Last">Highest node.</param>
/// <param name="SlotCount">Sum of the sizes of the slot sets of its nodes.</param>
public sealed record TypeMeta(string Name, int First, int Last, long SlotCount);

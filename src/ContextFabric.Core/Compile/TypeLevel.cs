namespace ContextFabric.Compile;

/// <summary>A node type in the order from big to small.</summary>
/// <param name="Name">Type name.</param>
/// <param name="AverageSlots">Average number of slots per node; 1 for the slot type.</param>
/// <param name="First">Lowest node.</param>
/// <param name="Last">Highest node.</param>
public sealed record TypeLevel(string Name, double AverageSlots, int First, int Last);

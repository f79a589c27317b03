namespace ContextFabric.Synthesis;

/// <summary>How many nodes of a type a synthetic corpus has.</summary>
/// <param name="Name">The type.</param>
/// <param name="Nodes">Number of its nodes.</param>
public readonly record struct SyntheticTypeCount(string Name, int Nodes);

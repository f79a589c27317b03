namespace ContextFabric.Synthesis;

/// <summary>A step of making a synthetic corpus.</summary>
/// <param name="Step">What is done now, for a person.</param>
/// <param name="Done">Work done so far: nodes written, or bytes compiled.</param>
/// <param name="Total">All work of this kind.</param>
public readonly record struct SyntheticProgress(string Step, long Done, long Total);

namespace ContextFabric;

/// <summary>Overview of the structure of a corpus.</summary>
/// <param name="Types">Types of the levels, highest first.</param>
/// <param name="Features">Features with the labels, one per level.</param>
/// <param name="NodeCount">Number of structure nodes.</param>
/// <param name="TopCount">Number of nodes without parent.</param>
/// <param name="DuplicateCount">Number of headings that several nodes have.</param>
public sealed record StructureInfo(IReadOnlyList<string> Types, IReadOnlyList<string> Features, int NodeCount, int TopCount, int DuplicateCount);

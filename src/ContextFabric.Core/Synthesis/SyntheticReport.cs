namespace ContextFabric.Synthesis;

/// <summary>A synthetic corpus that was made.</summary>
/// <param name="Path">The folder of <c>.tf</c> files, or the store.</param>
/// <param name="Types">Types with their numbers of nodes, slots first.</param>
/// <param name="Gapped">Nodes in more than one piece, scattered lexemes apart.</param>
/// <param name="Edges">Edges of all edge features.</param>
/// <param name="SourceBytes">Size of all <c>.tf</c> files.</param>
/// <param name="Elapsed">Wall time of writing them.</param>
/// <param name="Compilation">How compiling them went; null when that was not asked for.</param>
public sealed record SyntheticReport(
    string Path,
    IReadOnlyList<SyntheticTypeCount> Types,
    long Gapped,
    long Edges,
    long SourceBytes,
    TimeSpan Elapsed,
    CompileReport? Compilation)
{
    /// <summary>Number of slots.</summary>
    public int MaxSlot => Types[0].Nodes;

    /// <summary>Number of nodes.</summary>
    public int MaxNode => Types.Sum(type => type.Nodes);
}

namespace ContextFabric.Compile;

/// <summary>
/// Canonical ranks, from a corpus that is being compiled (base) or from one that is mapped already (layer).
/// </summary>
internal interface INodeRanks
{
    /// <summary>Highest node.</summary>
    int MaxNode { get; }

    /// <summary>0-based rank of a node.</summary>
    int RankOf(int node);
}

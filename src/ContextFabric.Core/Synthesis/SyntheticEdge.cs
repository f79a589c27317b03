namespace ContextFabric.Synthesis;

/// <summary>An edge feature of a synthetic corpus; edges connect nodes of one type that are not far from each other.</summary>
/// <param name="Name">Feature name.</param>
/// <param name="Degree">Average number of edges that leave a node; single nodes have up to twice as many.</param>
public sealed record SyntheticEdge(string Name, double Degree)
{
    /// <summary>Type of the nodes; null for the slots.</summary>
    public string? NodeType { get; init; }

    /// <summary>Values of the edges.</summary>
    public SyntheticValues Values { get; init; }

    /// <summary>Number of different values that may occur.</summary>
    public int Distinct { get; init; } = 10;

    /// <summary>Exponent of their distribution.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>Number of neighbours, half of them before the node and half of them after it, among which the targets are.</summary>
    public int Reach { get; init; } = 1000;
}

namespace ContextFabric.Synthesis;

/// <summary>A node feature of a synthetic corpus. Its values are Zipf-distributed: the value of rank r has a weight of r^−Exponent.</summary>
/// <param name="Name">Feature name.</param>
/// <param name="Values">Text or numbers.</param>
public sealed record SyntheticFeature(string Name, SyntheticValues Values)
{
    /// <summary>Type of the nodes that have it; null for the slots.</summary>
    public string? NodeType { get; init; }

    /// <summary>Number of different values that may occur.</summary>
    public int Distinct { get; init; } = 1000;

    /// <summary>Exponent of the distribution; 0 makes all values equally frequent.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>Share of the nodes that have a value, from 0 to 1.</summary>
    public double Coverage { get; init; } = 1;
}

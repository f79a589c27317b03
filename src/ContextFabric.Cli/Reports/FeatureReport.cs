namespace ContextFabric.Cli.Reports;

/// <summary>A line of the feature catalogue.</summary>
internal record FeatureSummary
{
    public required string Name { get; init; }

    /// <summary><c>node</c> or <c>edge</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>str</c>, <c>int</c>, or <c>none</c> for edges without values.</summary>
    public required string Values { get; init; }

    /// <summary>Nodes with a value, or edges.</summary>
    public required long Count { get; init; }

    /// <summary>Distinct values; null for edges.</summary>
    public int? Distinct { get; init; }

    /// <summary>Types of the nodes that have it, or of the origins of the edges.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required string Description { get; init; }
}

/// <summary>Everything about one feature.</summary>
internal sealed record FeatureDetails : FeatureSummary
{
    public required IReadOnlyList<KeyValuePair<string, string?>> Metadata { get; init; }

    public required IReadOnlyList<TypeCount> PerType { get; init; }

    /// <summary>Number of distinct values, of which <see cref="Frequencies"/> may list only the first.</summary>
    public required int FrequencyTotal { get; init; }

    /// <summary>Values by descending frequency. A null value stands for an edge without one.</summary>
    public required IReadOnlyList<ValueCount> Frequencies { get; init; }
}

/// <summary>How many nodes (or edges) of a type there are; for edges from one type to another.</summary>
internal sealed record TypeCount(string Type, string? ToType, long Count);

/// <summary>A value and how often it occurs.</summary>
internal sealed record ValueCount(string? Value, long Count);

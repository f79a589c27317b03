namespace ContextFabric.Describing;

/// <summary>A feature in a list.</summary>
public sealed record FeatureInfo
{
    /// <summary>Name; <c>name@*</c> for a group of language variants.</summary>
    public required string Name { get; init; }

    /// <summary><c>node</c> or <c>edge</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>str</c> or <c>int</c>.</summary>
    public required string ValueType { get; init; }

    /// <summary>What the corpus says about it, or "".</summary>
    public required string Description { get; init; }

    /// <summary>Types of the nodes with a value, or of the origins of the edges; from big to small.</summary>
    public required IReadOnlyList<string> NodeTypes { get; init; }

    /// <summary>For edges: whether they carry values.</summary>
    public bool? HasValues { get; init; }

    /// <summary>For language variants: codes of the languages.</summary>
    public IReadOnlyList<string>? Languages { get; init; }
}

/// <summary>Kinds of features to list.</summary>
public enum FeatureKinds
{
    /// <summary>Node features, then edge features.</summary>
    All,

    /// <summary>Node features.</summary>
    Node,

    /// <summary>Edge features.</summary>
    Edge,
}

/// <summary>Which features to list.</summary>
public sealed record FeatureQuery
{
    /// <summary>Kinds.</summary>
    public FeatureKinds Kind { get; init; }

    /// <summary>Only features with a value on (edges: an edge from) a node of one of these types; null or empty = all.</summary>
    public IReadOnlyList<string>? NodeTypes { get; init; }

    /// <summary>Pattern for the name with <c>*</c> and <c>?</c>, case apart; null = all.</summary>
    public string? Match { get; init; }

    /// <summary>Text to be found in the name or the description, case apart; null = all.</summary>
    public string? Text { get; init; }

    /// <summary>False lists every language variant on its own; true as one entry where there are several.</summary>
    public bool CollapseLanguages { get; init; } = true;

    /// <summary>Features to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Features to list at most.</summary>
    public int Limit { get; init; } = 500;
}

/// <summary>A list of features.</summary>
public sealed record FeatureList
{
    /// <summary>The features: node features, then edge features, each by name.</summary>
    public required IReadOnlyList<FeatureInfo> Features { get; init; }

    /// <summary>The types asked for, when there were any.</summary>
    public IReadOnlyList<string>? NodeTypes { get; init; }

    /// <summary>Number of features on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public int? NextOffset { get; init; }
}

/// <summary>What to tell about a feature.</summary>
public sealed record FeatureOptions
{
    /// <summary>The usual choice.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>Values to give at most.</summary>
    public int SampleLimit { get; init; } = 20;

    /// <summary>Count values on nodes (edges: from nodes) of this type only; null = all.</summary>
    public string? NodeType { get; init; }

    /// <summary>Order of the values.</summary>
    public ValueOrder Order { get; init; }
}

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">Text, number, or null for edges without value.</param>
/// <param name="Count">Number of nodes or edges.</param>
public readonly record struct ValueCount(FeatureValue Value, long Count);

/// <summary>Everything about a feature. Of an unknown one only name, kind, empty texts and the error.</summary>
public sealed record FeatureDescription
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary><c>node</c>, <c>edge</c>, <c>config</c> or <c>unknown</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>str</c> or <c>int</c>; "" for an unknown feature.</summary>
    public required string ValueType { get; init; }

    /// <summary>What the corpus says about it, or what it is.</summary>
    public required string Description { get; init; }

    /// <summary>Why there is nothing more.</summary>
    public string? Error { get; init; }

    /// <summary>With an error: names close to the one asked for.</summary>
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>Types of the nodes with a value, or of the origins of the edges; from big to small.</summary>
    public IReadOnlyList<string>? NodeTypes { get; init; }

    /// <summary>For each of these types the number of nodes with a value, or with edges going out.</summary>
    public IReadOnlyDictionary<string, int>? NodesPerType { get; init; }

    /// <summary>For edges: types of the targets, from big to small.</summary>
    public IReadOnlyList<string>? TargetTypes { get; init; }

    /// <summary>For edges: whether they carry values.</summary>
    public bool? HasValues { get; init; }

    /// <summary>Number of distinct values (on the nodes counted).</summary>
    public int? UniqueValues { get; init; }

    /// <summary>Values with how often they occur.</summary>
    public IReadOnlyList<ValueCount>? SampleValues { get; init; }

    /// <summary>Nodes with a value, of the type asked for.</summary>
    public int? NodesWithValue { get; init; }

    /// <summary>Number of edges.</summary>
    public long? Edges { get; init; }

    /// <summary>Smallest value of a number feature, on all nodes.</summary>
    public long? Min { get; init; }

    /// <summary>Greatest value of a number feature, on all nodes.</summary>
    public long? Max { get; init; }

    /// <summary>Mean of the values of a number feature, over all nodes with a value.</summary>
    public double? Mean { get; init; }

    /// <summary>Metadata of the feature as in the corpus.</summary>
    public IReadOnlyDictionary<string, string?>? Metadata { get; init; }
}

/// <summary>Several features.</summary>
/// <param name="Features">Their descriptions by name, in the order asked for.</param>
public sealed record FeatureBatch(IReadOnlyDictionary<string, FeatureDescription> Features);

/// <summary>A page of the values of a feature.</summary>
public sealed record FeatureValues
{
    /// <summary>Feature.</summary>
    public required string Name { get; init; }

    /// <summary>The values of this page.</summary>
    public required IReadOnlyList<ValueCount> Values { get; init; }

    /// <summary>Number of values on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public int? NextOffset { get; init; }
}

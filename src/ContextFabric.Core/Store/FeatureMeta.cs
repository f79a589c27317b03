using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>A feature as a store describes it.</summary>
public sealed record FeatureMeta
{
    private readonly MetadataSource? _source;
    private IReadOnlyList<KeyValuePair<string, string?>>? _metadata;

    /// <summary>Feature name.</summary>
    public required string Name { get; init; }

    /// <summary>Node, edge or config.</summary>
    public required TfKind Kind { get; init; }

    /// <summary>Type of the values.</summary>
    public required TfValueType ValueType { get; init; }

    /// <summary>For edges: whether they carry values.</summary>
    public bool HasValues { get; init; }

    /// <summary>Lowest node with a value: the node of row 0 of the column. 0 when there is none.</summary>
    public int FirstNode { get; init; }

    /// <summary>Highest node with a value; −1 when there is none.</summary>
    public int LastNode { get; init; }

    /// <summary>Number of nodes with a value, or of edges.</summary>
    public long Count { get; init; }

    /// <summary>Number of nodes with a value per type, in the order of <see cref="StoreMeta.Types"/> (edges: of origins).</summary>
    public IReadOnlyList<int> TypeCounts { get; init; } = [];

    /// <summary>Name of the source file, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>Metadata in file order; the value is null when the line had no <c>=</c>. Decoded when first asked for.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Metadata
    {
        get => _metadata ??= _source?.Decode() ?? [];
        init => _metadata = value;
    }

    /// <summary>Where the metadata stand in a mapped store.</summary>
    internal MetadataSource? Source
    {
        get => _source;
        init => _source = value;
    }
}

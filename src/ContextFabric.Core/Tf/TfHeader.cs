namespace ContextFabric.Tf;

/// <summary>Kind of a feature, from the first line of its file.</summary>
public enum TfKind
{
    /// <summary><c>@node</c>: a value per node.</summary>
    Node,

    /// <summary><c>@edge</c>: node pairs, with or without values.</summary>
    Edge,

    /// <summary><c>@config</c>: metadata only.</summary>
    Config,
}

/// <summary>Type of the values of a feature.</summary>
public enum TfValueType
{
    /// <summary>Text; the empty string is a value.</summary>
    Str,

    /// <summary>Signed 64-bit integer.</summary>
    Int,
}

/// <summary>One metadata line <c>@key=value</c> of a feature file.</summary>
/// <param name="Key">Text between <c>@</c> and the first <c>=</c>, untrimmed.</param>
/// <param name="Value">Text after the first <c>=</c>, untrimmed and not unescaped; null when there is no <c>=</c>.</param>
/// <param name="Line">1-based line in the file.</param>
public readonly record struct TfMetadataField(string Key, string? Value, int Line);

/// <summary>Identity of the content of a source file.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Hash">XxHash128 of the bytes, 32 lower-case hexadecimal digits.</param>
public sealed record SourceFingerprint(string Name, long Size, string Hash);

/// <summary>The header of a <c>.tf</c> file: kind, value type and metadata.</summary>
public sealed class TfHeader
{
    /// <summary>Feature name: the file name without its last extension.</summary>
    public required string Feature { get; init; }

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Node, edge or config.</summary>
    public required TfKind Kind { get; init; }

    /// <summary>True when the file declares <c>@edgeValues</c>.</summary>
    public required bool HasEdgeValues { get; init; }

    /// <summary>Type of the values; <see cref="TfValueType.Str"/> when none or an unknown one is declared.</summary>
    public required TfValueType ValueType { get; init; }

    /// <summary>Metadata in file order, repeated keys included; <c>@edgeValues</c> is not among them.</summary>
    public required IReadOnlyList<TfMetadataField> Fields { get; init; }

    /// <summary>The last field with this key, or null when there is none.</summary>
    public TfMetadataField? Find(string key)
    {
        for (int i = Fields.Count - 1; i >= 0; i--)
        {
            if (Fields[i].Key == key)
            {
                return Fields[i];
            }
        }

        return null;
    }

    internal TfHeader With(TfValueType valueType) => new()
    {
        Feature = Feature,
        Path = Path,
        Kind = Kind,
        HasEdgeValues = HasEdgeValues,
        ValueType = valueType,
        Fields = Fields,
    };
}

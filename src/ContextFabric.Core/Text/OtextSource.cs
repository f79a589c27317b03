using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>The metadata of one <c>otext</c> or <c>otext@…</c> file, wherever it comes from.</summary>
/// <param name="Name">Feature name: <c>otext</c> or <c>otext@…</c>.</param>
/// <param name="Path">Full path for messages, or null when there is no file.</param>
/// <param name="Fields">Metadata in file order, repeated keys included.</param>
public sealed record OtextSource(string Name, string? Path, IReadOnlyList<TfMetadataField> Fields)
{
    /// <summary>Kind declared by the file; only <see cref="TfKind.Config"/> is right.</summary>
    public TfKind Kind { get; init; } = TfKind.Config;

    /// <summary>The source that a parsed header stands for.</summary>
    public static OtextSource From(TfHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new OtextSource(header.Feature, header.Path, header.Fields) { Kind = header.Kind };
    }
}

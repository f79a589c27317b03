namespace ContextFabric.Tf;

/// <summary>A file to be written: checked metadata, and a body that cannot fail.</summary>
/// <param name="Feature">Feature name.</param>
/// <param name="Kind">Kind of feature.</param>
/// <param name="HasEdgeValues">Whether to declare edge values.</param>
/// <param name="Fields">Metadata without writer and date.</param>
/// <param name="DateWritten">Date that the feature had, or null.</param>
/// <param name="Body">Writes the data lines.</param>
internal sealed record TfWriteJob(
    string Feature,
    TfKind Kind,
    bool HasEdgeValues,
    IReadOnlyList<KeyValuePair<string, string?>> Fields,
    string? DateWritten,
    Action<TfOutput> Body);

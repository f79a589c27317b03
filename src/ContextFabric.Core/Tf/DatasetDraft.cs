namespace ContextFabric.Tf;

/// <summary>
/// A dataset made by a program: fill the collections, then <see cref="Save"/>. For a complete corpus
/// give <see cref="Types"/> and <see cref="Slots"/>; without them the draft is a module whose nodes
/// belong to some other corpus.
/// </summary>
public sealed class DatasetDraft
{
    /// <summary>Metadata of all features; that of a single feature goes before it. Null: a key without value.</summary>
    public IDictionary<string, string?> Metadata { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Metadata per feature. A name that belongs to no other collection becomes a config feature.</summary>
    public IDictionary<string, IReadOnlyDictionary<string, string?>> FeatureMetadata { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);

    /// <summary>Type of each node, slots included (<c>otype</c>).</summary>
    public IDictionary<int, string> Types { get; } = new Dictionary<int, string>();

    /// <summary>Slots of each node that is not a slot itself (<c>oslots</c>), in any order.</summary>
    public IDictionary<int, IReadOnlyCollection<int>> Slots { get; } = new Dictionary<int, IReadOnlyCollection<int>>();

    /// <summary>Node features with text values, by name.</summary>
    public IDictionary<string, IReadOnlyDictionary<int, string>> TextFeatures { get; } =
        new Dictionary<string, IReadOnlyDictionary<int, string>>(StringComparer.Ordinal);

    /// <summary>Node features with integer values, by name.</summary>
    public IDictionary<string, IReadOnlyDictionary<int, long>> IntFeatures { get; } =
        new Dictionary<string, IReadOnlyDictionary<int, long>>(StringComparer.Ordinal);

    /// <summary>Edge features without values, by name.</summary>
    public IDictionary<string, IReadOnlyCollection<(int From, int To)>> Edges { get; } =
        new Dictionary<string, IReadOnlyCollection<(int From, int To)>>(StringComparer.Ordinal);

    /// <summary>Edge features with text values, by name; null is written as the empty text, which is how it is read.</summary>
    public IDictionary<string, IReadOnlyDictionary<(int From, int To), string?>> TextEdges { get; } =
        new Dictionary<string, IReadOnlyDictionary<(int From, int To), string?>>(StringComparer.Ordinal);

    /// <summary>Edge features with integer values, by name; null is an edge without value.</summary>
    public IDictionary<string, IReadOnlyDictionary<(int From, int To), long?>> IntEdges { get; } =
        new Dictionary<string, IReadOnlyDictionary<(int From, int To), long?>>(StringComparer.Ordinal);

    /// <summary>Checks the draft and, when it is sound or force is asked for, writes one file per feature.</summary>
    /// <param name="folder">Target folder, created when needed; files of the same name are replaced.</param>
    /// <param name="options">Dates and strictness, or null for the defaults.</param>
    /// <returns>What was written and what is wrong.</returns>
    /// <exception cref="IOException">The folder cannot be written to; it is then as it was.</exception>
    public SaveReport Save(string folder, TfWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var plan = new TfWritePlan(options ?? new TfWriteOptions());
        new DraftPlanner(this, plan).Add();
        return plan.Run(folder);
    }
}

namespace ContextFabric.Tf;

/// <summary>An existing folder that was searched, with the feature files directly inside it.</summary>
/// <param name="Path">Full path of the folder.</param>
/// <param name="Sources">Its files, by feature name in code point order; may be empty.</param>
public sealed record TfSourceFolder(string Path, IReadOnlyList<TfSource> Sources)
{
    /// <summary>The file of a feature in this folder, or null. Binary search.</summary>
    public TfSource? Find(string name) => TfSourceSet.Search(Sources, name);
}

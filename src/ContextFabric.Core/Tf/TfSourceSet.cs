namespace ContextFabric.Tf;

/// <summary>The feature files found in a list of folders; where names collide the last folder wins.</summary>
/// <param name="Folders">Existing folders in search order, each with all its files.</param>
/// <param name="Features">The winning file per feature, by name in code point order.</param>
/// <param name="Ignored">Per overridden feature the paths that lost, sorted and distinct.</param>
public sealed record TfSourceSet(
    IReadOnlyList<TfSourceFolder> Folders,
    IReadOnlyList<TfSource> Features,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ignored)
{
    /// <summary>The winning file of a feature, or null when no folder has it. Binary search.</summary>
    public TfSource? Find(string name) => Search(Features, name);

    internal static TfSource? Search(IReadOnlyList<TfSource> sources, string name)
    {
        int low = 0;
        int high = sources.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = CodePointComparer.Instance.Compare(sources[middle].Name, name);
            if (order == 0)
            {
                return sources[middle];
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return null;
    }
}

using ContextFabric.Tf;

namespace ContextFabric.Describing;

/// <summary>What the features of a corpus say about the corpus as a whole.</summary>
public static class CorpusMetadata
{
    private static readonly string[] s_own = ["description", "valueType", "dateWritten", "writtenBy", "languageCode", "language", "languageEnglish"];

    /// <summary>Fields on which all node and edge features that have them agree: licence, source, author. By key.</summary>
    public static IReadOnlyDictionary<string, string> Common(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var common = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var disputed = new HashSet<string>(s_own, StringComparer.Ordinal);
        foreach (FeatureMetadata feature in corpus.Metadata)
        {
            if (feature.Kind == TfKind.Config)
            {
                continue;
            }

            foreach ((string key, string? value) in feature.Fields)
            {
                if (value is null || disputed.Contains(key))
                {
                    continue;
                }

                if (!common.TryAdd(key, value) && common[key] != value)
                {
                    common.Remove(key);
                    disputed.Add(key);
                }
            }
        }

        return common;
    }

    /// <summary>A line that says what the corpus is, from the first of some usual keys; null when none has a value.</summary>
    internal static string? Title(Corpus corpus, IReadOnlyDictionary<string, string> common)
    {
        foreach (string key in (string[])["description", "title", "corpus", "name", "datasetName", "dataset"])
        {
            string? title = corpus.Otext.Get(key);
            if (string.IsNullOrWhiteSpace(title))
            {
                common.TryGetValue(key, out title);
            }

            if (!string.IsNullOrWhiteSpace(title))
            {
                return title;
            }
        }

        return null;
    }
}

using System.Reflection;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>Query sets in this program, each for one corpus in one version.</summary>
internal static class BundledQueries
{
    private const string Prefix = "queries/";
    private const string Suffix = ".json";
    private static readonly string[] s_titleFields = ["title", "corpus", "datasetName", "dataset", "name"];
    private static readonly string[] s_features = ["otext", "otype"];

    /// <summary>The sets by title and version.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The set for a corpus with exactly this title and version; null when there is none.</summary>
    /// <exception cref="BenchException">The store cannot be read.</exception>
    public static IReadOnlyList<BenchQuery>? For(string store)
    {
        using Corpus corpus = Corpus.Open(store, new CorpusOptions { CacheMode = CacheMode.Never });
        return Titles(corpus).Select(title => Read($"{title} {Field(corpus, "version")}")).FirstOrDefault(set => set is not null);
    }

    private static IEnumerable<string> Titles(Corpus corpus) => s_titleFields.Select(name => Field(corpus, name)).OfType<string>();

    private static string? Field(Corpus corpus, string name) => s_features
        .Select(feature => corpus.Metadata.FirstOrDefault(metadata => metadata.Name == feature)?.Get(name))
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static IReadOnlyList<BenchQuery>? Read(string name)
    {
        using Stream? stream = Assembly().GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            return null;
        }

        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return QueryFile.Parse(json, $"the bundled set '{name}'");
    }

    private static Assembly Assembly() => typeof(BundledQueries).Assembly;
}

namespace ContextFabric.Bench.Running;

/// <summary>Finds the corpora of a run; smaller sources come first, equal ones by name.</summary>
internal static class CorpusDiscovery
{
    private const string TypeFile = "otype.tf";
    private const string SourceFolder = "tf";
    private static readonly string s_storeInFolder = Path.Combine(".cfm", "corpus.cfm");

    /// <summary>The corpora that are named, or those in a folder.</summary>
    /// <param name="paths">Corpora by path.</param>
    /// <param name="folder">Where to look when none is named; null for the current folder.</param>
    /// <param name="names">Names for some of the paths.</param>
    /// <exception cref="BenchException">There is no corpus.</exception>
    public static IReadOnlyList<BenchCorpus> Find(IReadOnlyList<string> paths, string? folder, IReadOnlyDictionary<string, string>? names = null)
    {
        BenchCorpus? Named(string path) => At(path) is { } corpus && names?.GetValueOrDefault(path) is { } name ? corpus with { Name = name } : At(path);
        List<BenchCorpus> found = paths.Count > 0 || folder is null
            ? [.. paths.Select(path => Named(path) ?? throw new BenchException($"{path} is no corpus: a store, or a folder with {TypeFile} or a store, or with a sub-folder '{SourceFolder}' of that kind, was expected"))]
            : [];
        if (paths.Count == 0 || folder is not null)
        {
            found.AddRange(In(Path.GetFullPath(folder ?? ".")));
        }

        IEnumerable<BenchCorpus> sorted = found
            .DistinctBy(corpus => corpus.Folder ?? corpus.Store)
            .OrderBy(corpus => corpus.SourceBytes ?? SizeOf(corpus.Store))
            .ThenBy(corpus => corpus.Name, StringComparer.Ordinal);
        return WithDistinctNames(sorted);
    }

    /// <summary>The corpus at a path; null when there is none.</summary>
    internal static BenchCorpus? At(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
        {
            return new BenchCorpus(Path.GetFileNameWithoutExtension(path), null, path, null);
        }

        return InFolder(path) ?? InFolder(Path.Combine(path, SourceFolder));
    }

    private static BenchCorpus[] In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BenchException($"{folder} is no folder");
        }

        BenchCorpus[] found = At(folder) is { } itself ? [itself]
            : [.. Directory.EnumerateDirectories(folder)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(At)
                .OfType<BenchCorpus>()];
        return found.Length > 0 ? found
            : throw new BenchException($"no corpus was named, and there is none in {folder}: name one, or a folder of corpora with --corpora-dir");
    }

    private static BenchCorpus? InFolder(string folder)
    {
        bool hasSources = File.Exists(Path.Combine(folder, TypeFile));
        string store = Path.Combine(folder, s_storeInFolder);
        bool hasStore = File.Exists(store);
        return !hasSources && !hasStore ? null : new BenchCorpus(
            NameOf(folder),
            hasSources ? folder : null,
            hasStore ? store : null,
            hasSources ? Directory.EnumerateFiles(folder, "*.tf").Sum(file => new FileInfo(file).Length) : null);
    }

    private static string NameOf(string folder)
    {
        string name = Path.GetFileName(folder);
        string? parent = Path.GetFileName(Path.GetDirectoryName(folder));
        return name == SourceFolder && !string.IsNullOrEmpty(parent) ? parent : name;
    }

    private static long SizeOf(string? file) => file is null ? 0 : new FileInfo(file).Length;

    private static List<BenchCorpus> WithDistinctNames(IEnumerable<BenchCorpus> corpora)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var named = new List<BenchCorpus>();
        foreach (BenchCorpus corpus in corpora)
        {
            string name = corpus.Name;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = $"{corpus.Name}-{i}";
            }

            named.Add(corpus with { Name = name });
        }

        return named;
    }
}

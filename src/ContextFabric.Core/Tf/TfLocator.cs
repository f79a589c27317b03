namespace ContextFabric.Tf;

/// <summary>Finds feature files: every module folder of every location, without recursion.</summary>
public static class TfLocator
{
    /// <summary>The location that is searched when none is given.</summary>
    public const string DefaultLocation = "~/text-fabric-data";

    /// <summary>Extension of feature files, in lower case only.</summary>
    public const string Extension = ".tf";

    /// <summary>
    /// Lists the <c>.tf</c> files directly inside <c>location/module</c> for each location and,
    /// within it, each module. Folders that do not exist are passed over. A file found later
    /// overrides one of the same name found earlier.
    /// </summary>
    /// <param name="locations">
    /// Folders. A first component that is <c>~</c>, <c>.</c> or <c>..</c> stands for the home folder,
    /// the current folder or its parent. Empty: <see cref="DefaultLocation"/>.
    /// </param>
    /// <param name="modules">Folders below each location; null or empty: the location itself.</param>
    /// <exception cref="IOException">A folder exists but cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder exists but may not be listed.</exception>
    public static TfSourceSet Find(IReadOnlyList<string> locations, IReadOnlyList<string>? modules = null)
    {
        ArgumentNullException.ThrowIfNull(locations);
        if (locations.Count == 0)
        {
            locations = [DefaultLocation];
        }

        if (modules is null || modules.Count == 0)
        {
            modules = [""];
        }

        var folders = new List<TfSourceFolder>();
        foreach (string location in locations)
        {
            string root = Expand(location.Trim());
            foreach (string module in modules)
            {
                // A leading separator must not make the module absolute and drop the location.
                string below = module.Trim().TrimStart('/', Path.DirectorySeparatorChar);
                string folder = Path.GetFullPath(Path.Combine(root, below));
                if (Directory.Exists(folder))
                {
                    folders.Add(new TfSourceFolder(folder, List(folder)));
                }
            }
        }

        return Merge(folders);
    }

    /// <summary>The full path of a location, with <c>~</c>, <c>.</c> and <c>..</c> in front expanded.</summary>
    public static string Expand(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        int cut = location.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar);
        ReadOnlySpan<char> first = cut < 0 ? location : location.AsSpan(0, cut);
        if (first is "~")
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return Path.GetFullPath(cut < 0 ? home : Path.Join(home, location.AsSpan(cut)));
        }

        // "." and "..", and any other relative path, are resolved against the current folder here.
        return Path.GetFullPath(location.Length == 0 ? "." : location);
    }

    private static List<TfSource> List(string folder)
    {
        var sources = new List<TfSource>();
        var options = new EnumerationOptions
        {
            MatchType = MatchType.Simple,
            MatchCasing = MatchCasing.CaseSensitive,
            AttributesToSkip = 0,
            IgnoreInaccessible = false,
        };
        foreach (string path in Directory.EnumerateFiles(folder, "*", options))
        {
            string file = Path.GetFileName(path);
            if (file.Length > Extension.Length && file.EndsWith(Extension, StringComparison.Ordinal))
            {
                sources.Add(new TfSource(file[..^Extension.Length], path));
            }
        }

        sources.Sort(static (a, b) => CodePointComparer.Instance.Compare(a.Name, b.Name));
        return sources;
    }

    private static TfSourceSet Merge(List<TfSourceFolder> folders)
    {
        if (folders.Count == 1)
        {
            return new TfSourceSet(folders, folders[0].Sources, new Dictionary<string, IReadOnlyList<string>>());
        }

        var chosen = new Dictionary<string, TfSource>(StringComparer.Ordinal);
        var lost = new SortedDictionary<string, SortedSet<string>>(CodePointComparer.Instance);
        foreach (TfSourceFolder folder in folders)
        {
            foreach (TfSource source in folder.Sources)
            {
                if (chosen.TryGetValue(source.Name, out TfSource? earlier))
                {
                    if (!lost.TryGetValue(source.Name, out SortedSet<string>? paths))
                    {
                        lost[source.Name] = paths = new SortedSet<string>(CodePointComparer.Instance);
                    }

                    paths.Add(earlier.Path);
                }

                chosen[source.Name] = source;
            }
        }

        // The same folder given twice does not override itself.
        var ignored = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string name, SortedSet<string> paths) in lost)
        {
            paths.Remove(chosen[name].Path);
            if (paths.Count > 0)
            {
                ignored[name] = [.. paths];
            }
        }

        TfSource[] features = [.. chosen.Values];
        Array.Sort(features, static (a, b) => CodePointComparer.Instance.Compare(a.Name, b.Name));
        return new TfSourceSet(folders, features, ignored);
    }
}

namespace ContextFabric.Bench.Running;

/// <summary>The folder that a run writes to, and only there.</summary>
internal sealed class RunFolder
{
    private RunFolder(string path) => Path = path;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>What the workers wrote to standard error.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Creates a folder, or takes an empty one; <paramref name="append"/> also takes one with results.</summary>
    /// <exception cref="IOException">It is not empty.</exception>
    public static RunFolder Create(string path, bool append = false)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!append && (System.IO.File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())))
        {
            throw new IOException($"{path} exists and is not an empty folder; name another one, or use --append");
        }

        var folder = new RunFolder(Directory.CreateDirectory(path).FullName);
        Directory.CreateDirectory(folder.Logs);
        return folder;
    }

    /// <summary>Path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);
}

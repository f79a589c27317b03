using System.Text.Json;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Corpora;

/// <summary>Names that a user gave to corpora: a small JSON file in the settings folder.</summary>
internal static class CorpusRegistry
{
    /// <summary>The file.</summary>
    public static string Path => System.IO.Path.Combine(UserFolders.Config, "corpora.json");

    /// <summary>All names with their paths; empty when nothing was registered.</summary>
    public static SortedDictionary<string, string> Load()
    {
        try
        {
            return File.Exists(Path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(Path), CliJson.Instance.SortedDictionaryStringString) ?? []
                : [];
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.BadData, $"{Path} is no list of corpora: {e.Message}");
        }
    }

    /// <summary>Gives a name to a path; an earlier meaning of the name is replaced.</summary>
    public static void Register(string name, string path)
    {
        SortedDictionary<string, string> names = Load();
        names[name] = System.IO.Path.GetFullPath(path);
        Save(names);
    }

    /// <summary>Forgets a name; false when it was unknown.</summary>
    public static bool Remove(string name)
    {
        SortedDictionary<string, string> names = Load();
        bool known = names.Remove(name);
        if (known)
        {
            Save(names);
        }

        return known;
    }

    private static void Save(SortedDictionary<string, string> names)
    {
        Directory.CreateDirectory(UserFolders.Config);
        string part = $"{Path}.{Environment.ProcessId}.part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(names, CliJson.Instance.SortedDictionaryStringString));
        File.Move(part, Path, overwrite: true);
    }
}

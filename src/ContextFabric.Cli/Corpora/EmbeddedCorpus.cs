using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ContextFabric.Cli.Corpora;

/// <summary>The showcase corpus inside the executable, and its copy on disk that can be compiled and mapped.</summary>
internal static class EmbeddedCorpus
{
    private const string Prefix = "showcase/";

    /// <summary>The name that stands for it on the command line.</summary>
    public const string Name = "demo";

    /// <summary>File names and contents.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Files()
    {
        Assembly assembly = typeof(EmbeddedCorpus).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (name[Prefix.Length..], Read(assembly, name))),
        ];
    }

    /// <summary>
    /// The folder with the <c>.tf</c> files: in the user's cache, in the temporary folder when that cannot be
    /// written. Its name tells the content, so that copies of different versions do not mix.
    /// </summary>
    public static string Extract()
    {
        IReadOnlyList<(string Name, byte[] Content)> files = Files();
        string folder = $"showcase-{Fingerprint(files)}";
        try
        {
            return Extract(files, Path.Combine(UserFolders.Cache, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Extract(files, Path.Combine(Path.GetTempPath(), "cfabric", folder));
        }
    }

    // the folder appears whole or not at all, whoever else extracts at the same time
    private static string Extract(IReadOnlyList<(string Name, byte[] Content)> files, string folder)
    {
        if (Directory.Exists(folder) && files.All(f => IsSame(Path.Combine(folder, f.Name), f.Content)))
        {
            return folder;
        }

        string parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        string part = $"{folder}.{Environment.ProcessId}.part";
        Directory.CreateDirectory(part);
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(part, name), content);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        try
        {
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(part, recursive: true);
        }

        return folder;
    }

    private static bool IsSame(string path, byte[] content) =>
        File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string Fingerprint(IReadOnlyList<(string Name, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, byte[] content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Xunit;

namespace ContextFabric.Testing;

/// <summary>
/// The data shared with the references, which is not part of this repository: a folder <c>shared</c>
/// beside the repository or one of its ancestors, or the one that CFABRIC_SHARED names. A test that
/// needs it is skipped where it is absent.
/// </summary>
public static class SharedData
{
    private static readonly Lock s_unpacking = new();

    /// <summary>The shared folder, or null.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A path below the shared folder; skips the test when it does not exist.</summary>
    public static string Path(params string[] parts)
    {
        string? path = Root is null ? null : System.IO.Path.Combine([Root, .. parts]);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
        {
            Skip($"no shared data '{string.Join('/', parts)}' (set CFABRIC_SHARED)");
        }

        return path;
    }

    /// <summary>
    /// The folder with the <c>.tf</c> files of a corpus, unpacked when needed; skips the test when there
    /// is none. CFABRIC_CORPORA may name a folder with unpacked corpora.
    /// </summary>
    public static string Corpus(string name)
    {
        string? unpacked = Environment.GetEnvironmentVariable("CFABRIC_CORPORA");
        if (unpacked is not null && Directory.Exists(System.IO.Path.Combine(unpacked, name, "tf")))
        {
            return System.IO.Path.Combine(unpacked, name, "tf");
        }

        if (Root is not null)
        {
            string folder = System.IO.Path.Combine(Root, "corpora", name, "tf");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return Unpack(Path("corpora", name + ".zip"), name);
    }

    private static string Unpack(string zip, string name)
    {
        // Size and time in the name: a changed archive is unpacked anew.
        var file = new FileInfo(zip);
        string folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "cfabric-corpora", $"{name}-{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}");
        lock (s_unpacking)
        {
            if (!Directory.Exists(folder))
            {
                string temporary = $"{folder}-{Guid.NewGuid():N}";
                ZipFile.ExtractToDirectory(zip, temporary);
                try
                {
                    Directory.Move(temporary, folder);
                }
                catch (IOException) when (Directory.Exists(folder))
                {
                    // Another test process was faster.
                    Directory.Delete(temporary, recursive: true);
                }
            }
        }

        return System.IO.Path.Combine(folder, "tf");
    }

    [DoesNotReturn]
    private static void Skip(string reason)
    {
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }

    private static string? FindRoot()
    {
        string? named = Environment.GetEnvironmentVariable("CFABRIC_SHARED");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? System.IO.Path.GetFullPath(named) : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(shared, "corpora")))
            {
                return shared;
            }
        }

        return null;
    }
}

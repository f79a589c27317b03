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
    /// A folder with the <c>.tf</c> files of a corpus that may be written to: unpacked or copied when needed, so
    /// that no store gets into the shared data; skips the test when there is none. CFABRIC_CORPORA may name a folder with unpacked corpora.
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
                return Place(name, Directory.GetLastWriteTimeUtc(folder).Ticks, target => CopyFiles(folder, target));
            }
        }

        return Unpack(Path("corpora", name + ".zip"), name);
    }

    // Size and time in the name: a changed archive is unpacked anew.
    private static string Unpack(string zip, string name)
        => Place($"{name}-{new FileInfo(zip).Length:x}", File.GetLastWriteTimeUtc(zip).Ticks, target => ZipFile.ExtractToDirectory(zip, target));

    private static void CopyFiles(string folder, string target)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(target, "tf"));
        foreach (string source in Directory.GetFiles(folder, "*.tf"))
        {
            // Written anew, since the shared files may be read-only.
            File.WriteAllBytes(System.IO.Path.Combine(target, "tf", System.IO.Path.GetFileName(source)), File.ReadAllBytes(source));
        }
    }

    /// <summary>Makes a folder with a corpus once, for all test processes of a machine.</summary>
    private static string Place(string name, long time, Action<string> fill)
    {
        string folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "cfabric-corpora", $"{name}-{time:x}");
        lock (s_unpacking)
        {
            if (!Directory.Exists(folder))
            {
                string temporary = $"{folder}-{Guid.NewGuid():N}";
                fill(temporary);
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

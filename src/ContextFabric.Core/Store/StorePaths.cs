using System.IO.Hashing;
using System.Text;
using ContextFabric.Storage.Files;

namespace ContextFabric.Store;

/// <summary>Where the store of a source folder lies.</summary>
public static class StorePaths
{
    private const string FileName = "corpus.cfm";

    /// <summary>
    /// The store of a folder: <c>FOLDER/.cfm/corpus.cfm</c> when it exists there or the folder can be written,
    /// else a file in the user's cache folder that is named after the folder.
    /// </summary>
    public static string For(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        string beside = Path.Combine(folder, ".cfm", FileName);
        return File.Exists(beside) || CanWrite(folder) ? beside : InUserCache(folder);
    }

    private static string InUserCache(string folder)
    {
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured
            ? configured
            : OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        string name = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(folder)));
        return Path.Combine(cache, "cfabric", name, FileName);
    }

    private static bool CanWrite(string folder)
    {
        string store = Path.Combine(folder, ".cfm");
        try
        {
            Directory.CreateDirectory(store);

            // Named like a leftover of the store, which it becomes if this process is killed right now.
            new AtomicFile(Path.Combine(store, FileName)).Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

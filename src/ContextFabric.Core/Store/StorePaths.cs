using System.IO.Hashing;
using System.Text;
using ContextFabric.Storage.Files;

namespace ContextFabric.Store;

/// <summary>Where the store of a source folder lies.</summary>
public static class StorePaths
{
    private const string FileName = "corpus.cfm";

    /// <summary>
    /// The user's folder for what can be made again: <c>XDG_CACHE_HOME</c> where it is set to a full path, else the
    /// system's place for it.
    /// </summary>
    public static string UserCache
    {
        get
        {
            // Not verified: the path of a home folder that does not exist must not become a relative one.
            static string Folder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
            string? configured = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            string cache = Path.IsPathFullyQualified(configured ?? "") ? configured!
                : OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? Folder(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Folder(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "cfabric");
        }
    }

    /// <summary>
    /// The store of a folder: <c>FOLDER/.cfm/corpus.cfm</c> when it exists there or the folder can be written,
    /// else a file in the user's cache folder that is named after the folder.
    /// </summary>
    public static string For(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string beside = Beside(folder);
        return File.Exists(beside) ? beside : ForWriting(folder);
    }

    /// <summary>
    /// Where a new store of a folder goes. Another place than <see cref="For"/> when the folder has a store and
    /// cannot be written: what came with the folder cannot be replaced then.
    /// </summary>
    public static string ForWriting(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return CanWrite(Path.GetFullPath(folder)) ? Beside(folder) : InUserCache(Path.GetFullPath(folder));
    }

    private static string Beside(string folder) => Path.Combine(Path.GetFullPath(folder), ".cfm", FileName);

    private static string InUserCache(string folder)
        => Path.Combine(UserCache, Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(folder))), FileName);

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

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// The one place where a measurement makes files. Disposing removes it; what a killed measurement left is removed by
/// the next one. The owner holds a lock on a file in it, which the system releases however the owner ends.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    public const string Prefix = "cfabric-share-";
    private const string LockName = "owner.lock";
    private static readonly TimeSpan s_beginning = TimeSpan.FromMinutes(1);
    private readonly FileStream _lock;

    private ScratchFolder(string path, FileStream ownerLock)
    {
        Path = path;
        _lock = ownerLock;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Removes what dead owners left in a folder, and makes a new one in it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static ScratchFolder Create(string parent)
    {
        parent = Directory.CreateDirectory(parent).FullName;
        RemoveStale(parent);
        string path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():n}")).FullName;
        return new ScratchFolder(path, Hold(System.IO.Path.Combine(path, LockName)));
    }

    /// <summary>Removes the scratch folders in a folder whose owners have ended. One that cannot be removed stays.</summary>
    public static int RemoveStale(string parent)
    {
        int removed = 0;
        foreach (string folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, Prefix + "*") : [])
        {
            try
            {
                removed += RemoveUnlessOwned(folder) ? 1 : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // somebody else's, or another measurement removes it at this moment
            }
        }

        return removed;
    }

    /// <summary>Path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a file and waits until the copy is on the disk: what is not written yet cannot be dropped from memory.</summary>
    public async Task<string> CopyAsync(string source, string name, CancellationToken cancellationToken)
    {
        string target = File(name);
        await using FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20, FileOptions.SequentialScan);
        await using FileStream to = new(target, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
        to.Flush(flushToDisk: true);
        return target;
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static bool RemoveUnlessOwned(string folder)
    {
        string file = System.IO.Path.Combine(folder, LockName);
        if (!System.IO.File.Exists(file) && DateTime.UtcNow - Directory.GetCreationTimeUtc(folder) < s_beginning)
        {
            // its owner may be about to lock it
            return false;
        }

        Hold(file).Dispose();
        Directory.Delete(folder, recursive: true);
        return true;
    }

    private static FileStream Hold(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}

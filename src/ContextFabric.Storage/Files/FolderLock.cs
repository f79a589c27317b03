using System.Globalization;

namespace ContextFabric.Storage.Files;

/// <summary>
/// An exclusive lock between processes, held through an open file. The operating system releases it when its
/// owner dies in whatever way, so a dead owner never blocks. The lock file itself stays (deleting it would let
/// two owners lock two files of one name); the description of the owner lies beside it for messages only.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly string _ownerPath;
    private FileStream? _stream;

    private FolderLock(string ownerPath, FileStream stream)
    {
        _ownerPath = ownerPath;
        _stream = stream;
        File.WriteAllText(ownerPath, string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName} since {DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}"));
    }

    /// <summary>Takes the lock, waiting for another owner to finish.</summary>
    /// <param name="path">The lock file; its folder must exist.</param>
    /// <param name="waiting">Told once, with the owner's description, when someone else holds the lock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The lock file cannot be created.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static FolderLock Acquire(string path, Action<string>? waiting, CancellationToken cancellationToken)
    {
        string ownerPath = path + ".owner";
        bool told = false;
        while (true)
        {
            if (TryOpen(path) is FileStream stream)
            {
                return new FolderLock(ownerPath, stream);
            }

            if (!told)
            {
                told = true;
                waiting?.Invoke(OwnerFrom(ownerPath));
            }

            cancellationToken.WaitHandle.WaitOne(20);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Releases the lock. Harmless when repeated.</summary>
    public void Dispose()
    {
        if (_stream is not null)
        {
            File.Delete(_ownerPath);
            _stream.Dispose();
            _stream = null;
        }
    }

    /// <summary>The owner may let go, and remove its description, at any moment.</summary>
    private static string OwnerFrom(string ownerPath)
    {
        try
        {
            return File.ReadAllText(ownerPath) is { Length: > 0 } owner ? owner : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // locked by another owner
        }
    }
}

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
        ForMessagesOnly(() => File.WriteAllText(ownerPath, string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName} since {DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}")));
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
            ForMessagesOnly(() => File.Delete(_ownerPath));
            _stream.Dispose();
            _stream = null;
        }
    }

    /// <summary>The lock holds with or without the description of its owner: a full disk must not take it along.</summary>
    private static void ForMessagesOnly(Action change)
    {
        try
        {
            change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever waits is told of "another process".
        }
    }

    /// <summary>The owner may let go, and remove its description, at any moment.</summary>
    private static string OwnerFrom(string ownerPath)
    {
        try
        {
            return File.ReadAllText(ownerPath) is { Length: > 0 } owner ? owner : "another process";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
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
        catch (IOException error) when (IsTaken(error))
        {
            return null;
        }
    }

    /// <summary>
    /// True when another owner holds the lock. Any other error (a read-only file system, say) will not pass by
    /// waiting. On Unix the code is the error number of <c>flock</c>, on Windows that of a sharing violation.
    /// </summary>
    private static bool IsTaken(IOException error) => OperatingSystem.IsWindows()
        ? error.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : error.HResult == (OperatingSystem.IsLinux() ? 11 : 35);
}

using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Files;

/// <summary>
/// A file that appears whole or not at all: written beside the target, flushed to disk, renamed over it.
/// Readers that have the old file mapped keep it until they close.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private const string TemporaryMark = ".tmp-";
    private bool _published;

    /// <summary>Creates the temporary file in the folder of <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    public AtomicFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        TemporaryPath = Path + TemporaryMark + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
            + "-" + Guid.NewGuid().ToString("N")[..8];
        Stream = new FileStream(TemporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
    }

    /// <summary>The file that will be published.</summary>
    public string Path { get; }

    /// <summary>Where the bytes are until then.</summary>
    public string TemporaryPath { get; }

    /// <summary>The content.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a whole file atomically.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new AtomicFile(path);
        file.Stream.Write(bytes);
        file.Publish();
    }

    /// <summary>
    /// Deletes temporary files that dead writers of <paramref name="path"/> left. The caller must hold the lock
    /// that its writers take.
    /// </summary>
    public static void RemoveLeftovers(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        foreach (string leftover in Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(path) + TemporaryMark + "*"))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Flushes the bytes and the folder entry to disk and puts the file in place.</summary>
    public void Publish()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(TemporaryPath, Path, overwrite: true);
        _published = true;
        NativeMethods.FlushFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>Removes the temporary file if it was not published.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            // Closing writes what is buffered, which fails again when the disk is full.
            if (!_published)
            {
                File.Delete(TemporaryPath);
            }
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace ContextFabric.Storage.Raw;

/// <summary>
/// A POSIX shared-memory object: memory with a name, which lives until it is unlinked and nobody maps it any more, or the
/// machine stops. On Linux it is a file of the memory file system at <c>/dev/shm</c>, and that is how it is made here. Only
/// for comparing it with a mapped file: it needs everything that a file does not, namely a copy of the data, somebody who removes it, and
/// a name agreed on.
/// </summary>
internal sealed class SharedMemoryObject : IDisposable
{
    private const string Folder = "/dev/shm";
    private const string Prefix = "cfabric-";
    private const int CopyPart = 1 << 20;

    private SharedMemoryObject(string name) => Name = name;

    /// <summary>True where there are such objects.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Directory.Exists(Folder);

    /// <summary>Its name, as <see cref="Open"/> wants it. It says which process made it.</summary>
    public string Name { get; }

    /// <summary>The file that stands for it.</summary>
    public string Path => PathOf(Name);

    /// <summary>Makes an object with a new name and copies a file into it. It is unlinked by <see cref="Dispose"/>.</summary>
    /// <exception cref="PlatformNotSupportedException">There are no such objects here.</exception>
    /// <exception cref="IOException">The file cannot be read, or there is too little memory; nothing is left then.</exception>
    public static SharedMemoryObject CreateFrom(string file)
    {
        if (!OperatingSystem.IsLinux() || !IsSupported)
        {
            throw new PlatformNotSupportedException($"shared-memory objects are made at {Folder}, which only Linux has");
        }

        string random = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var made = new SharedMemoryObject(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{random}"));
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        long free = new DriveInfo(Folder).AvailableFreeSpace;
        if (free < source.Length)
        {
            throw new IOException($"{Folder} has room for {free} bytes, {source.Length} are needed");
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            using var target = new FileStream(made.Path, options);
            source.CopyTo(target, CopyPart);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Maps an object by its name, shared and read-only.</summary>
    /// <exception cref="FileNotFoundException">There is no such object (any more).</exception>
    public static MappedFile Open(string name, bool inheritable = false) => MappedFile.Open(PathOf(name), inheritable: inheritable);

    /// <summary>True when there is an object of this name.</summary>
    public static bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>The objects that programs of this kind have made and not removed, by name.</summary>
    public static IReadOnlyList<string> List() =>
        IsSupported ? [.. Directory.EnumerateFiles(Folder, Prefix + "*").Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];

    /// <summary>
    /// Unlinks the objects whose makers are gone: what a maker that was killed leaves behind. Those of other users stay.
    /// Gives the names.
    /// </summary>
    public static IReadOnlyList<string> RemoveAbandoned()
    {
        var removed = new List<string>();
        foreach (string name in List())
        {
            string maker = name[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(maker, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) || Directory.Exists($"/proc/{pid}"))
            {
                continue;
            }

            try
            {
                Unlink(name);
                removed.Add(name);
            }
            catch (UnauthorizedAccessException)
            {
                // it belongs to somebody else, who will look after it
            }
        }

        return removed;
    }

    /// <summary>Takes the name away. Who has the object mapped keeps it; its memory is free when nobody has.</summary>
    public static void Unlink(string name) => File.Delete(PathOf(name));

    /// <summary>Unlinks it. Harmless when repeated.</summary>
    public void Dispose() => Unlink(Name);

    /// <summary>The file that stands for an object of this name.</summary>
    public static string PathOf(string name) => System.IO.Path.Combine(Folder, System.IO.Path.GetFileName(name));
}

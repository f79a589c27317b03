using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>Calls about files: their pages in memory, and the file system that they are on.</summary>
internal static unsafe partial class NativeMethods
{
    private const int MapShared = 1;
    private const int AdviseFileDontNeed = 4;

    // the structure has 120 bytes where it is asked for; room is left for a longer one
    private const int StatFsLength = 512;

    /// <summary>Maps a file read-only without touching it; null when the system refuses.</summary>
    public static void* MapForLooking(SafeHandle file, nuint length)
    {
        void* address = mmap(null, length, ProtRead, MapShared, file, 0);
        return (nint)address == -1 ? null : address;
    }

    /// <summary>Takes a mapping away.</summary>
    public static void Unmap(void* address, nuint length) => _ = munmap(address, length);

    /// <summary>
    /// Writes a file's changed pages to disk and asks the system to forget the file's pages. False when it refuses or has no such
    /// call; pages that some process maps stay all the same.
    /// </summary>
    public static bool DropFromPageCache(SafeHandle file) =>
        OperatingSystem.IsLinux() && fsync(file) == 0 && posix_fadvise(file, 0, 0, AdviseFileDontNeed) == 0;

    /// <summary>The number that Linux has for the kind of file system of a path; null when it does not say.</summary>
    public static uint? FileSystemMagic(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        byte* buffer = stackalloc byte[StatFsLength];

        // a C long; the magic numbers have 32 bits, some with the highest one set
        return statfs(path, buffer) == 0 ? (uint)*(nint*)buffer : null;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial void* mmap(void* address, nuint length, int protection, int flags, SafeHandle descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(void* address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeHandle descriptor);

    [LibraryImport("libc")]
    private static partial int posix_fadvise(SafeHandle descriptor, nint offset, nint length, int advice);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statfs(string path, byte* buffer);
}

using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>The operating system calls that the base library does not offer. Unix only.</summary>
internal static unsafe partial class NativeMethods
{
    private const int ProtRead = 1;
    private const int MapPrivate = 2;
    private const int MapFixed = 0x10;
    private const int AdviseDontNeed = 4;
    private const int AdvisePageOut = 21;
    private const int AdvisePopulateRead = 22;
    private const int WriteAccess = 2;
    private const int InputOutputError = 5;
    private const int FaultError = 14;
    private const int HardwareError = 133;

    private static int MapAnonymous => OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    private static int MapNoReserve => OperatingSystem.IsMacOS() ? 0x40 : 0x4000;

    /// <summary>True where <see cref="ReplaceByZeroPages"/> works.</summary>
    public static bool CanReplaceMappings => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>
    /// Puts read-only zero pages over a mapped range in one atomic step. The file mapping is gone, yet a
    /// late reader sees zeros instead of a fault. The range costs address space only.
    /// </summary>
    public static bool ReplaceByZeroPages(void* address, nuint length)
    {
        void* result = mmap(address, length, ProtRead, MapPrivate | MapFixed | MapAnonymous | MapNoReserve, -1, 0);
        return result == address;
    }

    /// <summary>Flushes a folder entry to disk after a rename; best effort, a file system may refuse.</summary>
    public static void FlushFolder(string path)
    {
        if (!CanReplaceMappings)
        {
            return;
        }

        int descriptor = open(path, 0);
        if (descriptor >= 0)
        {
            _ = fsync(descriptor);
            _ = close(descriptor);
        }
    }

    /// <summary>Address of the first byte.</summary>
    public static nuint AddressOf(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return (nuint)start;
        }
    }

    /// <summary>Bit 0 of one byte per page: whether the page is in memory. False where the system cannot tell.</summary>
    public static bool TryGetResidency(nuint address, nuint length, Span<byte> states)
    {
        fixed (byte* state = states)
        {
            return mincore((void*)address, length, state) == 0;
        }
    }

    /// <summary>
    /// True when this user may ask which pages of a file are in memory. Linux tells it to those who own the file or
    /// may write it, and answers everybody else "all of them", which must not be taken for the truth. An owner
    /// without the right to write is not recognised: the answer is too careful then, never wrong.
    /// </summary>
    public static bool MayAskForResidency(string path) =>
        OperatingSystem.IsMacOS() || (OperatingSystem.IsLinux() && (geteuid() == 0 || access(path, WriteAccess) == 0));

    /// <summary>
    /// Brings a range of whole pages into memory and into the page table. False where the system has no such call.
    /// </summary>
    /// <exception cref="IOException">The pages cannot be read, for instance because the file was truncated.</exception>
    public static bool Populate(void* address, nuint length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        if (madvise(address, length, AdvisePopulateRead) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error is not (FaultError or HardwareError or InputOutputError)
            ? false
            : throw new IOException($"mapped pages cannot be read: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>
    /// Takes a range of whole pages out of the page table. They stay in the page cache; the next reader maps them
    /// again. For unchanged file pages only: others would lose their content.
    /// </summary>
    public static bool DropPages(void* address, nuint length) =>
        CanReplaceMappings && madvise(address, length, AdviseDontNeed) == 0;

    /// <summary>
    /// Asks the system to write out and forget a range of whole pages. Pages that another process maps stay, and the
    /// system says nothing of it: success means that it was asked. False where there is no such call.
    /// </summary>
    public static bool PageOut(void* address, nuint length) =>
        OperatingSystem.IsLinux() && madvise(address, length, AdvisePageOut) == 0;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(void* address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mincore(void* address, nuint length, byte* states);

    [LibraryImport("libc", SetLastError = true)]
    private static partial void* mmap(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}

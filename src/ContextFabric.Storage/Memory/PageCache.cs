using System.Globalization;
using ContextFabric.Storage.Raw;
using Microsoft.Win32.SafeHandles;

namespace ContextFabric.Storage.Memory;

/// <summary>The processes that map a file.</summary>
/// <param name="ProcessIds">Those that are known to, by number.</param>
/// <param name="Hidden">How many processes did not let us look.</param>
public sealed record FileMappers(IReadOnlyList<int> ProcessIds, int Hidden);

/// <summary>A file in the operating system's page cache, whichever process brought it there.</summary>
public static unsafe class PageCache
{
    private const int PagesPerCall = 64 * 1024;
    private const int EvictionTries = 3;

    /// <summary>
    /// Bytes of a file that are in memory, by whole pages but never more than its length. Reads nothing of it. Null
    /// where the system cannot tell, which includes files that this user may not write.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static long? ResidentBytes(string path)
    {
        using SafeFileHandle file = Open(path);
        return ResidentBytes(file, path);
    }

    /// <summary>
    /// Writes a file's changes to disk, asks the system to drop it from memory, and looks what is left: the bytes that
    /// stayed, 0 after a success. Pages that a process maps always stay. Null where the system cannot evict or tell.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static long? TryEvict(string path)
    {
        using SafeFileHandle file = Open(path);
        long? left = null;
        for (int i = 0; i < EvictionTries; i++)
        {
            if (!NativeMethods.DropFromPageCache(file))
            {
                return null;
            }

            left = ResidentBytes(file, path);
            if (left is null or 0)
            {
                break;
            }
        }

        return left;
    }

    /// <summary>
    /// The processes that map a file, this one included if it does. The same file under another name counts, another
    /// file that has taken its place does not. Null where the system does not tell.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileMappers? FindMappers(string path)
    {
        using SafeFileHandle file = Open(path);
        if (!OperatingSystem.IsLinux() || Identify(file) is not { } identity)
        {
            return null;
        }

        var found = new List<int>();
        int hidden = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
            {
                continue;
            }

            if (ProcFile.ReadLines(pid, "maps") is not { } lines)
            {
                hidden += Directory.Exists(folder) ? 1 : 0;
            }
            else if (Array.Exists(lines, line => IdentityOf(line) == identity))
            {
                found.Add(pid);
            }
        }

        found.Sort();
        return new FileMappers(found, hidden);
    }

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static long? ResidentBytes(SafeFileHandle file, string path)
    {
        if (!NativeMethods.MayAskForResidency(path))
        {
            return null;
        }

        long length = RandomAccess.GetLength(file);
        if (length == 0)
        {
            return 0;
        }

        void* address = NativeMethods.MapForLooking(file, (nuint)length);
        if (address is null)
        {
            return null;
        }

        try
        {
            return CountResident((nuint)address, length);
        }
        finally
        {
            NativeMethods.Unmap(address, (nuint)length);
        }
    }

    private static long? CountResident(nuint start, long length)
    {
        long page = Environment.SystemPageSize;
        byte[] states = new byte[(int)Math.Min(PagesPerCall, (length + page - 1) / page)];
        long resident = 0;
        for (long at = 0; at < length;)
        {
            Span<byte> part = states.AsSpan(0, (int)Math.Min(states.Length, (length - at + page - 1) / page));
            if (!NativeMethods.TryGetResidency(start + (nuint)at, (nuint)(part.Length * page), part))
            {
                return null;
            }

            foreach (byte state in part)
            {
                resident += (state & 1) * Math.Min(page, length - at);
                at += page;
            }
        }

        return resident;
    }

    // what the kernel calls the file in lists of mappings, which on some file systems is not what stat(2) says
    private static string? Identify(SafeFileHandle file)
    {
        void* address = NativeMethods.MapForLooking(file, 1);
        if (address is null)
        {
            return null;
        }

        try
        {
            string start = ((ulong)address).ToString("x", CultureInfo.InvariantCulture) + "-";
            string? line = ProcFile.ReadLines(Environment.ProcessId, "maps")?.FirstOrDefault(line => line.TrimStart('0').StartsWith(start, StringComparison.Ordinal));
            return line is null ? null : IdentityOf(line);
        }
        finally
        {
            NativeMethods.Unmap(address, 1);
        }
    }

    // 7f0000000000-7f0000001000 r--s 00000000 fe:00 248149      /path: device and inode
    private static string? IdentityOf(string line) =>
        line.Split(' ', 6) is [_, _, _, string device, string inode, ..] && inode != "0" ? device + " " + inode : null;
}

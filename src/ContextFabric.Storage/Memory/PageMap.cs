using System.Buffers.Binary;

namespace ContextFabric.Storage.Memory;

/// <summary>State of one virtual page, an entry of <c>/proc/PID/pagemap</c>.</summary>
/// <param name="FilePage">0-based page of the file that the entry stands for.</param>
/// <param name="IsPresent">True when the page is in memory and in the process's page table.</param>
/// <param name="IsFileBacked">True for a page of a file (or of shared memory), false for a private copy.</param>
/// <param name="IsExclusive">True when no other process maps the page.</param>
/// <param name="Frame">Number of the physical page; 0 when the kernel hides it.</param>
public readonly record struct PageState(long FilePage, bool IsPresent, bool IsFileBacked, bool IsExclusive, ulong Frame);

/// <summary>A sample of the physical pages behind a mapping.</summary>
public sealed class PageSample
{
    internal PageSample(IReadOnlyList<PageState> pages) => Pages = pages;

    /// <summary>The sampled pages by position in the mapping.</summary>
    public IReadOnlyList<PageState> Pages { get; }

    /// <summary>
    /// True when the kernel gave frame numbers. It gives them to privileged processes only
    /// (CAP_SYS_ADMIN), everybody else reads zeros.
    /// </summary>
    public bool HasFrames => Pages.Any(p => p.Frame != 0);
}

/// <summary>Reads which physical pages stand behind virtual ones.</summary>
public static class PageMap
{
    private const int EntrySize = sizeof(ulong);
    private const ulong PresentBit = 1UL << 63;
    private const ulong FileBit = 1UL << 61;
    private const ulong ExclusiveBit = 1UL << 56;
    private const ulong FrameMask = (1UL << 55) - 1;

    /// <summary>
    /// Samples pages of a mapping, evenly spread; all of them when there are no more than asked for.
    /// The same request for the same file gives the same file pages in every process, so that samples
    /// can be compared. Null when the system has no page map or does not let us read it.
    /// </summary>
    /// <param name="processId">Process the mapping belongs to.</param>
    /// <param name="mapping">A range of that process.</param>
    /// <param name="count">How many pages at most.</param>
    public static PageSample? Sample(int processId, MemoryMapping mapping, int count)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return Sample(processId, mapping.Start, mapping.Length, count, mapping.FileOffset);
    }

    /// <summary>Samples pages of any range of addresses, evenly spread; see the other overload.</summary>
    /// <param name="processId">Process the range belongs to.</param>
    /// <param name="start">Address of the first byte.</param>
    /// <param name="length">Length in bytes; a last page that is begun counts.</param>
    /// <param name="count">How many pages at most.</param>
    /// <param name="fileOffset">Where in the file the range begins, when it stands for one.</param>
    public static PageSample? Sample(int processId, ulong start, long length, int count, long fileOffset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        long pageSize = Environment.SystemPageSize;
        long total = (length + pageSize - 1) / pageSize;
        long taken = Math.Min(total, count);
        var pages = new List<PageState>((int)taken);
        try
        {
            using var file = new FileStream(ProcFile.PathOf(processId, "pagemap"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Span<byte> entry = stackalloc byte[EntrySize];
            for (long i = 0; i < taken; i++)
            {
                long page = (long)((Int128)i * total / taken);
                long virtualPage = (long)(start / (ulong)pageSize) + page;
                file.Position = virtualPage * EntrySize;
                file.ReadExactly(entry);
                pages.Add(Decode((fileOffset / pageSize) + page, BinaryPrimitives.ReadUInt64LittleEndian(entry)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new PageSample(pages);
    }

    /// <summary>
    /// For each page of a range of this process, 1 when it is in the process's page table, else 0. Null as in
    /// <see cref="Sample(int, MemoryMapping, int)"/>.
    /// </summary>
    internal static byte[]? Present(nuint start, long length)
    {
        const int EntriesPerRead = 1 << 15;
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        nuint pageSize = (nuint)Environment.SystemPageSize;
        nuint first = start / pageSize;
        byte[] present = new byte[(int)(((start + (nuint)length + pageSize - 1) / pageSize) - first)];
        byte[] entries = new byte[Math.Min(present.Length, EntriesPerRead) * EntrySize];
        try
        {
            using var file = new FileStream(ProcFile.PathOf(Environment.ProcessId, "pagemap"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            file.Position = (long)first * EntrySize;
            for (int done = 0; done < present.Length;)
            {
                Span<byte> part = entries.AsSpan(0, Math.Min(present.Length - done, EntriesPerRead) * EntrySize);
                file.ReadExactly(part);
                for (; part.Length > 0; part = part[EntrySize..])
                {
                    present[done++] = (BinaryPrimitives.ReadUInt64LittleEndian(part) & PresentBit) != 0 ? (byte)1 : (byte)0;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return present;
    }

    /// <summary>Takes an entry apart.</summary>
    internal static PageState Decode(long filePage, ulong entry)
    {
        bool present = (entry & PresentBit) != 0;
        return new PageState(filePage, present, (entry & FileBit) != 0, (entry & ExclusiveBit) != 0, present ? entry & FrameMask : 0);
    }
}

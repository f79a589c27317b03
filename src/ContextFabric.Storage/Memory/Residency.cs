using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// How much of a mapped range of this process is in memory. It reports the operating system's page
/// cache, not the process's own page table: all processes that map the file see the same number.
/// </summary>
/// <param name="Bytes">Length of the range, rounded out to whole pages.</param>
/// <param name="ResidentBytes">Bytes of it that are in memory.</param>
public readonly partial record struct Residency(long Bytes, long ResidentBytes)
{
    private const int PagesPerCall = 64 * 1024;

    /// <summary>Residency of mapped bytes of this process; null where the system cannot tell.</summary>
    public static unsafe Residency? Of(ReadOnlySpan<byte> mapped)
    {
        fixed (byte* start = mapped)
        {
            return Of((nuint)start, mapped.Length);
        }
    }

    /// <summary>Residency of a range of this process's address space; null where the system cannot tell.</summary>
    public static Residency? Of(MemoryMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return Of((nuint)mapping.Start, mapping.Length);
    }

    private static unsafe Residency? Of(nuint start, long length)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        if (length == 0)
        {
            return default(Residency);
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint first = start / page * page;
        nuint pages = (start + (nuint)length - first + page - 1) / page;
        long resident = 0;
        byte[] states = new byte[(int)nuint.Min(pages, PagesPerCall)];
        fixed (byte* state = states)
        {
            for (nuint done = 0; done < pages;)
            {
                nuint now = nuint.Min(pages - done, PagesPerCall);
                if (NativeMethods.Mincore(first + (done * page), now * page, state) != 0)
                {
                    return null;
                }

                for (nuint i = 0; i < now; i++)
                {
                    resident += state[i] & 1;
                }

                done += now;
            }
        }

        return new Residency((long)(pages * page), resident * (long)page);
    }

    private static partial class NativeMethods
    {
        [LibraryImport("libc", EntryPoint = "mincore")]
        internal static unsafe partial int Mincore(nuint address, nuint length, byte* states);
    }
}

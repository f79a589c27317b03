using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// How much of a mapped range of this process is in memory. It reports the operating system's page
/// cache, not the process's own page table: all processes that map the file see the same number.
/// </summary>
/// <param name="Bytes">Length of the range, rounded out to whole pages.</param>
/// <param name="ResidentBytes">Bytes of it that are in memory.</param>
public readonly record struct Residency(long Bytes, long ResidentBytes)
{
    private const int PagesPerCall = 64 * 1024;

    /// <summary>Residency of mapped bytes of this process; null where the system cannot tell.</summary>
    public static Residency? Of(ReadOnlySpan<byte> mapped) => Of(NativeMethods.AddressOf(mapped), mapped.Length);

    /// <summary>Residency of a range of this process's address space; null where the system cannot tell.</summary>
    public static Residency? Of(MemoryMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return Of((nuint)mapping.Start, mapping.Length);
    }

    private static Residency? Of(nuint start, long length)
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
        for (nuint done = 0; done < pages;)
        {
            nuint now = nuint.Min(pages - done, PagesPerCall);
            if (!NativeMethods.TryGetResidency(first + (done * page), now * page, states))
            {
                return null;
            }

            foreach (byte state in states.AsSpan(0, (int)now))
            {
                resident += state & 1;
            }

            done += now;
        }

        return new Residency((long)(pages * page), resident * (long)page);
    }
}

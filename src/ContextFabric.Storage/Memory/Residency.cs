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

    /// <summary>For each page of a range of this process, bit 0 = it is in memory; null where the system cannot tell.</summary>
    internal static byte[]? PagesOf(nuint start, long length)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint first = start / page * page;
        byte[] states = new byte[(int)((start + (nuint)length - first + page - 1) / page)];
        for (int done = 0; done < states.Length; done += PagesPerCall)
        {
            Span<byte> part = states.AsSpan(done, Math.Min(PagesPerCall, states.Length - done));
            if (!NativeMethods.TryGetResidency(first + ((nuint)done * page), (nuint)part.Length * page, part))
            {
                return null;
            }
        }

        return states;
    }

    private static Residency? Of(nuint start, long length)
    {
        if (length == 0)
        {
            return OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? default(Residency) : null;
        }

        if (PagesOf(start, length) is not { } states)
        {
            return null;
        }

        long resident = 0;
        foreach (byte state in states)
        {
            resident += state & 1;
        }

        return new Residency((long)states.Length * Environment.SystemPageSize, resident * Environment.SystemPageSize);
    }
}

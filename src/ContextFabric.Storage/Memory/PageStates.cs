using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// Which pages of a mapped file are in memory, and which are in the page table of this process, at one moment.
/// Taken in one go before anything else is looked at, because looking at data brings pages in.
/// </summary>
internal sealed class PageStates
{
    private readonly byte[]? _resident;
    private readonly byte[]? _mapped;

    internal PageStates(byte[]? resident, byte[]? mapped)
    {
        _resident = resident;
        _mapped = mapped;
    }

    public static PageStates Read(MappedFile file)
    {
        if (file.Length == 0)
        {
            return new PageStates([], []);
        }

        nuint start = (nuint)file.Address;
        // a private copy is memory of our own, about which the kernel has no secrets
        bool canAsk = file.Mode == MapMode.Read && (!file.IsMapped || NativeMethods.MayAskForResidency(file.Path));
        return new PageStates(canAsk ? Residency.PagesOf(start, file.Length) : null, PageMap.Present(start, file.Length));
    }

    /// <summary>How many bytes of a range lie on pages that are in memory; null where the system cannot tell.</summary>
    public long? ResidentBytes(long offset, long length) => CountBytes(_resident, offset, length);

    /// <summary>How many bytes of a range lie on pages that this process has mapped; null where the system cannot tell.</summary>
    public long? MappedBytes(long offset, long length) => CountBytes(_mapped, offset, length);

    // bytes, not pages: several small arrays share a page, and their sum must not exceed it
    private static long? CountBytes(byte[]? states, long offset, long length)
    {
        if (states is null)
        {
            return null;
        }

        long page = Environment.SystemPageSize;
        long end = offset + length;
        long bytes = 0;
        for (long at = offset; at < end;)
        {
            long next = Math.Min(end, ((at / page) + 1) * page);
            bytes += (states[at / page] & 1) * (next - at);
            at = next;
        }

        return bytes;
    }
}

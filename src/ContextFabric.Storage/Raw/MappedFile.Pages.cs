namespace ContextFabric.Storage.Raw;

/// <summary>Pages of a mapping that are brought in before they are needed, or given back.</summary>
public sealed unsafe partial class MappedFile
{
    // between two parts a caller can cancel
    private const int WarmPart = 64 << 20;

    /// <summary>
    /// Brings a range into memory and into the page table of this process, so that reading it waits for nothing. It is
    /// mapped, not copied. Rounded out to whole pages.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was brought in so far stays.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Warm(long offset, long length, CancellationToken cancellationToken = default)
    {
        CheckRange(offset, length);
        ThrowIfClosed();
        (nuint start, nuint end) = PagesOf(offset, length);
        bool canPopulate = true;
        for (nuint at = start; at < end; at += WarmPart)
        {
            cancellationToken.ThrowIfCancellationRequested();
            nuint part = nuint.Min(WarmPart, end - at);
            canPopulate = canPopulate && NativeMethods.Populate((void*)at, part);
            if (!canPopulate)
            {
                Touch(at, at + part);
            }

            ThrowIfClosed();
        }
    }

    /// <summary>
    /// Takes a range out of the page table of this process, which lowers its RSS; the data stay in the page cache for
    /// all, and the next read brings them back. Rounded out to whole pages. Does nothing and returns false for
    /// anything but a read-only mapping (there is nothing else to read a changed page back from), and where the
    /// system has no such call.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public bool Trim(long offset, long length)
    {
        CheckRange(offset, length);
        ThrowIfClosed();
        if (_view is null || Mode != MapMode.Read)
        {
            return false;
        }

        (nuint start, nuint end) = PagesOf(offset, length);
        return start == end || NativeMethods.DropPages((void*)start, end - start);
    }

    /// <summary>
    /// Asks the system to evict a range: out of the page table of this process, and out of the page cache as far as
    /// no other process maps it. For experiments; see <see cref="Memory.PageCache"/> for what stayed. Rounded out to whole
    /// pages. False for anything but a read-only mapping, and where the system has no such call.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public bool PageOut(long offset, long length)
    {
        CheckRange(offset, length);
        ThrowIfClosed();
        if (_view is null || Mode != MapMode.Read)
        {
            return false;
        }

        (nuint start, nuint end) = PagesOf(offset, length);
        return start == end || NativeMethods.PageOut((void*)start, end - start);
    }

    private (nuint Start, nuint End) PagesOf(long offset, long length)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint start = (nuint)_base + (nuint)offset;
        return length == 0 ? default : (start / page * page, (start + (nuint)length + page - 1) / page * page);
    }

    private static void Touch(nuint start, nuint end)
    {
        for (nuint at = start; at < end; at += (nuint)Environment.SystemPageSize)
        {
            _ = Volatile.Read(ref *(byte*)at);
        }
    }
}

using ContextFabric.Storage;

namespace ContextFabric;

/// <summary>Where the memory is, and moving it.</summary>
public sealed partial class Corpus
{
    /// <summary>Where the memory of this process and of its mapping of this corpus is. Reads no data.</summary>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public MemoryReport MemoryReport() => ContextFabric.MemoryReport.Of(this);

    /// <summary>
    /// Brings data into memory and into the page table of this process, so that the first answers wait for no disk.
    /// They are mapped, not copied: no private memory is used, and other processes find them in memory too. Never
    /// needed for right answers. Returns the number of bytes asked for.
    /// </summary>
    /// <param name="names">
    /// Arrays or folders of arrays, as <see cref="MemoryReport()"/> names them: <c>warp</c>, <c>computed/order</c>,
    /// <c>features/lemma</c>; null for everything.
    /// </param>
    /// <param name="cancellationToken">Ends the work; what was brought in so far stays.</param>
    /// <exception cref="CorpusFormatException">There is no such array.</exception>
    /// <exception cref="IOException">A store cannot be read any more.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public long Warm(IReadOnlyCollection<string>? names = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return PartsOf(names).Sum(part => part.Store.Warm(part.Names, cancellationToken));
    }

    /// <summary>
    /// Takes data out of the page table of this process, which lowers the RSS of this process only: they stay in the
    /// page cache for all, and the next read maps them again. Safe while others read. False where the system
    /// cannot do it, and for stores that were read into private memory.
    /// </summary>
    /// <param name="names">As for <see cref="Warm"/>.</param>
    /// <exception cref="CorpusFormatException">There is no such array.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public bool Trim(IReadOnlyCollection<string>? names = null)
    {
        ThrowIfClosed();
        bool done = true;
        foreach ((ArrayStore store, string[]? parts) in PartsOf(names))
        {
            done &= store.Trim(parts);
        }

        return done;
    }

    // a name counts in every store that has it; one that no store has is an error of the first
    private List<(ArrayStore Store, string[]? Names)> PartsOf(IReadOnlyCollection<string>? names)
    {
        IReadOnlyList<ArrayStore> stores = Stores;
        return names is null
            ? [.. stores.Select(store => (store, (string[]?)null))]
            : [.. stores.Select((store, i) => (store, (string[]?)[.. names.Where(name => store.HasPart(name) || (i == 0 && !stores.Any(other => other.HasPart(name))))]))];
    }
}

using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric;

/// <summary>
/// The arrays of one part of the derived data (sections, structure or characters): mapped when the store of the
/// corpus has them, else computed once and kept in memory.
/// </summary>
internal sealed class DerivedArrays
{
    private readonly ArrayStore? _store;
    private readonly MemoryArrayWriter? _memory;

    private DerivedArrays(ArrayStore? store, MemoryArrayWriter? memory)
    {
        _store = store;
        _memory = memory;
    }

    /// <summary>The arrays of a part, recognised by one member that it always has.</summary>
    public static DerivedArrays Open(Corpus corpus, string member, Action<Corpus, IArrayWriter, DiagnosticBag> compute)
    {
        if (corpus.DerivedStore is { } store && store.Contains(member))
        {
            return new DerivedArrays(store, null);
        }

        var memory = new MemoryArrayWriter();
        compute(corpus, memory, new DiagnosticBag());
        return new DerivedArrays(null, memory);
    }

    public bool Contains(string key) => _store?.Contains(key) ?? _memory!.Contains(key);

    public DerivedArray<T> Get<T>(string key)
        where T : unmanaged
        => _store is null ? new DerivedArray<T>(null, _memory!.Get<T>(key)) : new DerivedArray<T>(_store.Get<T>(key), null);
}

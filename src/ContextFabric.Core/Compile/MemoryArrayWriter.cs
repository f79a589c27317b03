using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>Keeps written arrays in memory.</summary>
internal sealed class MemoryArrayWriter : IArrayWriter
{
    private readonly Dictionary<string, Array> _arrays = new(StringComparer.Ordinal);

    public void Write<T>(string key, ReadOnlySpan<T> values)
        where T : unmanaged
        => _arrays.Add(key, values.ToArray());

    public bool Contains(string key) => _arrays.ContainsKey(key);

    public T[] Get<T>(string key)
        where T : unmanaged
        => (T[])_arrays[key];
}

namespace ContextFabric.Storage;

/// <summary>Takes named arrays, in any order of names, for a store.</summary>
public interface IArrayWriter
{
    /// <summary>Adds an array as the member <paramref name="key"/><c>.npy</c>.</summary>
    /// <param name="key">Name with <c>/</c> between parts, e.g. <c>warp/first</c>; not used before.</param>
    /// <param name="values">The elements; copied or written before the call returns.</param>
    void Write<T>(string key, ReadOnlySpan<T> values)
        where T : unmanaged;
}

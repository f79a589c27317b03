using ContextFabric.Storage;

namespace ContextFabric;

/// <summary>A read-only array on mapped memory or, where the store lacks it, on the heap.</summary>
internal readonly struct DerivedArray<T>(MappedArray<T>? mapped, T[]? array)
    where T : unmanaged
{
    public ReadOnlySpan<T> Span => mapped is null ? array : mapped.Span;
}

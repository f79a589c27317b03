using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContextFabric.Storage;

/// <summary>
/// Elements that are appended one after the other, in native memory: growing copies nothing where the system can move pages, what is
/// not filled yet takes no memory, and disposing gives it back at once. Not safe for concurrent use.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed unsafe class GrowingBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int SmallestCapacity = 1024;
    private readonly int _limit;
    private T* _start;
    private int _capacity;
    private int _count;

    /// <summary>An empty buffer.</summary>
    /// <param name="limit">Most elements that it will take.</param>
    public GrowingBuffer(int limit = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit;
    }

    /// <summary>Number of elements.</summary>
    public int Count => _count;

    /// <summary>The elements. Valid until the next call of <see cref="TryAppend"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<T> Items => new(_start, _count);

    /// <summary>Appends elements; false, and nothing appended, when there would be more than the limit.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public bool TryAppend(ReadOnlySpan<T> items)
    {
        if (items.Length > _limit - _count)
        {
            return false;
        }

        if (items.Length > _capacity - _count)
        {
            Grow(_count + items.Length);
        }

        items.CopyTo(new Span<T>(_start + _count, items.Length));
        _count += items.Length;
        return true;
    }

    /// <summary>Gives the memory back. Harmless when repeated.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
        _capacity = 0;
        _count = 0;
    }

    private void Grow(int needed)
    {
        int capacity = (int)Math.Min(_limit, Math.Max(Math.Max(SmallestCapacity, needed), 2L * _capacity));
        _start = (T*)NativeMemory.Realloc(_start, (nuint)capacity * (nuint)Unsafe.SizeOf<T>());
        _capacity = capacity;
    }
}

using System.Runtime.CompilerServices;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>
/// A read-only array of fixed-width elements that lie in a mapped file. Reading allocates nothing; nothing is
/// copied. Spans stay valid until the store is disposed; after that they read as zeros (see <see cref="MappedFile"/>).
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class MappedArray<T>
    where T : unmanaged
{
    private readonly MappedFile _file;
    private readonly long _offset;

    internal MappedArray(MappedFile file, string key, long offset, long length)
    {
        _file = file;
        Key = key;
        LongLength = length;
        _offset = offset;
        file.Require(offset, checked(length * Unsafe.SizeOf<T>()));
    }

    /// <summary>Name within the store, e.g. <c>warp/otype</c>.</summary>
    public string Key { get; }

    /// <summary>Number of elements.</summary>
    public long LongLength { get; }

    /// <summary>Number of elements as an int.</summary>
    /// <exception cref="OverflowException">There are more than 2 147 483 647.</exception>
    public int Length => checked((int)LongLength);

    /// <summary>All elements.</summary>
    /// <exception cref="OverflowException">There are more than a span can hold; use <see cref="Slice"/>.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ReadOnlySpan<T> Span
    {
        get
        {
            _file.ThrowIfClosed();
            return _file.Elements<T>(_offset, checked((int)LongLength));
        }
    }

    /// <summary>One element. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in 0..<see cref="LongLength"/>−1.</exception>
    public T this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)LongLength)
            {
                ThrowHelper.IndexOutOfRange(_file, Key, index, LongLength);
            }

            return _file.Element<T>(_offset + (index * Unsafe.SizeOf<T>()));
        }
    }

    /// <summary>A run of elements. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The run is not within the array.</exception>
    public ReadOnlySpan<T> Slice(long start, int length)
    {
        if ((ulong)start > (ulong)LongLength || (uint)length > (ulong)(LongLength - start))
        {
            _file.ThrowIfClosed();
            ThrowHelper.RangeOutOfArray(_file.Path, Key, start, length, LongLength);
        }

        return _file.Elements<T>(_offset + (start * Unsafe.SizeOf<T>()), length);
    }

    /// <summary>Throws when the store is closed.</summary>
    public void ThrowIfClosed() => _file.ThrowIfClosed();
}

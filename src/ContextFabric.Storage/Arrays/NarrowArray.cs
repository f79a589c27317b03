using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>
/// A read-only array of integers stored in the narrowest width that holds them all (u1, u2, u4, i1, i2, i4, i8),
/// read as 64-bit or 32-bit integers. Reading allocates nothing.
/// </summary>
public sealed unsafe class NarrowArray
{
    private readonly MappedFile _file;
    private readonly byte* _start;

    internal NarrowArray(MappedFile file, string key, long offset, NpyHeader header)
    {
        _file = file;
        Key = key;
        Length = header.Count;
        Width = header.ItemSize;
        IsSigned = header.Kind == 'i';
        _start = Length == 0 ? null : file.PointerTo(offset, header.PayloadLength);
    }

    /// <summary>Name within the store.</summary>
    public string Key { get; }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Bytes per element: 1, 2, 4 or 8.</summary>
    public int Width { get; }

    /// <summary>True when the elements can be negative.</summary>
    public bool IsSigned { get; }

    /// <summary>One element, widened. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in 0..<see cref="Length"/>−1.</exception>
    public long this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Length)
            {
                ThrowHelper.IndexOutOfRange(_file, Key, index, Length);
            }

            if (IsSigned)
            {
                return Width switch
                {
                    1 => ((sbyte*)_start)[index],
                    2 => ((short*)_start)[index],
                    4 => ((int*)_start)[index],
                    _ => ((long*)_start)[index],
                };
            }

            return Width switch
            {
                1 => _start[index],
                2 => ((ushort*)_start)[index],
                4 => ((uint*)_start)[index],
                _ => (long)((ulong*)_start)[index],
            };
        }
    }

    /// <summary>One element of an unsigned array of at most 32 bits: a code, a length or a row bound. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in 0..<see cref="Length"/>−1.</exception>
    public int Code(int index)
    {
        if ((uint)index >= (ulong)Length)
        {
            ThrowHelper.IndexOutOfRange(_file, Key, index, Length);
        }

        return Width switch
        {
            1 => _start[index],
            2 => ((ushort*)_start)[index],
            _ => ((int*)_start)[index],
        };
    }

    /// <summary>All elements in their stored width, for scans. The type must match <see cref="Width"/>.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> has another width.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
    {
        if (sizeof(T) != Width)
        {
            throw new InvalidOperationException($"Array '{Key}' has elements of {Width} bytes, not {sizeof(T)}.");
        }

        _file.ThrowIfClosed();
        return new ReadOnlySpan<T>(_start, checked((int)Length));
    }

    /// <summary>Throws when the store is closed.</summary>
    public void ThrowIfClosed() => _file.ThrowIfClosed();
}

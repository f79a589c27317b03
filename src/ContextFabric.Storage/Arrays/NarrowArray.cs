using System.Runtime.CompilerServices;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>
/// A read-only array of integers stored in the narrowest width that holds them all (u1, u2, u4, i1, i2, i4, i8),
/// read as 64-bit or 32-bit integers. Reading allocates nothing.
/// </summary>
public sealed class NarrowArray
{
    private readonly MappedFile _file;
    private readonly long _offset;

    internal NarrowArray(MappedFile file, string key, long offset, NpyHeader header)
    {
        _file = file;
        Key = key;
        Length = header.Count;
        Width = header.ItemSize;
        IsSigned = header.Kind == 'i';
        _offset = offset;
        file.Require(offset, header.PayloadLength);
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
                    1 => _file.Element<sbyte>(_offset + index),
                    2 => _file.Element<short>(_offset + (index * 2)),
                    4 => _file.Element<int>(_offset + (index * 4)),
                    _ => _file.Element<long>(_offset + (index * 8)),
                };
            }

            return Width switch
            {
                1 => _file.Element<byte>(_offset + index),
                2 => _file.Element<ushort>(_offset + (index * 2)),
                4 => _file.Element<uint>(_offset + (index * 4)),
                _ => _file.Element<long>(_offset + (index * 8)),
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
            1 => _file.Element<byte>(_offset + index),
            2 => _file.Element<ushort>(_offset + (index * 2L)),
            _ => _file.Element<int>(_offset + (index * 4L)),
        };
    }

    /// <summary>All elements in their stored width, for scans. The type must match <see cref="Width"/>.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> has another width.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != Width)
        {
            throw new InvalidOperationException($"Array '{Key}' has elements of {Width} bytes, not {Unsafe.SizeOf<T>()}.");
        }

        _file.ThrowIfClosed();
        return _file.Elements<T>(_offset, checked((int)Length));
    }

    /// <summary>Throws when the store is closed.</summary>
    public void ThrowIfClosed() => _file.ThrowIfClosed();
}

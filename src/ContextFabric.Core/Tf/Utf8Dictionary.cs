using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ContextFabric.Tf;

/// <summary>
/// A growing set of distinct UTF-8 texts with dense ids from 0 in order of first appearance.
/// The texts lie in one byte arena; no string is made. Open addressing with linear probing.
/// Not safe for concurrent writers.
/// </summary>
public sealed class Utf8Dictionary
{
    private byte[] _arena = new byte[1024];
    private int[] _start = new int[65];
    private uint[] _hashes = new uint[64];
    private int[] _buckets = NewBuckets(128);

    /// <summary>Number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>Total length of the texts in bytes.</summary>
    public int ByteCount => _start[Count];

    /// <summary>The text with this id. Valid until the next addition.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in 0..<see cref="Count"/>−1.</exception>
    public ReadOnlySpan<byte> this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)Count, nameof(id));
            return _arena.AsSpan(_start[id], _start[id + 1] - _start[id]);
        }
    }

    /// <summary>The id of <paramref name="text"/>, added when it is new. Amortised O(length).</summary>
    /// <exception cref="InvalidOperationException">The texts together exceed 2 147 483 647 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        int mask = _buckets.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int id = _buckets[slot];
            if (id < 0)
            {
                return Add(text, hash, slot);
            }

            if (_hashes[id] == hash && _arena.AsSpan(_start[id], _start[id + 1] - _start[id]).SequenceEqual(text))
            {
                return id;
            }
        }
    }

    /// <summary>The text with this id as a string.</summary>
    public string GetString(int id) => Encoding.UTF8.GetString(this[id]);

    private static int[] NewBuckets(int size)
    {
        int[] buckets = new int[size];
        Array.Fill(buckets, -1);
        return buckets;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Prime = 0x9E3779B97F4A7C15UL;
        ulong hash = (ulong)text.Length * Prime;
        while (text.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(text)) * Prime, 29);
            text = text[8..];
        }

        ulong tail = 0;
        if (text.Length >= 4)
        {
            // Two overlapping halves cover 4 to 7 bytes.
            tail = MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^4..]) << 32);
        }
        else
        {
            for (int i = 0; i < text.Length; i++)
            {
                tail |= (ulong)text[i] << (8 * i);
            }
        }

        hash = (hash ^ tail) * Prime;
        return (uint)(hash >> 32) ^ (uint)(hash >> 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        int id = Count;
        int start = _start[id];
        if (text.Length > int.MaxValue - start - 64)
        {
            throw new InvalidOperationException("The distinct values of one feature exceed 2 GiB of text.");
        }

        if (start + text.Length > _arena.Length)
        {
            long wanted = Math.Max(2L * _arena.Length, (long)start + text.Length);
            Array.Resize(ref _arena, (int)Math.Min(wanted, Array.MaxLength));
        }

        if (id == _hashes.Length)
        {
            Array.Resize(ref _hashes, 2 * id);
            Array.Resize(ref _start, (2 * id) + 1);
        }

        text.CopyTo(_arena.AsSpan(start));
        _start[id + 1] = start + text.Length;
        _hashes[id] = hash;
        _buckets[slot] = id;
        Count++;
        if (Count * 2 > _buckets.Length)
        {
            Rehash();
        }

        return id;
    }

    private void Rehash()
    {
        _buckets = NewBuckets(_buckets.Length * 2);
        int mask = _buckets.Length - 1;
        for (int id = 0; id < Count; id++)
        {
            int slot = (int)_hashes[id] & mask;
            while (_buckets[slot] >= 0)
            {
                slot = (slot + 1) & mask;
            }

            _buckets[slot] = id;
        }
    }
}

using System.Numerics;

namespace ContextFabric.Storage;

/// <summary>Composite arrays in terms of plain ones: the counterparts of the readers in this folder.</summary>
public static class ArrayWriterExtensions
{
    /// <summary>Adds non-negative integers in the narrowest of u1, u2, u4.</summary>
    public static void WriteNarrow(this IArrayWriter writer, string key, ReadOnlySpan<int> values)
    {
        ArgumentNullException.ThrowIfNull(writer);
        uint highest = 0;
        foreach (int value in values)
        {
            highest |= (uint)value;
        }

        switch (highest)
        {
            case <= byte.MaxValue:
                Convert<byte>(writer, key, values);
                break;
            case <= ushort.MaxValue:
                Convert<ushort>(writer, key, values);
                break;
            default:
                writer.Write(key, System.Runtime.InteropServices.MemoryMarshal.Cast<int, uint>(values));
                break;
        }
    }

    /// <summary>Adds signed integers in the narrowest of u1, i1, i2, i4, i8 that holds all of them.</summary>
    public static void WriteNarrow(this IArrayWriter writer, string key, ReadOnlySpan<long> values)
    {
        ArgumentNullException.ThrowIfNull(writer);
        long low = 0;
        long high = 0;
        foreach (long value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low >= 0 && high <= byte.MaxValue)
        {
            Convert<long, byte>(writer, key, values);
        }
        else if (low >= sbyte.MinValue && high <= sbyte.MaxValue)
        {
            Convert<long, sbyte>(writer, key, values);
        }
        else if (low >= short.MinValue && high <= short.MaxValue)
        {
            Convert<long, short>(writer, key, values);
        }
        else if (low >= int.MinValue && high <= int.MaxValue)
        {
            Convert<long, int>(writer, key, values);
        }
        else
        {
            writer.Write(key, values);
        }
    }

    /// <summary>Adds <c>key_bits</c> and <c>key_ranks</c>, the parts of a <see cref="RankedBitmap"/>.</summary>
    public static void WriteBitmap(this IArrayWriter writer, string key, ReadOnlySpan<ulong> bits)
    {
        ArgumentNullException.ThrowIfNull(writer);
        uint[] ranks = new uint[bits.Length];
        uint before = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            ranks[i] = before;
            before += (uint)BitOperations.PopCount(bits[i]);
        }

        writer.Write(key + "_bits", bits);
        writer.Write<uint>(key + "_ranks", ranks);
    }

    private static void Convert<T>(IArrayWriter writer, string key, ReadOnlySpan<int> values)
        where T : unmanaged, INumberBase<T>
        => Convert<int, T>(writer, key, values);

    private static void Convert<TFrom, TTo>(IArrayWriter writer, string key, ReadOnlySpan<TFrom> values)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        TTo[] narrow = new TTo[values.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = TTo.CreateTruncating(values[i]);
        }

        writer.Write<TTo>(key, narrow);
    }
}

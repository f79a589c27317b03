using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ContextFabric.Querying;

/// <summary>Tests the elements of a column in blocks of 64, a word of bits each.</summary>
internal static class ColumnKernel
{
    /// <summary>
    /// Keeps in each word the bits whose element passes (or, with all bits set in <paramref name="flip"/>, fails).
    /// Where there are fewer elements than bits, the missing ones fail.
    /// </summary>
    public static void And<T, TTest>(ReadOnlySpan<T> rows, Span<ulong> bits, ulong flip, in TTest test)
        where T : unmanaged, IBinaryInteger<T>
        where TTest : struct, IRowTest<T>
    {
        int whole = Math.Min(rows.Length >> 6, bits.Length);
        ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(rows);
        TTest local = test;
        if (Vector256<T>.Count == 32)
        {
            for (int i = 0; i < whole; i++)
            {
                ReadOnlySpan<Vector256<T>> block = vectors.Slice(2 * i, 2);
                ulong word = local.Test(block[0]).ExtractMostSignificantBits() | ((ulong)local.Test(block[1]).ExtractMostSignificantBits() << 32);
                bits[i] &= word ^ flip;
            }
        }
        else if (Vector256<T>.Count == 16)
        {
            for (int i = 0; i < whole; i++)
            {
                ReadOnlySpan<Vector256<T>> block = vectors.Slice(4 * i, 4);
                ulong low = local.Test(block[0]).ExtractMostSignificantBits() | ((ulong)local.Test(block[1]).ExtractMostSignificantBits() << 16);
                ulong high = local.Test(block[2]).ExtractMostSignificantBits() | ((ulong)local.Test(block[3]).ExtractMostSignificantBits() << 16);
                bits[i] &= (low | (high << 32)) ^ flip;
            }
        }
        else
        {
            int perWord = 64 / Vector256<T>.Count;
            for (int i = 0; i < whole; i++)
            {
                ReadOnlySpan<Vector256<T>> block = vectors.Slice(perWord * i, perWord);
                ulong word = 0;
                for (int v = block.Length - 1; v >= 0; v--)
                {
                    word = (word << Vector256<T>.Count) | local.Test(block[v]).ExtractMostSignificantBits();
                }

                bits[i] &= word ^ flip;
            }
        }

        for (int i = whole; i < bits.Length; i++)
        {
            bits[i] &= Word(rows[Math.Min(i << 6, rows.Length)..], local) ^ flip;
        }
    }

    /// <summary>The bits of at most 64 elements.</summary>
    public static ulong Word<T, TTest>(ReadOnlySpan<T> rows, in TTest test)
        where T : unmanaged
        where TTest : struct, IRowTest<T>
    {
        ulong word = 0;
        for (int i = Math.Min(64, rows.Length) - 1; i >= 0; i--)
        {
            word = (word << 1) | (test.Test(rows[i]) ? 1UL : 0);
        }

        return word;
    }

    /// <summary>
    /// As <see cref="And"/>, for a set of too many runs to compare: looks the elements up one by one, only those
    /// whose bit is still set.
    /// </summary>
    public static void AndLookUp<T>(ReadOnlySpan<T> rows, Span<ulong> bits, ulong flip, ValueSet values, bool isSigned)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < bits.Length; i++)
        {
            ulong left = bits[i];
            if (left == 0)
            {
                continue;
            }

            ReadOnlySpan<T> block = rows[Math.Min(i << 6, rows.Length)..];
            ulong hits = values.Bits is ulong[] table
                ? LookUp(block, left, table, T.CreateTruncating(values.Runs[0].Low))
                : Search(block, left, values, isSigned);
            bits[i] = left & (hits ^ flip);
        }
    }

    private static ulong LookUp<T>(ReadOnlySpan<T> block, ulong wanted, ulong[] table, T low)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong word = 0;
        if (block.Length >= 64 && BitOperations.PopCount(wanted) > 24)
        {
            // Four quarters at once, because each step waits for the one before.
            ulong b = 0;
            ulong c = 0;
            ulong d = 0;
            block = block[..64];
            for (int i = 15; i >= 0; i--)
            {
                word = (word << 1) | Look(table, block[i], low);
                b = (b << 1) | Look(table, block[i + 16], low);
                c = (c << 1) | Look(table, block[i + 32], low);
                d = (d << 1) | Look(table, block[i + 48], low);
            }

            return word | (b << 16) | (c << 32) | (d << 48);
        }

        for (; wanted != 0; wanted &= wanted - 1)
        {
            int i = BitOperations.TrailingZeroCount(wanted);
            if (i >= block.Length)
            {
                break;
            }

            word |= Look(table, block[i], low) << i;
        }

        return word;
    }

    private static ulong Look<T>(ulong[] table, T row, T low)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong at = ulong.CreateTruncating(unchecked(row - low));
        return at >> 6 < (ulong)table.Length ? table[at >> 6] >> (int)(at & 63) & 1 : 0;
    }

    private static ulong Search<T>(ReadOnlySpan<T> block, ulong wanted, ValueSet values, bool isSigned)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong word = 0;
        for (; wanted != 0; wanted &= wanted - 1)
        {
            int i = BitOperations.TrailingZeroCount(wanted);
            if (i >= block.Length)
            {
                break;
            }

            word |= values.Contains(Widen(block[i], isSigned)) ? 1UL << i : 0;
        }

        return word;
    }

    private static long Widen<T>(T row, bool isSigned)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (!isSigned)
        {
            return long.CreateTruncating(row);
        }

        return row switch
        {
            byte value => (sbyte)value,
            ushort value => (short)value,
            uint value => (int)value,
            _ => long.CreateTruncating(row),
        };
    }
}

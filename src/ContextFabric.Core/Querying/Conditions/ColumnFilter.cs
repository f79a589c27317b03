using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ContextFabric.Storage;

namespace ContextFabric.Querying;

/// <summary>Applies a set of accepted values to the column of a feature, a chunk of nodes at a time.</summary>
internal static class ColumnFilter
{
    private const int ChunkWords = 64;
    private const int ChunksBetweenChecks = 256;

    // More runs are looked up. Wide elements are compared fewer at a time: 32 runs of two bytes, 16 of four, 8 of eight.
    private const int MaxRunsPerElement = 2;

    /// <summary>Clears the bits of nodes whose value is not accepted; bit i stands for node <c>range.First + i</c>.</summary>
    public static void Apply(NodeFeature feature, ConditionValues condition, NodeRange range, Span<ulong> bits, QueryBudget budget)
    {
        if (condition.Values.IsEmpty || feature.Count == 0)
        {
            if (!condition.IsComplement)
            {
                bits.Clear();
            }

            return;
        }

        ulong flip = condition.IsComplement ? ulong.MaxValue : 0;
        int rows = feature.LastNode - feature.FirstNode + 1;
        ValueSet values = condition.Values;
        if (values.IsAll && feature.Packed is null && feature.Count < rows)
        {
            // Texts: every code but 0.
            values = ValueSet.OfRun(1, feature.DistinctCount, 0, long.MaxValue);
        }

        int chunk = 0;
        for (int word = 0; word < bits.Length; word += ChunkWords)
        {
            Span<ulong> part = bits.Slice(word, Math.Min(ChunkWords, bits.Length - word));
            if (!part.ContainsAnyExcept(0UL))
            {
                continue;
            }

            if (++chunk % ChunksBetweenChecks == 0)
            {
                budget.Check();
            }

            // 64-bit because the first node of the range may be far from the column.
            long row = (long)range.First + (word * 64L) - feature.FirstNode;
            if (row >= rows || row + (part.Length * 64L) <= 0)
            {
                if (flip == 0)
                {
                    part.Clear();
                }
            }
            else if (values.IsAll && feature.Packed is null)
            {
                EveryRow((int)row, rows, part, flip);
            }
            else if (feature.Packed is RankedBitmap packed)
            {
                Packed(feature.Column, packed, values, (int)row, part, flip);
            }
            else
            {
                Rows(feature.Column, values, (int)row, part, flip);
            }
        }
    }

    /// <summary>Every row has a value.</summary>
    private static void EveryRow(int row, int rows, Span<ulong> bits, ulong flip)
    {
        int count = bits.Length * 64;
        int from = Math.Max(0, -row);
        int to = (int)Math.Min(count, (long)rows - row);
        if (flip != 0)
        {
            BitRuns.Clear(bits, from, to);
        }
        else
        {
            BitRuns.Clear(bits, 0, from);
            BitRuns.Clear(bits, to, count);
        }
    }

    /// <summary>Packed: the accepted among the rows, spread over the nodes that have a row.</summary>
    private static void Packed(NarrowArray column, RankedBitmap packed, ValueSet values, int row, Span<ulong> bits, ulong flip)
    {
        ReadOnlySpan<ulong> words = packed.Words;
        Span<ulong> present = stackalloc ulong[ChunkWords];
        int count = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            present[i] = BitRuns.Extract(words, row + (i * 64));
            count += BitOperations.PopCount(present[i]);
        }

        if (values.IsAll || count == 0)
        {
            for (int i = 0; i < bits.Length; i++)
            {
                bits[i] &= present[i] ^ flip;
            }

            return;
        }

        if (count == bits.Length * 64)
        {
            // All of these nodes have a row, as is usual within a type.
            Rows(column, values, packed.CountBelow(row), bits, flip);
            return;
        }

        Span<ulong> accepted = stackalloc ulong[ChunkWords];
        accepted = accepted[..((count + 63) / 64)];
        accepted.Fill(ulong.MaxValue);
        Rows(column, values, packed.CountBelow(row), accepted, 0);
        int next = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] &= Spread(BitRuns.Extract(accepted, next), present[i]) ^ flip;
            next += BitOperations.PopCount(present[i]);
        }
    }

    /// <summary>Puts the low bits, in order, where the mask has bits.</summary>
    private static ulong Spread(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(bits, mask);
        }

        ulong spread = 0;
        for (; mask != 0; mask &= mask - 1)
        {
            spread |= (bits & 1) != 0 ? mask & (~mask + 1) : 0;
            bits >>= 1;
        }

        return spread;
    }

    /// <summary>Tests the rows from a place on that may lie before the column; behind the column nothing is accepted.</summary>
    private static void Rows(NarrowArray column, ValueSet values, int row, Span<ulong> bits, ulong flip)
    {
        switch (column.Width)
        {
            case 1:
                Rows(column.AsSpan<byte>(), values, row, bits, flip, column.IsSigned);
                break;
            case 2:
                Rows(column.AsSpan<ushort>(), values, row, bits, flip, column.IsSigned);
                break;
            case 4:
                Rows(column.AsSpan<uint>(), values, row, bits, flip, column.IsSigned);
                break;
            default:
                Rows(column.AsSpan<ulong>(), values, row, bits, flip, column.IsSigned);
                break;
        }
    }

    private static void Rows<T>(ReadOnlySpan<T> column, ValueSet values, int row, Span<ulong> bits, ulong flip, bool isSigned)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (row < 0)
        {
            // The words before the column, and the one in which it begins.
            int before = -row >> 6;
            if (flip == 0)
            {
                bits[..before].Clear();
            }

            int shift = -row & 63;
            bits = bits[before..];
            row = 0;
            if (shift != 0)
            {
                ReadOnlySpan<T> head = column[..Math.Min(64 - shift, column.Length)];
                Span<ulong> word = [ulong.MaxValue];
                Test(head, values, word, 0, isSigned);
                bits[0] &= (word[0] << shift) ^ flip;
                bits = bits[1..];
                row = 64 - shift;
            }
        }

        row = Math.Min(row, column.Length);
        Test(column.Slice(row, Math.Min(column.Length - row, bits.Length * 64)), values, bits, flip, isSigned);
    }

    private static void Test<T>(ReadOnlySpan<T> rows, ValueSet values, Span<ulong> bits, ulong flip, bool isSigned)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<ValueRun> runs = values.Runs;
        if (runs.Length <= ValueSet.FewRuns)
        {
            TestFew(rows, runs, bits, flip);
        }
        else if (typeof(T) == typeof(byte))
        {
            ColumnKernel.And(MemoryMarshal.Cast<T, byte>(rows), bits, flip, values.Bytes);
        }
        else if (runs.Length <= MaxRunsPerElement * Vector256<T>.Count)
        {
            TestSeveral(rows, runs, bits, flip);
        }
        else
        {
            ColumnKernel.AndLookUp(rows, bits, flip, values, isSigned);
        }
    }

    /// <summary>Goes over the rows, which stay in the cache meanwhile, with a few runs at a time.</summary>
    private static void TestSeveral<T>(ReadOnlySpan<T> rows, ReadOnlySpan<ValueRun> runs, Span<ulong> bits, ulong flip)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<ulong> hits = stackalloc ulong[ChunkWords];
        Span<ulong> some = stackalloc ulong[ChunkWords];
        hits = hits[..bits.Length];
        some = some[..bits.Length];
        hits.Clear();
        for (int run = 0; run < runs.Length; run += ValueSet.FewRuns)
        {
            some.Fill(ulong.MaxValue);
            TestFew(rows, runs.Slice(run, Math.Min(ValueSet.FewRuns, runs.Length - run)), some, 0);
            for (int i = 0; i < hits.Length; i++)
            {
                hits[i] |= some[i];
            }
        }

        for (int i = 0; i < hits.Length; i++)
        {
            bits[i] &= hits[i] ^ flip;
        }
    }

    private static void TestFew<T>(ReadOnlySpan<T> rows, ReadOnlySpan<ValueRun> runs, Span<ulong> bits, ulong flip)
        where T : unmanaged, IBinaryInteger<T>
    {
        bool isSingle = IsSingleValues(runs);
        if (runs.Length == 1 && isSingle)
        {
            ColumnKernel.And(rows, bits, flip, new ValueTest<T>(runs[0].Low));
        }
        else if (runs.Length == 1)
        {
            ColumnKernel.And(rows, bits, flip, new RunTest<T>(runs[0]));
        }
        else if (isSingle)
        {
            ColumnKernel.And(rows, bits, flip, new FewValuesTest<T>(runs));
        }
        else
        {
            ColumnKernel.And(rows, bits, flip, new FewRunsTest<T>(runs));
        }
    }

    private static bool IsSingleValues(ReadOnlySpan<ValueRun> runs)
    {
        foreach (ValueRun run in runs)
        {
            if (run.Low != run.High)
            {
                return false;
            }
        }

        return true;
    }
}

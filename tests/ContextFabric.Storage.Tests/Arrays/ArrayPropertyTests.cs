using System.Numerics;
using System.Text;
using ContextFabric.Storage.Container;
using CsCheck;
using Xunit;

namespace ContextFabric.Storage.Tests.Arrays;

/// <summary>What is written is what is read, against plain collections.</summary>
public sealed class ArrayPropertyTests
{
    private const int Iterations = 150;

    // Values around the borders of all widths, and anything.
    private static readonly Gen<long> s_long = Gen.OneOf(
        Gen.OneOf(0L, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 32768, -32768, -32769, 65535, 65536, int.MaxValue, int.MaxValue + 1L, int.MinValue, int.MinValue - 1L, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue, long.MinValue),
        Gen.Int.Select(value => (long)value),
        Gen.Long);

    [Fact]
    public void Narrow_signed_array_reads_back_in_the_narrowest_width()
    {
        Gen.Select(s_long, s_long, Gen.Int[0, 40], (low, high, count) => (low: Math.Min(low, high), high: Math.Max(low, high), count))
            .SelectMany(t => Gen.Long[t.low, t.high].Array[t.count])
            .Sample(values =>
            {
                using var scratch = new ScratchStore(batch => batch.WriteNarrow("a", values));
                NarrowArray array = scratch.Arrays.GetNarrow("a");

                Assert.Equal(values, Enumerable.Range(0, values.Length).Select(i => array[i]));
                Assert.Equal(Width(values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max()), array.Width);
                Assert.Throws<ArgumentOutOfRangeException>(() => array[values.Length]);
                Assert.Throws<ArgumentOutOfRangeException>(() => array[-1]);
                Assert.Throws<ArgumentOutOfRangeException>(() => array[long.MinValue]);
            }, iter: Iterations);
    }

    [Theory]
    [InlineData(byte.MaxValue, 1)]
    [InlineData(byte.MaxValue + 1, 2)]
    [InlineData(ushort.MaxValue, 2)]
    [InlineData(ushort.MaxValue + 1, 4)]
    [InlineData(int.MaxValue, 4)]
    public void Narrow_codes_read_back(int highest, int width)
    {
        Gen.Int[0, highest].Array[0, 40].Sample(values =>
        {
            int[] all = [.. values, highest];
            using var scratch = new ScratchStore(batch => batch.WriteNarrow("a", all.AsSpan()));
            NarrowArray array = scratch.Arrays.GetNarrow("a");

            Assert.Equal((width, false), (array.Width, array.IsSigned));
            Assert.Equal(all, Enumerable.Range(0, all.Length).Select(array.Code));
            Assert.Equal(all.Select(code => (long)code), Enumerable.Range(0, all.Length).Select(i => array[i]));
            Assert.Throws<ArgumentOutOfRangeException>(() => array.Code(all.Length));
            Assert.Throws<ArgumentOutOfRangeException>(() => array.Code(-1));
        }, iter: 30);
    }

    [Fact]
    public void Narrow_array_as_a_span_of_its_width_only()
    {
        using var scratch = new ScratchStore(batch => batch.WriteNarrow("a", [1, 2, 300]));
        NarrowArray array = scratch.Arrays.GetNarrow("a");

        Assert.Equal([1, 2, 300], array.AsSpan<ushort>().ToArray());
        Assert.Throws<InvalidOperationException>(() => array.AsSpan<int>().Length);
    }

    [Fact]
    public void Csr_rows_read_back()
    {
        Gen.Int.Array[0, 9].Array[0, 20].Sample(rows =>
        {
            using var scratch = new ScratchStore(batch => WriteRows(batch, rows));
            var csr = new CsrArray(scratch.Arrays.GetNarrow("indptr"), scratch.Arrays.Get<int>("data"));

            Assert.Equal(rows.Length, csr.RowCount);
            Assert.Equal(rows.Sum(row => row.Length), csr.ElementCount);
            long before = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                Assert.Equal(rows[i], csr.Row(i, out long start).ToArray());
                Assert.Equal(before, start);
                before += rows[i].Length;
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => csr.Row(rows.Length).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => csr.Row(-1).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => csr.Row(int.MaxValue).Length);
        }, iter: Iterations);
    }

    [Fact]
    public void Csr_without_bounds_has_one_element_a_row()
    {
        using var scratch = new ScratchStore(batch => batch.Write<int>("data", [5, 6]));
        var csr = new CsrArray(null, scratch.Arrays.Get<int>("data"));

        Assert.Equal(2, csr.RowCount);
        Assert.Equal([6], csr.Row(1, out long start).ToArray());
        Assert.Equal(1, start);
        Assert.Throws<CorpusFormatException>(() => csr.Row(2).Length);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(3, 1)]
    [InlineData(-1, 2)]
    public void Csr_bounds_that_lie_give_an_error_not_a_wild_read(int from, int to)
    {
        using var scratch = new ScratchStore(batch =>
        {
            batch.WriteNarrow("indptr", [from, (long)to]);
            batch.Write<int>("data", [1, 2, 3, 4]);
        });
        var csr = new CsrArray(scratch.Arrays.GetNarrow("indptr"), scratch.Arrays.Get<int>("data"));

        var fault = Assert.Throws<CorpusFormatException>(() => csr.Row(0).Length);
        Assert.Contains("'data' has 4 elements", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Csr_rows_allocate_nothing()
    {
        int[][] rows = [.. Enumerable.Range(0, 1000).Select(i => Enumerable.Range(i, i % 5).ToArray())];
        using var scratch = new ScratchStore(batch => WriteRows(batch, rows));
        var csr = new CsrArray(scratch.Arrays.GetNarrow("indptr"), scratch.Arrays.Get<int>("data"));
        long sum = Sum(csr);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            sum += Sum(csr);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1001 * rows.Sum(row => (long)row.Sum()), sum);

        static long Sum(CsrArray csr)
        {
            long sum = 0;
            for (int row = 0; row < csr.RowCount; row++)
            {
                foreach (int element in csr.Row(row))
                {
                    sum += element;
                }
            }

            return sum;
        }
    }

    [Fact]
    public void Bitmap_ranks_members()
    {
        Gen.Select(Gen.Int[0, 300].HashSet[0, 60], Gen.Int[0, 2]).Sample((members, spare) =>
        {
            ulong[] bits = new ulong[(members.Count == 0 ? 0 : (members.Max() / 64) + 1) + spare];
            foreach (int member in members)
            {
                bits[member / 64] |= 1UL << (member % 64);
            }

            using var scratch = new ScratchStore(batch => batch.WriteBitmap("b", bits));
            RankedBitmap bitmap = scratch.Arrays.GetBitmap("b");
            int[] ordered = [.. members.Order()];

            Assert.Equal(bits, bitmap.Words.ToArray());
            for (int value = -2; value < 600; value++)
            {
                Assert.Equal(members.Contains(value), bitmap.Contains(value));
                Assert.Equal(Array.IndexOf(ordered, value), bitmap.Rank(value));
                Assert.Equal(ordered.Where(member => member >= value).DefaultIfEmpty(-1).First(), bitmap.Next(value));
            }

            foreach (int value in (int[])[int.MinValue, -64, int.MaxValue, 1 << 30])
            {
                Assert.False(bitmap.Contains(value));
                Assert.Equal(-1, bitmap.Rank(value));
            }

            Assert.Equal(-1, bitmap.Next(int.MaxValue));
        }, iter: Iterations);
    }

    [Fact]
    public void Pool_finds_every_text_and_no_other()
    {
        Gen<string> text = Gen.OneOf(
            Gen.OneOf("", "a", "ab", "b", "é", "e\u0301", "שׁ", "𝔸", "𝔸𝔹", "\uFFFF", "a\0b", "A"),
            Gen.Char["abcé\u05D0\uFFFD"].Array[0, 4].Select(characters => new string(characters)));
        Gen.Select(text.HashSet[0, 30], text.Array[0, 10]).Sample((texts, others) =>
        {
            string[] sorted = [.. texts.OrderBy(t => Encoding.UTF8.GetBytes(t), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
            using var scratch = new ScratchStore(batch => WritePool(batch, sorted));
            var pool = new StringPool(scratch.Arrays.GetNarrow("offsets"), scratch.Arrays.Get<byte>("bytes"));

            Assert.Equal(sorted.Length, pool.Count);
            for (int i = 0; i < sorted.Length; i++)
            {
                Assert.Equal(sorted[i], pool.GetString(i));
                Assert.Equal(Encoding.UTF8.GetBytes(sorted[i]), pool[i].ToArray());
                Assert.Equal(i, pool.Find(sorted[i]));
                Assert.Equal(i, pool.Find(Encoding.UTF8.GetBytes(sorted[i])));
            }

            foreach (string other in others)
            {
                Assert.Equal(Array.IndexOf(sorted, other), pool.Find(other));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => pool[sorted.Length].Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => pool[-1].Length);
        }, iter: Iterations);
    }

    [Fact]
    public void Pool_does_not_find_broken_or_very_long_text()
    {
        string longest = new('x', 5000);
        using var scratch = new ScratchStore(batch => WritePool(batch, [longest, "\uFFFD"]));
        var pool = new StringPool(scratch.Arrays.GetNarrow("offsets"), scratch.Arrays.Get<byte>("bytes"));

        Assert.Equal(0, pool.Find(longest));
        Assert.Equal(-1, pool.Find(longest + "x"));
        Assert.Equal(1, pool.Find("\uFFFD"));
        Assert.Equal(-1, pool.Find("\uD835"));
        Assert.Equal(-1, pool.Find("a\uDC00"));
        Assert.Equal(-1, pool.Find([0xFF]));
    }

    [Fact]
    public void Pool_bounds_that_lie_give_an_error()
    {
        using var scratch = new ScratchStore(batch =>
        {
            batch.WriteNarrow("offsets", [0, 40, 20L]);
            batch.Write<byte>("bytes", new byte[30]);
        });
        var pool = new StringPool(scratch.Arrays.GetNarrow("offsets"), scratch.Arrays.Get<byte>("bytes"));

        Assert.Throws<CorpusFormatException>(() => pool[0].Length);
        Assert.Throws<CorpusFormatException>(() => pool.GetString(1));
        Assert.Throws<CorpusFormatException>(() => pool.Find("x"));
    }

    [Fact]
    public void Mapped_array_reads_back()
    {
        Gen.Double.Array[0, 50].Sample(values =>
        {
            using var scratch = new ScratchStore(batch => batch.Write<double>("a", values));
            MappedArray<double> array = scratch.Arrays.Get<double>("a");

            Assert.Equal(values, array.Span.ToArray());
            Assert.Equal(values, Enumerable.Range(0, array.Length).Select(i => array[i]));
            Assert.Equal(values[(values.Length / 2)..], array.Slice(values.Length / 2, values.Length - (values.Length / 2)).ToArray());
            Assert.Throws<ArgumentOutOfRangeException>(() => array[values.Length]);
            Assert.Throws<ArgumentOutOfRangeException>(() => array[-1]);
            Assert.Throws<CorpusFormatException>(() => array.Slice(0, values.Length + 1).Length);
            Assert.Throws<CorpusFormatException>(() => array.Slice(-1, 1).Length);
            Assert.Throws<CorpusFormatException>(() => array.Slice(0, -1).Length);
            Assert.Throws<CorpusFormatException>(() => array.Slice(values.Length, 1).Length);
        }, iter: Iterations);
    }

    [Fact]
    public void All_element_types_read_back()
    {
        Check<byte>(byte.MinValue, byte.MaxValue);
        Check<sbyte>(sbyte.MinValue, sbyte.MaxValue);
        Check<ushort>(ushort.MinValue, ushort.MaxValue);
        Check<short>(short.MinValue, short.MaxValue);
        Check<uint>(uint.MinValue, uint.MaxValue);
        Check<int>(int.MinValue, int.MaxValue);
        Check<ulong>(ulong.MinValue, ulong.MaxValue);
        Check<long>(long.MinValue, long.MaxValue);
        Check<float>(float.NegativeInfinity, float.Epsilon);
        Check<double>(double.NegativeInfinity, double.Epsilon);

        static void Check<T>(params T[] values)
            where T : unmanaged, INumber<T>
        {
            using var scratch = new ScratchStore(batch => batch.Write<T>("a", values));
            Assert.Equal(values, scratch.Arrays.Get<T>("a").Span.ToArray());
        }
    }

    private static int Width(long low, long high) => (low, high) switch
    {
        ( >= 0, <= byte.MaxValue) or ( >= sbyte.MinValue, <= sbyte.MaxValue) => 1,
        ( >= short.MinValue, <= short.MaxValue) => 2,
        ( >= int.MinValue, <= int.MaxValue) => 4,
        _ => 8,
    };

    private static void WriteRows(MemberBatch writer, int[][] rows)
    {
        var indptr = new List<int> { 0 };
        foreach (int[] row in rows)
        {
            indptr.Add(indptr[^1] + row.Length);
        }

        writer.WriteNarrow("indptr", indptr.ToArray().AsSpan());
        writer.Write<int>("data", rows.SelectMany(row => row).ToArray());
    }

    private static void WritePool(MemberBatch writer, string[] texts)
    {
        byte[][] encoded = [.. texts.Select(Encoding.UTF8.GetBytes)];
        var offsets = new List<long> { 0 };
        foreach (byte[] text in encoded)
        {
            offsets.Add(offsets[^1] + text.Length);
        }

        writer.WriteNarrow("offsets", offsets.ToArray());
        writer.Write<byte>("bytes", encoded.SelectMany(text => text).ToArray());
    }
}

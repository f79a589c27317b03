using System.Buffers.Binary;
using System.Text;
using ContextFabric.Storage.Container;
using CsCheck;
using Xunit;

namespace ContextFabric.Storage.Tests.Container;

/// <summary>Headers byte by byte, above all those of members beyond 4 GiB, which no test can afford to write.</summary>
public sealed class ZipLayoutTests
{
    private const long Limit = uint.MaxValue;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1000, 70)]
    [InlineData(64, Limit - 1)]
    [InlineData(5_000_000_000, 10)]
    public void Local_header_of_a_usual_member(long offset, long length)
    {
        Member member = Place("ab/é.npy", offset, length);
        byte[] header = ZipLayout.LocalHeader(member);

        Assert.Equal("PK\u0003\u0004", Encoding.Latin1.GetString(header, 0, 4));
        Assert.Equal(1 << 11, U16(header, 6));
        Assert.Equal(0, U16(header, 8));
        Assert.Equal(0x12345678u, U32(header, 14));
        Assert.Equal((uint)length, U32(header, 18));
        Assert.Equal((uint)length, U32(header, 22));
        Assert.Equal(9, U16(header, 26));
        Assert.Equal("ab/é.npy", Encoding.UTF8.GetString(header, 30, 9));
        Assert.Equal(header.Length - 39, U16(header, 28));
        (ushort id, byte[] data) = Assert.Single(Extra(header.AsSpan(39)));
        Assert.NotEqual(1, id);
        Assert.DoesNotContain(data, b => b != 0);
        Assert.Equal(0, (offset + header.Length) % 64);
    }

    [Theory]
    [InlineData(Limit)]
    [InlineData(Limit + 1)]
    [InlineData(1L << 40)]
    public void Local_header_of_a_member_over_4_GiB(long length)
    {
        byte[] header = ZipLayout.LocalHeader(Place("big.npy", 640, length));

        Assert.Equal(45, U16(header, 4));
        Assert.Equal(uint.MaxValue, U32(header, 18));
        Assert.Equal(uint.MaxValue, U32(header, 22));
        List<(ushort Id, byte[] Data)> extra = Extra(header.AsSpan(37));
        Assert.Equal(1, extra[0].Id);
        Assert.Equal([length, length], Longs(extra[0].Data));
        Assert.Equal(2, extra.Count);
        Assert.Equal(0, (640 + header.Length) % 64);
    }

    [Theory]
    [InlineData(10, 20, new long[0])]
    [InlineData(Limit - 1, Limit - 1, new long[0])]
    [InlineData(Limit, 20, new[] { Limit })]
    [InlineData(6_000_000_000, 20, new[] { 6_000_000_000 })]
    [InlineData(10, Limit, new[] { Limit, Limit })]
    [InlineData(6_000_000_000, 7_000_000_000, new[] { 7_000_000_000, 7_000_000_000, 6_000_000_000 })]
    public void Directory_entry_has_the_wide_fields_it_needs_and_no_others(long offset, long length, long[] wide)
    {
        byte[] directory = ZipLayout.Directory([Place("big.npy", offset, length)], 1L << 35);

        Assert.Equal(ZipLayout.CentralSignature, U32(directory, 0));
        Assert.Equal(length >= Limit ? uint.MaxValue : (uint)length, U32(directory, 24));
        Assert.Equal(offset >= Limit ? uint.MaxValue : (uint)offset, U32(directory, 42));
        int extraLength = U16(directory, 30);
        List<(ushort Id, byte[] Data)> extra = Extra(directory.AsSpan(46 + 7, extraLength));
        Assert.Equal(wide.Length == 0 ? 0 : 1, extra.Count);
        Assert.All(extra, field => Assert.Equal(1, field.Id));
        Assert.Equal(wide, extra.SelectMany(field => Longs(field.Data)));
    }

    [Fact]
    public void End_records_say_where_the_directory_is()
    {
        byte[] directory = ZipLayout.Directory([Place("a", 0, 1), Place("b", 128, 1)], 6_000_000_000);
        ReadOnlySpan<byte> end = directory.AsSpan(directory.Length - 98);
        long length = directory.Length - 98;

        Assert.Equal(ZipLayout.End64Signature, U32(end, 0));
        Assert.Equal([2, 2, length, 6_000_000_000], Longs(end[24..56]));
        Assert.Equal(ZipLayout.Locator64Signature, U32(end, 56));
        Assert.Equal(6_000_000_000 + length, BinaryPrimitives.ReadInt64LittleEndian(end[64..]));
        Assert.Equal(ZipLayout.EndSignature, U32(end, 76));
        Assert.Equal((2, 2), (U16(end, 84), U16(end, 86)));
        Assert.Equal(uint.MaxValue, U32(end, 92));
    }

    [Fact]
    public void Data_are_aligned_wherever_a_header_starts()
    {
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Int[1, 300], Gen.Long[0, 1L << 33]).Sample((offset, nameLength, length) =>
        {
            int header = ZipLayout.LocalLength(offset, nameLength, length);

            Assert.Equal(0, (offset + header) % ZipLayout.Alignment);
            Assert.InRange(header - 30 - nameLength - (length >= Limit ? 20 : 0), 4, 4 + ZipLayout.Alignment - 1);
            Assert.Equal(header, ZipLayout.LocalHeader(new Member(new string('x', nameLength), offset, offset + header, length, 0)).Length);
        }, iter: 1000);
    }

    private static Member Place(string name, long offset, long length)
        => new(name, offset, offset + ZipLayout.LocalLength(offset, Encoding.UTF8.GetByteCount(name), length), length, 0x12345678);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long[] Longs(ReadOnlySpan<byte> bytes)
    {
        long[] longs = new long[bytes.Length / 8];
        for (int i = 0; i < longs.Length; i++)
        {
            longs[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]);
        }

        return longs;
    }

    private static List<(ushort Id, byte[] Data)> Extra(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<(ushort, byte[])>();
        while (!bytes.IsEmpty)
        {
            int length = U16(bytes, 2);
            fields.Add((U16(bytes, 0), bytes.Slice(4, length).ToArray()));
            bytes = bytes[(4 + length)..];
        }

        return fields;
    }
}

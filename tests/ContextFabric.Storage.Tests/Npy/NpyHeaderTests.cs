using System.Globalization;
using ContextFabric.Storage.Npy;
using CsCheck;
using Xunit;

namespace ContextFabric.Storage.Tests.Npy;

public sealed class NpyHeaderTests
{
    private const string Plain = "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }\n";

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 12)]
    [InlineData(3, 12)]
    public void Versions_1_to_3_are_read(int major, int prefix)
    {
        NpyHeader header = NpyHeader.Parse(NpyBytes.Of(Plain, major), "x.npy");

        Assert.Equal("<i4", header.Descr);
        Assert.Equal([3], header.Shape);
        Assert.Equal(3, header.Count);
        Assert.Equal(12, header.PayloadLength);
        Assert.Equal(prefix + Plain.Length, header.PayloadOffset);
    }

    [Theory]
    [InlineData("{\"descr\": \"<i4\", \"fortran_order\": False, \"shape\": (3,), }\n")]
    [InlineData("{'shape': (3,), 'fortran_order': False, 'descr': '<i4'}\n")]
    [InlineData("{'fortran_order':False,'descr':'<i4','shape':(3,)}")]
    [InlineData("  { 'descr' : '<i4' ,\t'fortran_order' : False , 'shape' : ( 3 , ) }   \n")]
    [InlineData("{'descr': '<i4',\n 'fortran_order': False,\n 'shape': (3,)\n}\n")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3L,), }\n")]
    [InlineData("{'descr': '=i4', 'fortran_order': False, 'shape': (3)}\n")]
    public void Quotes_key_order_and_blanks_are_free(string text)
    {
        NpyHeader header = NpyHeader.Parse(NpyBytes.Of(text), "x.npy");

        Assert.Equal(("<i4", false, 3L), (header.Descr, header.IsFortranOrder, header.Count));
    }

    [Theory]
    [InlineData("()", 1, 0)]
    [InlineData("(0,)", 0, 1)]
    [InlineData("(2, 3)", 6, 2)]
    [InlineData("(2,3,4,)", 24, 3)]
    [InlineData("(5000000000,)", 5_000_000_000, 1)]
    public void Shape_gives_dimensions_and_count(string shape, long count, int dimensions)
    {
        NpyHeader header = NpyHeader.Parse(NpyBytes.Of($"{{'descr': '|u1', 'fortran_order': True, 'shape': {shape}}}\n"), "x.npy");

        Assert.Equal(count, header.Count);
        Assert.Equal(dimensions, header.Shape.Length);
        Assert.True(header.IsFortranOrder);
    }

    [Theory]
    [InlineData("|u1", "|u1", false)]
    [InlineData("<u1", "|u1", false)]
    [InlineData(">u1", "|u1", false)]
    [InlineData("|i1", "|i1", false)]
    [InlineData("|b1", "|b1", false)]
    [InlineData("<u2", "<u2", false)]
    [InlineData(">u2", ">u2", true)]
    [InlineData("<f8", "<f8", false)]
    [InlineData("<u8", "<u8", false)]
    public void Element_types(string written, string descr, bool bigEndian)
    {
        NpyHeader header = NpyHeader.Parse(NpyBytes.Of($"{{'descr': '{written}', 'fortran_order': False, 'shape': (1,)}}\n"), "x.npy");

        Assert.Equal((descr, bigEndian), (header.Descr, header.IsBigEndian));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(65_000)]
    public void Long_header_of_version_1(int blanks) => Assert.Equal(3, NpyHeader.Parse(NpyBytes.Of(Plain.TrimEnd('\n') + new string(' ', blanks) + "\n"), "x").Count);

    [Fact]
    public void Header_longer_than_version_1_can_say()
    {
        string text = Plain.TrimEnd('\n') + new string(' ', 100_000) + "\n";

        Assert.Equal(12 + text.Length, NpyHeader.Parse(NpyBytes.Of(text, 2), "x").PayloadOffset);
        Assert.Equal(12 + text.Length, NpyHeader.Parse(NpyBytes.Of(text, 3), "x").PayloadOffset);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", "Python objects")]
    [InlineData("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,)}", "structured arrays")]
    [InlineData("{'descr': '<U12', 'fortran_order': False, 'shape': (3,)}", "'<U12'")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (3,)}", "'<c8'")]
    [InlineData("{'descr': '<i3', 'fortran_order': False, 'shape': (3,)}", "'<i3'")]
    [InlineData("{'descr': 'i4', 'fortran_order': False, 'shape': (3,)}", "'i4'")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (3,)}", "element type ''")]
    [InlineData("{'descr': '<i4', 'fortran_order': 0, 'shape': (3,)}", "True or False")]
    [InlineData("{'descr': '<i4', 'fortran_order': false, 'shape': (3,)}", "'false'")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': 3}", "'(' expected")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (-3,)}", "a dimension is not a number")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3", "a dimension is not a number")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (99999999999999999999,)}", "a dimension is not a number")]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (9223372036854775807,)}", "too large")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "too large")]
    [InlineData("{'descr': '<i4', 'shape': (3,)}", "fortran_order")]
    [InlineData("{'descr': '<i4', 'descr': '<i4', 'fortran_order': False, 'shape': (3,)}", "unexpected key 'descr'")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), 'x': 1}", "unexpected key 'x'")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3,)} x", "follows the closing brace")]
    [InlineData("{'descr: '<i4'}", "expected")]
    [InlineData("", "'{' expected")]
    public void Malformed_headers_are_refused_with_the_reason(string text, string reason)
    {
        var fault = Assert.Throws<CorpusFormatException>(() => NpyHeader.Parse(NpyBytes.Of(text + "\n"), "some/array.npy"));

        Assert.Equal(FormatFault.Corrupt, fault.Fault);
        Assert.Equal("some/array.npy", fault.Path);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.StartsWith("some/array.npy: malformed .npy header: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(1, 1)]
    public void Other_versions_are_refused_by_name(int major, int minor)
    {
        var fault = Assert.Throws<CorpusFormatException>(() => NpyHeader.Parse(NpyBytes.Of(Plain, major, minor), "x"));

        Assert.Equal(FormatFault.TooNew, fault.Fault);
        Assert.Contains($"version {major}.{minor}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shortened_header_is_refused()
    {
        foreach (int major in (int[])[1, 2, 3])
        {
            byte[] whole = NpyBytes.Of(Plain, major);
            for (int length = 0; length < whole.Length; length++)
            {
                var fault = Assert.Throws<CorpusFormatException>(() => NpyHeader.Parse(whole.AsSpan(0, length), "x"));
                Assert.Equal(length < 10 ? FormatFault.Foreign : FormatFault.Truncated, fault.Fault);
            }
        }
    }

    [Fact]
    public void A_header_we_build_reads_back()
    {
        Gen.Select(Gen.OneOf("|u1", "<u2", "<i4", "<i8", "<f8"), Gen.Long[0, long.MaxValue / 8]).Sample((descr, count) =>
        {
            byte[] bytes = NpyHeader.Build(descr, count);
            NpyHeader header = NpyHeader.Parse(bytes, "x");

            Assert.Equal(0, bytes.Length % 64);
            Assert.Equal((byte)'\n', bytes[^1]);
            Assert.Equal((descr, count, bytes.Length), (header.Descr, header.Count, header.PayloadOffset));
        }, iter: 300);
    }

    [Fact]
    public void Arbitrary_bytes_are_read_or_refused()
    {
        Gen.Select(Gen.Int[1, 3], Gen.Char["{}()'\":, <>|iufbO0123456789LTrueFalsdcrptnohxk_\n\t[]é"].Array[0, 90]).Sample((major, characters) =>
        {
            byte[] bytes = NpyBytes.Of(new string(characters), major);
            Exception? error = Record.Exception(() => NpyHeader.Parse(bytes, "x").PayloadLength.ToString(CultureInfo.InvariantCulture));
            Assert.True(error is null or CorpusFormatException, error?.ToString());
        }, iter: 3000);
    }

    [Fact]
    public void Changed_headers_are_read_or_refused()
    {
        Gen.Select(Gen.Int[0, Plain.Length - 1], Gen.Byte, Gen.Int[1, 3]).Sample((at, value, major) =>
        {
            byte[] bytes = NpyBytes.Of(Plain, major);
            bytes[bytes.Length - Plain.Length + at] = value;
            Exception? error = Record.Exception(() => NpyHeader.Parse(bytes, "x").PayloadLength.ToString(CultureInfo.InvariantCulture));
            Assert.True(error is null or CorpusFormatException, error?.ToString());
        }, iter: 3000);
    }

    [Fact]
    public void Names_of_element_types()
    {
        Assert.Equal(
            ["|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f4", "<f8"],
            [
                NpyHeader.DescrOf<byte>(), NpyHeader.DescrOf<sbyte>(), NpyHeader.DescrOf<ushort>(), NpyHeader.DescrOf<short>(), NpyHeader.DescrOf<uint>(),
                NpyHeader.DescrOf<int>(), NpyHeader.DescrOf<ulong>(), NpyHeader.DescrOf<long>(), NpyHeader.DescrOf<float>(), NpyHeader.DescrOf<double>(),
            ]);
        Assert.Throws<NotSupportedException>(NpyHeader.DescrOf<decimal>);
    }
}

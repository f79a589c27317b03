using System.Buffers.Binary;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Npy;

/// <summary>The four access modes of numpy's memmap, on single array files.</summary>
public sealed class NpyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Numbers => _folder["numbers.npy"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mode_w_creates_an_array_of_zeros_that_keeps_what_is_written()
    {
        using (NpyArray<int> array = NpyFile.Create<int>(Numbers, 5))
        {
            Assert.Equal([0, 0, 0, 0, 0], array.Span.ToArray());
            array.WritableSpan[3] = -7;
        }

        using NpyArray<int> again = NpyFile.Open<int>(Numbers, MapMode.Read);
        Assert.Equal([0, 0, 0, -7, 0], again.Span.ToArray());
    }

    [Fact]
    public void Mode_w_replaces_an_existing_file()
    {
        File.WriteAllBytes(Numbers, new byte[10_000]);

        NpyFile.Create<byte>(Numbers, 3).Dispose();

        Assert.Equal(NpyHeader.Build("|u1", 3).Length + 3, new FileInfo(Numbers).Length);
    }

    [Fact]
    public void Mode_r_refuses_to_write()
    {
        Create(1, 2);
        using NpyArray<int> array = NpyFile.Open<int>(Numbers, MapMode.Read);

        var error = Assert.Throws<InvalidOperationException>(() => array.WritableSpan.Length);
        Assert.Contains("mode r", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mode_r_plus_reaches_the_file_and_other_mappings()
    {
        Create(1, 2, 3);
        using NpyArray<int> reader = NpyFile.Open<int>(Numbers, MapMode.Read);
        using NpyArray<int> copy = NpyFile.Open<int>(Numbers, MapMode.CopyOnWrite);
        using NpyArray<int> writer = NpyFile.Open<int>(Numbers, MapMode.ReadWrite);

        writer.WritableSpan[1] = 20;

        Assert.Equal([1, 20, 3], reader.Span.ToArray());
        Assert.Equal([1, 20, 3], copy.Span.ToArray());
        writer.Flush();
        Assert.Equal([1, 20, 3], Elements());
    }

    [Fact]
    public void Mode_c_never_reaches_the_file()
    {
        Create(1, 2, 3);
        byte[] before = File.ReadAllBytes(Numbers);
        using NpyArray<int> reader = NpyFile.Open<int>(Numbers, MapMode.Read);
        using (NpyArray<int> scratch = NpyFile.Open<int>(Numbers, MapMode.CopyOnWrite))
        {
            scratch.WritableSpan[1] = 20;
            scratch.Flush();

            Assert.Equal([1, 20, 3], scratch.Span.ToArray());
            Assert.Equal([1, 2, 3], reader.Span.ToArray());
        }

        Assert.Equal(before, File.ReadAllBytes(Numbers));
    }

    [Fact]
    public void Create_is_not_a_mode_of_opening() => Assert.Throws<ArgumentException>(() => NpyFile.Open<int>(Numbers, MapMode.Create));

    [Fact]
    public void Another_element_type_is_refused()
    {
        Create(1, 2);

        var fault = Assert.Throws<CorpusFormatException>(() => NpyFile.Open<ushort>(Numbers, MapMode.Read));
        Assert.Equal("a one-dimensional array of <u2 expected, <i4 found", fault.Reason);
    }

    [Theory]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (2,2)}", FormatFault.Foreign)]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (5,)}", FormatFault.Truncated)]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (5000000000,)}", FormatFault.Truncated)]
    public void Unfit_files_are_refused(string header, FormatFault fault)
    {
        File.WriteAllBytes(Numbers, NpyBytes.Of(header + "\n", 1, 0, new byte[16]));

        Assert.Equal(fault, Assert.Throws<CorpusFormatException>(() => NpyFile.Open<int>(Numbers, MapMode.Read)).Fault);
    }

    [Fact]
    public void Empty_file_is_foreign()
    {
        File.WriteAllBytes(Numbers, []);

        Assert.Equal(FormatFault.Foreign, Assert.Throws<CorpusFormatException>(() => NpyFile.Open<int>(Numbers, MapMode.ReadWrite)).Fault);
    }

    [Fact]
    public void Empty_array()
    {
        NpyFile.Create<long>(Numbers, 0).Dispose();

        using NpyArray<long> array = NpyFile.Open<long>(Numbers, MapMode.ReadWrite);
        Assert.Equal(0, array.Length);
        Assert.True(array.WritableSpan.IsEmpty);
    }

    [Fact]
    public void Header_over_64_KiB()
    {
        string text = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}" + new string(' ', 70_000) + "\n";
        File.WriteAllBytes(Numbers, NpyBytes.Of(text, 2, 0, [1, 0, 0, 0, 2, 0, 0, 0]));

        using NpyArray<int> array = NpyFile.Open<int>(Numbers, MapMode.Read);
        Assert.Equal([1, 2], array.Span.ToArray());
    }

    private void Create(params ReadOnlySpan<int> elements)
    {
        using NpyArray<int> array = NpyFile.Create<int>(Numbers, elements.Length);
        elements.CopyTo(array.WritableSpan);
    }

    private int[] Elements()
    {
        byte[] bytes = File.ReadAllBytes(Numbers);
        NpyHeader header = NpyHeader.Parse(bytes, Numbers);
        return [.. Enumerable.Range(0, (int)header.Count).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(header.PayloadOffset + (4 * i))))];
    }
}

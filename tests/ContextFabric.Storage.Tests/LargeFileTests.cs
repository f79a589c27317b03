using System.Diagnostics;
using ContextFabric.Storage.Container;
using ContextFabric.Storage.Npy;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>Arrays beyond the limits of 32 bits, in files with holes that occupy next to nothing.</summary>
public sealed class LargeFileTests : IDisposable
{
    private readonly TempFolder _folder;

    public LargeFileTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no holes there unless asked for");
        long free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        Assert.SkipWhen(free < 1L << 30, $"only {free >> 20} MB free for temporary files");
        _folder = new TempFolder();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Index_beyond_2_31_reads_right()
    {
        const long Count = 3_000_000_000;
        const long Far = (1L << 31) + 5;
        byte[] header = NpyHeader.Build("|u1", Count);
        Sparse("big.npy", header.Length + Count, (0, header), (header.Length + Far, [42, 43]), (header.Length + Count - 1, [44]));
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);
        MappedArray<byte> array = store.Get<byte>("big");
        NarrowArray narrow = store.GetNarrow("big");

        Assert.Equal(Count, array.LongLength);
        Assert.Equal([0, 42, 43, 44], [array[Far - 1], array[Far], array[Far + 1], array[Count - 1]]);
        Assert.Equal([42, 43, 0], array.Slice(Far, 3).ToArray());
        Assert.Equal([42, 44], [narrow[Far], narrow[Count - 1]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => array[Count]);
        Assert.Throws<CorpusFormatException>(() => array.Slice(Count - 1, 2).Length);
        Assert.Throws<OverflowException>(() => array.Length);
        Assert.Throws<OverflowException>(() => array.Span.Length);
        Assert.Throws<OverflowException>(() => narrow.AsSpan<byte>().Length);
        Assert.Equal(new ArrayInfo("big", "|u1", Count, Count), Assert.Single(store.Describe()));
    }

    [Fact]
    public void A_row_beyond_2_31_is_a_span()
    {
        const long Count = (1L << 31) + 100;
        byte[] header = NpyHeader.Build("<i4", Count);
        Sparse("data.npy", header.Length + (4 * Count), (0, header), (header.Length + (4 * ((1L << 31) + 7)), [1, 0, 0, 0, 2, 0, 0, 0]));
        byte[] bounds = new byte[16];
        BitConverter.TryWriteBytes(bounds, (1L << 31) + 7);
        BitConverter.TryWriteBytes(bounds.AsSpan(8), (1L << 31) + 9);
        Sparse("indptr.npy", 128 + 16, (0, NpyHeader.Build("<i8", 2)), (NpyHeader.Build("<i8", 2).Length, bounds));
        Assert.SkipUnless(NpyHeader.Build("<i8", 2).Length == 128, "header of another length than this test assumes");
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);
        var rows = new CsrArray(store.GetNarrow("indptr"), store.Get<int>("data"));

        Assert.Equal([1, 2], rows.Row(0, out long start).ToArray());
        Assert.Equal((1L << 31) + 7, start);
        Assert.Equal(Count, rows.ElementCount);
    }

    [Fact]
    public void A_container_over_4_GiB_is_opened_by_its_wide_fields()
    {
        const long Count = 4_500_000_000;
        byte[] header = NpyHeader.Build("|u1", Count);
        byte[] small = [.. NpyHeader.Build("<i4", 1), 7, 0, 0, 0];
        Member marker = Place(ZipLayout.MarkerName, 0, 2);
        Member big = Place("big.npy", marker.DataOffset + marker.Length, header.Length + Count);
        Member last = Place("last.npy", big.DataOffset + big.Length, small.Length);
        long end = last.DataOffset + last.Length;
        byte[] directory = ZipLayout.Directory([marker, big, last], end);
        string path = Sparse(
            "store",
            end + directory.Length,
            (0, ZipLayout.LocalHeader(marker)),
            (marker.DataOffset, "1\n"u8.ToArray()),
            (big.HeaderOffset, ZipLayout.LocalHeader(big)),
            (big.DataOffset, header),
            (big.DataOffset + header.Length + Count - 1, [9]),
            (last.HeaderOffset, ZipLayout.LocalHeader(last)),
            (last.DataOffset, small),
            (end, directory));
        using ArrayStore store = ArrayStore.OpenFile(path);

        Assert.Equal(["big", "last"], store.Keys);
        Assert.Equal(9, store.Get<byte>("big")[Count - 1]);
        Assert.Equal(7, store.Get<int>("last")[0]);
        using var zip = System.IO.Compression.ZipFile.OpenRead(path);
        Assert.Equal([2, header.Length + Count, small.Length], zip.Entries.Select(entry => entry.Length));
    }

    private static Member Place(string name, long offset, long length)
        => new(name, offset, offset + ZipLayout.LocalLength(offset, name.Length, length), length, 0);

    private string Sparse(string name, long length, params (long Offset, byte[] Bytes)[] parts)
    {
        string path = _folder[name];
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        stream.SetLength(length);
        foreach ((long offset, byte[] bytes) in parts)
        {
            stream.Position = offset;
            stream.Write(bytes);
        }

        Debug.Assert(stream.Length == length);
        return path;
    }
}

using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Raw;

public sealed class MappedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MapMode.Read, "r--s", "rd mr me ms")]
    [InlineData(MapMode.ReadWrite, "rw-s", "rd wr sh mr mw me ms")]
    [InlineData(MapMode.Create, "rw-s", "rd wr sh mr mw me ms")]
    [InlineData(MapMode.CopyOnWrite, "rw-p", "rd wr mr mw me")]
    public void Modes_are_those_of_the_kernel(MapMode mode, string permissions, string flags)
    {
        string path = _folder.Write("some file", new byte[3 * Environment.SystemPageSize]);
        using MappedFile file = MappedFile.Open(path, mode, 3 * Environment.SystemPageSize);

        Smaps mapping = Assert.Single(Smaps.Of(path));
        Assert.Equal(permissions, mapping.Permissions);
        Assert.Superset(flags.Split(' ').ToHashSet(), mapping.Flags.ToHashSet());
        Assert.DoesNotContain(mode == MapMode.Read ? "wr" : "ex", mapping.Flags);
        Assert.DoesNotContain(mode == MapMode.Read ? "mw" : "ex", mapping.Flags);
        Assert.Equal(mode != MapMode.CopyOnWrite, mapping.Flags.Contains("ms"));
    }

    [Fact]
    public void Written_pages_of_mode_c_and_only_these_become_private()
    {
        int page = Environment.SystemPageSize;
        string path = _folder.Write("file", new byte[64 * page]);
        using MappedFile file = MappedFile.Open(path, MapMode.CopyOnWrite);
        file.TouchAll();

        file.WritableSlice(5L * page, 3 * page).Fill(1);

        Smaps mapping = Assert.Single(Smaps.Of(path));
        Assert.Equal(3 * page / 1024, mapping.AnonymousKb);
        Assert.Equal(new byte[64 * page], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_stray_write_through_a_read_only_mapping_crashes_and_changes_nothing()
    {
        string path = _folder.Write("file", new byte[100]);
        using ChildProcess child = ChildProcess.Start(ChildCommands.WriteReadOnly, path);
        (int exit, string output) = child.Finish();

        Assert.NotEqual(0, exit);
        Assert.Contains("writing", output, StringComparison.Ordinal);
        Assert.DoesNotContain("written", output, StringComparison.Ordinal);
        Assert.Equal(new byte[100], File.ReadAllBytes(path));
    }

    [Fact]
    public void Reading_beyond_a_truncation_ends_the_process()
    {
        // The limit of mapped files, and the reason why a published store is never changed but replaced.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a mapped file cannot be truncated there");
        string path = _folder.Write("file", new byte[10 * Environment.SystemPageSize]);
        using ChildProcess child = ChildProcess.Start(ChildCommands.ReadTruncated, path);
        (int exit, string output) = child.Finish();

        Assert.NotEqual(0, exit);
        Assert.Contains("truncated", output, StringComparison.Ordinal);
        Assert.DoesNotContain("survived", output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_lock_or_descriptor_stays_open()
    {
        string path = _folder.Write("file", [1, 2, 3]);
        using MappedFile file = MappedFile.Open(path);

        // Fails while any other handle of the file is open.
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        Assert.Equal([1, 2, 3], file.Slice(0, 3).ToArray());
    }

    [Fact]
    public void A_file_that_someone_holds_exclusively_is_refused()
    {
        string path = _folder.Write("file", [1, 2, 3]);
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);

        Assert.ThrowsAny<IOException>(() => MappedFile.Open(path));
    }

    [Fact]
    public void Ranges_are_checked()
    {
        using MappedFile file = MappedFile.Open(_folder.Write("file", new byte[100]), MapMode.ReadWrite);

        Assert.Equal(0, file.Slice(100, 0).Length);
        foreach ((long offset, int length) in ((long, int)[])[(-1, 1), (0, 101), (100, 1), (101, 0), (0, -1), (long.MaxValue, 1), (long.MinValue, 1), (1, int.MaxValue)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => file.Slice(offset, length).Length);
            Assert.Throws<ArgumentOutOfRangeException>(() => file.WritableSlice(offset, length).Length);
        }
    }

    [Theory]
    [InlineData(Residence.Mapped)]
    [InlineData(Residence.PrivateCopy)]
    [InlineData(Residence.ManagedHeap)]
    public void Empty_file(Residence residence)
    {
        string path = _folder.Write("file", []);
        using MappedFile file = residence switch
        {
            Residence.PrivateCopy => MappedFile.OpenPrivateCopy(path),
            Residence.ManagedHeap => MappedFile.OpenManagedCopy(path),
            _ => MappedFile.Open(path),
        };

        Assert.Equal(0, file.Length);
        Assert.True(file.Slice(0, 0).IsEmpty);
        Assert.Equal(0, file.TouchAll());
    }

    [Theory]
    [InlineData(MapMode.Read)]
    [InlineData(MapMode.CopyOnWrite)]
    [InlineData(MapMode.ReadWrite)]
    public void Dispose_releases_the_mapping_and_closes(MapMode mode)
    {
        string path = _folder.Write("file", new byte[100_000]);
        MappedFile file = MappedFile.Open(path, mode);
        Assert.Single(Smaps.Of(path));

        file.Dispose();
        file.Dispose();

        Assert.Empty(Smaps.Of(path));
        Assert.True(file.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => file.Slice(0, 1).Length);
        Assert.Throws<ObjectDisposedException>(() => file.TouchAll());
        Assert.Throws<ObjectDisposedException>(file.Flush);
    }

    [Fact]
    public void A_span_in_use_at_dispose_reads_zeros_not_unmapped_memory()
    {
        byte[] content = new byte[50_000];
        Array.Fill(content, (byte)9);
        MappedFile file = MappedFile.Open(_folder.Write("file", content));
        ReadOnlySpan<byte> span = file.Slice(0, content.Length);

        file.Dispose();

        Assert.False(span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Dispose_of_a_written_file_flushes()
    {
        string path = _folder.Write("file", new byte[10]);
        using (MappedFile file = MappedFile.Open(path, MapMode.ReadWrite))
        {
            file.WritableSlice(2, 1)[0] = 5;
        }

        Assert.Equal([0, 0, 5, 0, 0, 0, 0, 0, 0, 0], File.ReadAllBytes(path));
    }

    [Fact]
    public void Private_copy_reads_the_same_and_maps_nothing()
    {
        byte[] content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
        string path = _folder.Write("file", content);
        using MappedFile file = MappedFile.OpenPrivateCopy(path);

        Assert.False(file.IsMapped);
        Assert.Equal(content, file.Slice(0, content.Length).ToArray());
        Assert.Equal(File.GetLastWriteTimeUtc(path), file.LastWriteTimeUtc);
        Assert.Empty(Smaps.Of(path));
    }

    [Fact]
    public void Touching_maps_every_page()
    {
        byte[] content = new byte[200 * Environment.SystemPageSize];
        for (int at = 0; at < content.Length; at += Environment.SystemPageSize)
        {
            content[at] = 1;
        }

        string path = _folder.Write("file", content);
        using MappedFile file = MappedFile.Open(path);

        Assert.Equal(200, file.TouchAll());
        Assert.Equal(content.Length / 1024, Assert.Single(Smaps.Of(path)).RssKb);
    }

    [Fact]
    public void Missing_file() => Assert.Throws<FileNotFoundException>(() => MappedFile.Open(_folder["none"]));
}

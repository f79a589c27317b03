using System.IO.Compression;
using System.Text;
using ContextFabric.Storage.Container;
using ContextFabric.Storage.Npy;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Container;

public sealed class ContainerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_are_aligned_and_found()
    {
        ScratchStore.Publish(Store, Fill);
        byte[] bytes = File.ReadAllBytes(Store);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Equal(["empty", "warp/first", "letters/é"], store.Keys);
        Assert.Equal([3, 1, 2], store.Get<int>("warp/first").Span.ToArray());
        Assert.Equal(0, store.Get<double>("empty").Length);
        Assert.Equal([7, 8], store.Get<byte>("letters/é").Span.ToArray());
        Assert.Equal("{}", Encoding.UTF8.GetString(store.GetBytes("meta.json")));
        Assert.Equal("test 1\n", Encoding.UTF8.GetString(store.GetBytes("FORMAT")));
        Assert.Empty(store.Verify());
        foreach (string data in (string[])["\u0093NUMPY", "{}", "test 1"])
        {
            int at = bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(data));
            Assert.Equal(0, at % 64);
        }
    }

    [Fact]
    public void Arrays_written_at_once_and_in_batches_give_the_same_bytes()
    {
        int[] first = [3, 1, 2];
        ushort[] second = [.. Enumerable.Range(0, 10_000).Select(i => (ushort)i)];
        ScratchStore.Publish(Store, batch =>
        {
            batch.Write<int>("warp/first", first);
            batch.Write<ushort>("second", second);
            batch.Write<double>("empty", []);
        });
        using (var writer = new ContainerWriter(_folder["direct"], "test 1\n"))
        {
            writer.Write<int>("warp/first", first);
            writer.Write<ushort>("second", second);
            Assert.Throws<InvalidOperationException>(() => writer.Write<byte>("second", [1]));
            writer.Write<double>("empty", []);
            writer.Publish();
        }

        Assert.Equal(File.ReadAllBytes(Store), File.ReadAllBytes(_folder["direct"]));
    }

    [Fact]
    public void Base_library_reads_it_as_a_zip()
    {
        ScratchStore.Publish(Store, Fill);
        using ZipArchive zip = ZipFile.OpenRead(Store);

        Assert.Equal(["FORMAT", "empty.npy", "warp/first.npy", "letters/é.npy", "meta.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        using var content = new MemoryStream();
        using Stream stream = zip.GetEntry("warp/first.npy")!.Open();
        stream.CopyTo(content);
        NpyHeader header = NpyHeader.Parse(content.ToArray(), "warp/first.npy");
        Assert.Equal(3, header.Count);
        Assert.Equal([3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0], content.ToArray()[header.PayloadOffset..]);
    }

    [Fact]
    public void The_bytes_do_not_depend_on_when_or_by_whom_they_are_written()
    {
        ScratchStore.Publish(Store, Fill);
        ScratchStore.Publish(_folder["other"], Fill);

        Assert.Equal(File.ReadAllBytes(Store), File.ReadAllBytes(_folder["other"]));
    }

    [Fact]
    public void A_name_cannot_be_used_twice()
    {
        using var writer = new ContainerWriter(Store, "test 1\n");
        var batch = new MemberBatch();
        batch.Write<int>("a", [1]);
        writer.Append(batch);

        Assert.Throws<InvalidOperationException>(() => writer.Append(batch));
    }

    [Fact]
    public void What_was_written_so_far_can_be_read_before_more_follows()
    {
        using var writer = new ContainerWriter(Store, "test 1\n");
        var first = new MemberBatch();
        first.Write<int>("a", [1, 2]);
        writer.Append(first);
        using (ArrayStore soFar = writer.OpenSoFar())
        {
            var second = new MemberBatch();
            second.Write<long>("b", [soFar.Get<int>("a")[0] + soFar.Get<int>("a")[1]]);
            writer.Append(second);
            Assert.Equal([1, 2], soFar.Get<int>("a").Span.ToArray());
            Assert.False(File.Exists(Store));
        }

        writer.Publish();

        using ArrayStore store = ArrayStore.OpenFile(Store);
        Assert.Equal(["a", "b"], store.Keys);
        Assert.Equal(3, store.Get<long>("b")[0]);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public void An_unpublished_container_leaves_nothing()
    {
        using (var writer = new ContainerWriter(Store, "test 1\n"))
        {
            writer.OpenSoFar().Dispose();
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_container_of_the_marker_alone()
    {
        ScratchStore.Publish(Store, _ => { });
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Empty(store.Keys);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public void Many_members()
    {
        const int Count = 70_000; // more than the 16-bit count of a plain ZIP can say
        using (var writer = new ContainerWriter(Store, "test 1\n"))
        {
            var batch = new MemberBatch();
            for (int i = 0; i < Count; i++)
            {
                batch.WriteBytes($"m{i}", []);
            }

            writer.Append(batch);
            writer.Publish();
        }

        using ArrayStore store = ArrayStore.OpenFile(Store);
        Assert.True(store.ContainsMember("m69999"));
        Assert.Empty(store.Verify());
        using ZipArchive zip = ZipFile.OpenRead(Store);
        Assert.Equal(Count + 1, zip.Entries.Count);
    }

    private static void Fill(MemberBatch batch)
    {
        batch.Write<double>("empty", []);
        batch.Write<int>("warp/first", [3, 1, 2]);
        batch.Write<byte>("letters/é", [7, 8]);
        batch.WriteBytes("meta.json", "{}"u8);
    }
}

using ContextFabric.Storage.Container;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

public sealed class ArrayStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_key_gives_the_same_view_to_16_threads()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);
        using var start = new Barrier(16);
        var views = new object[16];
        var narrow = new object[16];
        Thread[] threads = [.. Enumerable.Range(0, 16).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            views[i] = store.Get<int>("warp/first");
            narrow[i] = store.GetNarrow("warp/first");
        }))];
        Run(threads);

        Assert.All(views, view => Assert.Same(store.Get<int>("warp/first"), view));
        Assert.All(narrow, view => Assert.Same(store.GetNarrow("warp/first"), view));
        Assert.Single(Smaps.Of(Store));
    }

    [Fact]
    public void Parts_of_a_key_are_joined()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Same(store.Get<int>("warp/first"), store.GetArray<int>("warp", "first"));
        Assert.True(store.Contains("warp/first"));
        Assert.False(store.Contains("warp/first.npy"));
        Assert.True(store.ContainsMember("warp/first.npy"));
    }

    [Theory]
    [InlineData("warp/frist")]
    [InlineData("")]
    [InlineData("meta.json")]
    [InlineData("../warp/first")]
    public void An_unknown_key_is_named_with_the_store(string key)
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        foreach (Action attempt in (Action[])[() => store.Get<int>(key), () => store.GetNarrow(key)])
        {
            var fault = Assert.Throws<CorpusFormatException>(attempt);
            Assert.Equal(FormatFault.Missing, fault.Fault);
            Assert.Equal($"{Store}: there is no member '{key}.npy'", fault.Message);
        }
    }

    [Fact]
    public void A_wrong_type_is_named()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Equal("array 'warp/first' has type <i4, <f8 expected", Assert.Throws<CorpusFormatException>(() => store.Get<double>("warp/first")).Reason);
        Assert.Equal("array 'ratio' has type <f8, an integer type expected", Assert.Throws<CorpusFormatException>(() => store.GetNarrow("ratio")).Reason);
        Assert.Throws<CorpusFormatException>(() => store.Get<int>("ratio"));
        Assert.Throws<CorpusFormatException>(() => store.Get<int>("letters"));
        Assert.Throws<CorpusFormatException>(() => store.GetBitmap("warp/first"));
    }

    [Fact]
    public void Opening_and_asking_read_headers_only()
    {
        const int Count = 8_000_000;
        ScratchStore.Publish(Store, batch => batch.Write<int>("big", new int[Count]));
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Equal(Count, store.Get<int>("big").Length);
        Assert.Equal(Count, Assert.Single(store.Describe()).Count);

        Smaps mapping = Assert.Single(Smaps.Of(Store));
        Assert.InRange(mapping.SizeKb, 4 * Count / 1024, (4 * Count / 1024) + 100);
        Assert.InRange(mapping.RssKb, 1, mapping.SizeKb / 4);
        store.TouchAll();
        Assert.Equal(mapping.SizeKb, Assert.Single(Smaps.Of(Store)).RssKb);
    }

    [Fact]
    public void Description_lists_every_array()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Equal(
            [new("warp/first", "<i4", 3, 12), new("ratio", "<f8", 1, 8), new("letters", "|u1", 2, 2), new("none", "<u2", 0, 0)],
            store.Describe());
        Assert.Equal(new FileInfo(Store).Length, store.Length);
    }

    [Fact]
    public void Closed_store()
    {
        ScratchStore.Publish(Store, Fill);
        ArrayStore store = ArrayStore.OpenFile(Store);
        MappedArray<int> view = store.Get<int>("warp/first");
        NarrowArray narrow = store.GetNarrow("letters");

        store.Dispose();
        store.Dispose();

        Assert.True(store.IsClosed);
        Assert.Empty(Smaps.Of(Store));
        Action[] uses =
        [
            () => store.Get<int>("warp/first"), () => store.GetNarrow("letters"), () => store.GetBytes("meta.json"), () => store.Verify(), () => store.TouchAll(),
            () => store.Describe(), store.ThrowIfClosed, () => view.Span.ToArray(), view.ThrowIfClosed, () => narrow.AsSpan<byte>().ToArray(), narrow.ThrowIfClosed,
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
    }

    [Fact]
    public void A_failed_open_leaves_no_mapping()
    {
        File.WriteAllBytes(Store, new byte[100_000]);

        Assert.Throws<CorpusFormatException>(() => ArrayStore.OpenFile(Store));
        Assert.Empty(Smaps.Of(Store));
    }

    [Theory]
    [InlineData(Residence.Mapped)]
    [InlineData(Residence.PrivateCopy)]
    [InlineData(Residence.ManagedHeap)]
    public void Replacement_by_rename_keeps_old_readers(Residence residence)
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore old = ArrayStore.OpenFile(Store, residence);
        Assert.False(old.IsReplaced());

        ScratchStore.Publish(Store, batch => batch.Write<int>("warp/first", [9, 9, 9, 9]));

        Assert.True(old.IsReplaced());
        Assert.Equal([3, 1, 2], old.Get<int>("warp/first").Span.ToArray());
        Assert.Empty(old.Verify());
        using ArrayStore now = ArrayStore.OpenFile(Store, residence);
        Assert.False(now.IsReplaced());
        Assert.Equal([9, 9, 9, 9], now.Get<int>("warp/first").Span.ToArray());
    }

    [Fact]
    public void A_deleted_store_counts_as_replaced_and_stays_readable()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        File.Delete(Store);

        Assert.True(store.IsReplaced());
        Assert.Equal([3, 1, 2], store.Get<int>("warp/first").Span.ToArray());
    }

    [Fact]
    public void Readers_never_see_a_half_replaced_store()
    {
        const int Rounds = 60;
        PublishRound(0);
        int published = 0;
        Thread publisher = new(() =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                PublishRound(round);
                Volatile.Write(ref published, round);
            }
        });
        var failures = new List<string>();
        int opened = 0;
        Thread reader = new(() =>
        {
            while (Volatile.Read(ref published) < Rounds || opened < 10)
            {
                int least = Volatile.Read(ref published);
                using ArrayStore store = ArrayStore.OpenFile(Store);
                MappedArray<int> view = store.Get<int>("round");
                int round = view[0];
                if (round < least || store.Verify().Count > 0 || view.Span.ContainsAnyExcept(round))
                {
                    failures.Add($"round {round} after {least}");
                }

                opened++;
            }
        });
        Run([publisher, reader]);

        Assert.Empty(failures);

        void PublishRound(int round)
        {
            int[] content = new int[5000 + round];
            Array.Fill(content, round);
            ScratchStore.Publish(Store, batch => batch.Write<int>("round", content));
        }
    }

    [Fact]
    public void Two_stores_of_one_file_are_two_mappings_of_the_same_pages()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore one = ArrayStore.OpenFile(Store);
        using ArrayStore two = ArrayStore.OpenFile(Store);

        Assert.Equal(2, Smaps.Of(Store).Count);
        one.Dispose();
        Assert.Single(Smaps.Of(Store));
        Assert.Equal([3, 1, 2], two.Get<int>("warp/first").Span.ToArray());
    }

    [Fact]
    public void Store_is_mapped_read_only_and_shared()
    {
        ScratchStore.Publish(Store, Fill);
        using ArrayStore store = ArrayStore.OpenFile(Store);

        Assert.Equal(MapMode.Read, store.Mapping!.Mode);
        Smaps mapping = Assert.Single(Smaps.Of(Store));
        Assert.Equal("r--s", mapping.Permissions);
        Assert.DoesNotContain("wr", mapping.Flags);
        Assert.DoesNotContain("mw", mapping.Flags);
    }

    internal static void Fill(MemberBatch batch)
    {
        batch.Write<int>("warp/first", [3, 1, 2]);
        batch.Write<double>("ratio", [0.5]);
        batch.Write<byte>("letters", [7, 8]);
        batch.Write<ushort>("none", []);
        batch.WriteBytes("meta.json", "{}"u8);
    }

    private static void Run(Thread[] threads)
    {
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }
}

using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

/// <summary>Bringing arrays in and giving them back changes what this process has mapped, and nothing else.</summary>
public sealed class WarmTrimTests : IDisposable
{
    private const int Elements = 300_000;
    private readonly TempFolder _folder = new();
    private readonly ArrayStore _store;

    public WarmTrimTests()
    {
        string path = _folder["store"];
        ScratchStore.Publish(path, batch =>
        {
            batch.Write<int>("warp/first", [.. Enumerable.Range(0, Elements)]);
            batch.Write<byte>("features/a/codes", new byte[Elements]);
            batch.Write<byte>("features/ab/codes", new byte[Elements]);
            batch.WriteBytes("meta.json", "{}"u8);
        });
        _store = ArrayStore.OpenFile(path);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Members_and_layout_are_the_whole_file()
    {
        StoreResidency residency = _store.Residency();

        Assert.Equal(new FileInfo(_store.Path).Length, residency.Bytes);
        Assert.Equal(["FORMAT", "warp/first", "features/a/codes", "features/ab/codes", "meta.json"], residency.Members.Select(m => m.Key));
        Assert.Equal(_store.Describe(), residency.Members.Where(m => m.Descr is not null).Select(m => new ArrayInfo(m.Key, m.Descr!, m.Count, m.Bytes)));
        Assert.Equal(2, residency.Members[^1].Bytes);
        Assert.InRange(residency.Bytes - residency.Members.Sum(m => m.Bytes), 1, 10_000);
    }

    [Fact]
    public void Chosen_arrays_are_mapped_by_warming_and_unmapped_by_trimming()
    {
        RequirePageMap();
        _ = _store.Trim();
        Assert.Equal(0, _store.Residency().MappedBytes);

        long asked = _store.Warm(["features/a", "warp/first"]);

        Dictionary<string, MemberResidency> warm = Members();
        Assert.InRange(asked, 5 * Elements, (5 * Elements) + 1000);
        Assert.Equal(4 * Elements, warm["warp/first"].MappedBytes);
        Assert.Equal(Elements, warm["features/a/codes"].MappedBytes);
        Assert.InRange(warm["features/ab/codes"].MappedBytes!.Value, 0, Elements - 1);

        Assert.True(_store.Trim(["warp"]));

        Dictionary<string, MemberResidency> trimmed = Members();
        Assert.Equal(0, trimmed["warp/first"].MappedBytes);
        Assert.True(trimmed["features/a/codes"].MappedBytes > Elements / 2);
        Assert.Equal(4 * Elements, trimmed["warp/first"].ResidentBytes);
    }

    [Fact]
    public void Trimmed_store_gives_the_same_answers_and_costs_less_memory()
    {
        RequirePageMap();
        MappedArray<int> array = _store.Get<int>("warp/first");
        Assert.Equal(_store.Length, _store.Warm());
        Assert.Equal(_store.Length, _store.Residency().MappedBytes);
        long before = Rss();

        Assert.True(_store.Trim());

        Assert.Equal(0, Rss());
        Assert.True(before >= _store.Length);
        Assert.Equal(_store.Length, _store.Residency().ResidentBytes);
        Assert.Equal(Elements - 1, array[Elements - 1]);
        Assert.True(Rss() > 0);
    }

    [Fact]
    public void Private_copy_is_not_trimmed()
    {
        using ArrayStore copy = ArrayStore.OpenFile(_store.Path, Residence.PrivateCopy);

        Assert.False(copy.Trim());
        Assert.Equal(7, copy.Get<int>("warp/first")[7]);
        _ = copy.Warm();
    }

    [Theory]
    [InlineData(MapMode.CopyOnWrite)]
    [InlineData(MapMode.ReadWrite)]
    public void Writable_mapping_is_not_trimmed(MapMode mode)
    {
        string path = _folder.Write("some.bin", new string('x', 20_000));
        using MappedFile file = MappedFile.Open(path, mode);
        file.WritableSlice(5, 1)[0] = (byte)'y';

        Assert.False(file.Trim(0, file.Length));
        Assert.Equal((byte)'y', file.Slice(5, 1)[0]);
    }

    [Fact]
    public void Truncated_file_is_an_error_not_a_crash()
    {
        LinuxOnly.Require();
        string path = _folder.Write("some.bin", new string('x', 20 * Environment.SystemPageSize));
        using MappedFile file = MappedFile.Open(path);
        file.Warm(0, file.Length);
        Assert.SkipUnless(file.Trim(0, file.Length) && Environment.OSVersion.Version >= new Version(5, 14), "needs a kernel that populates");
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(10);
        }

        Assert.Throws<IOException>(() => file.Warm(0, file.Length));
    }

    [Fact]
    public void Unknown_names_closed_stores_and_cancellation_are_told()
    {
        Assert.Equal(FormatFault.Missing, Assert.Throws<CorpusFormatException>(() => _store.Warm(["warp", "features/b"])).Fault);
        Assert.Equal(FormatFault.Missing, Assert.Throws<CorpusFormatException>(() => _store.Trim(["war"])).Fault);
        Assert.True(_store.HasPart("meta.json") && _store.HasPart("features") && _store.HasPart("features/ab/codes"));
        Assert.False(_store.HasPart("features/a/code"));
        Assert.Throws<OperationCanceledException>(() => _store.Warm(cancellationToken: new CancellationToken(canceled: true)));
        _store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _store.Warm());
        Assert.Throws<ObjectDisposedException>(() => _store.Trim());
        Assert.Throws<ObjectDisposedException>(() => _store.Residency());
    }

    [Fact]
    public void Bytes_are_counted_on_the_pages_that_are_there()
    {
        int page = Environment.SystemPageSize;
        var states = new PageStates([1, 0, 1], null);

        Assert.Equal(page - 10, states.ResidentBytes(10, page));
        Assert.Equal(2 * page, states.ResidentBytes(0, 3 * page));
        Assert.Equal(3, states.ResidentBytes((2 * page) + 1, 3));
        Assert.Equal(0, states.ResidentBytes(5, 0));
        Assert.Null(states.MappedBytes(0, 1));
    }

    [Fact]
    public void Folder_of_arrays_is_told_and_warmed_too()
    {
        using var folder = new TempFolder();
        folder.Write("x/one.npy", [.. NpyHeader.Build("|u1", 100), .. new byte[100]]);
        using ArrayStore store = ArrayStore.OpenFolder(folder.Path);

        Assert.Equal(store.Length, store.Warm(["x"]));
        Assert.Equal(("x/one", 100L), store.Residency().Members.Select(m => (m.Key, m.Count)).Single());
        Assert.Equal(store.Length, store.Residency().Bytes);
    }

    private Dictionary<string, MemberResidency> Members() => _store.Residency().Members.ToDictionary(m => m.Key);

    private long Rss() => SmapsMap.FindAt(Environment.ProcessId, (ulong)_store.Mapping!.Address, _store.Length)!.Sum(m => m.Rss);

    private void RequirePageMap()
    {
        StoreResidency now = _store.Residency();
        Assert.SkipUnless(now.MappedBytes is not null && now.ResidentBytes is not null, "this system does not tell which pages are mapped");
    }
}

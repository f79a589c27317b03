using System.Text;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Tests.Npy;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>The same array manager over a folder of array files, one mapping each.</summary>
public sealed class ArrayFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Arrays_of_subfolders_are_found_by_path()
    {
        Write("warp/otype.npy", "|u1", [0, 0, 1]);
        Write("top.npy", "<u2", [1, 0, 2, 0]);
        _folder.Write("meta.json", "{}");
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);

        Assert.Equal(["top", "warp/otype"], store.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0, 0, 1], store.GetArray<byte>("warp", "otype").Span.ToArray());
        Assert.Equal([1, 2], store.Get<ushort>("top").Span.ToArray());
        Assert.Equal("{}", Encoding.UTF8.GetString(store.GetBytes("meta.json")));
        Assert.Empty(store.Verify());
        Assert.Equal(2, store.Describe().Count);
        Assert.Null(store.Mapping);
        Assert.False(store.IsReplaced());
        Assert.True(store.TouchAll() > 0);
    }

    [Fact]
    public void A_file_is_mapped_once_and_when_it_is_first_asked_for()
    {
        string path = Write("a.npy", "|u1", [1]);
        string other = Write("b.npy", "|u1", [2]);
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);
        Assert.Empty(Smaps.Of(path));

        Parallel.For(0, 16, _ => Assert.Same(store.Get<byte>("a"), store.Get<byte>("a")));

        Assert.Single(Smaps.Of(path));
        Assert.Empty(Smaps.Of(other));
        store.Dispose();
        Assert.Empty(Smaps.Of(path));
        Assert.Throws<ObjectDisposedException>(() => store.Get<byte>("b"));
    }

    [Fact]
    public void Zero_length_arrays()
    {
        Write("none.npy", "<i4", []);
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);

        Assert.True(store.Get<int>("none").Span.IsEmpty);
        Assert.Equal(0, store.GetNarrow("none").Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Get<int>("none")[0]);
    }

    [Fact]
    public void Zero_byte_files()
    {
        _folder.Write("empty.npy", []);
        _folder.Write("empty.json", []);
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);

        Assert.Equal(FormatFault.Foreign, Assert.Throws<CorpusFormatException>(() => store.Get<int>("empty")).Fault);
        Assert.True(store.GetBytes("empty.json").IsEmpty);
        Assert.Single(store.Verify());
    }

    [Theory]
    [InlineData("{'descr': '>i4', 'fortran_order': False, 'shape': (1,)}", "little-endian")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (1,1)}", "2 dimensions")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': ()}", "0 dimensions")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}", "2 elements of 4 bytes declared, 4 bytes found")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "Python objects")]
    public void Unfit_arrays_are_refused(string header, string reason)
    {
        _folder.Write("a.npy", NpyBytes.Of(header + "\n", 1, 0, 1, 2, 3, 4));
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);

        var fault = Assert.Throws<CorpusFormatException>(() => store.Get<int>("a"));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Contains("'a'", fault.Message, StringComparison.Ordinal);
        Assert.Single(store.Verify());
    }

    [Fact]
    public void Headers_of_any_length_and_version()
    {
        const string Text = "{'descr': '<i4', 'fortran_order': False, 'shape': (1,)}";
        _folder.Write("v1.npy", NpyBytes.Of(Text + new string(' ', 65_535 - Text.Length), 1, 0, 1, 0, 0, 0));
        _folder.Write("v2.npy", NpyBytes.Of(Text + new string(' ', 200_000), 2, 0, 2, 0, 0, 0));
        _folder.Write("v3.npy", NpyBytes.Of(Text, 3, 0, 3, 0, 0, 0));
        using ArrayStore store = ArrayStore.OpenFolder(_folder.Path);

        Assert.Equal([1, 2, 3], [store.Get<int>("v1")[0], store.Get<int>("v2")[0], store.Get<int>("v3")[0]]);
    }

    [Fact]
    public void A_file_that_vanished_is_an_error_and_closing_still_works()
    {
        string kept = Write("a.npy", "|u1", [1]);
        Write("b.npy", "|u1", [1]);
        ArrayStore store = ArrayStore.OpenFolder(_folder.Path);
        File.Delete(_folder["b.npy"]);

        Assert.Throws<FileNotFoundException>(() => store.Get<byte>("b"));
        Assert.Equal(1, store.Get<byte>("a")[0]);
        store.Dispose();

        Assert.Empty(Smaps.Of(kept));
    }

    [Fact]
    public void Missing_folder() => Assert.Throws<DirectoryNotFoundException>(() => ArrayStore.OpenFolder(_folder["none"]));

    private string Write(string name, string descr, byte[] payload)
    {
        int size = descr[^1] - '0';
        return _folder.Write(name, [.. NpyHeader.Build(descr, payload.Length / size), .. payload]);
    }
}

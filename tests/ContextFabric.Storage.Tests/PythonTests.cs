using ContextFabric.Storage.Container;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>A store is an ordinary archive of ordinary arrays: Python reads all of it without a line of ours.</summary>
public sealed class PythonTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_zip_tool_of_Python_finds_it_sound()
    {
        string python = Python.Find("import zipfile");
        ScratchStore.Publish(Store, ArrayStoreTests.Fill);

        Assert.Contains("Done testing", Python.Run(python, "-m", "zipfile", "-t", Store), StringComparison.Ordinal);
        string listing = Python.Run(python, "-m", "zipfile", "-l", Store);
        Assert.Contains("warp/first.npy", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void Numpy_loads_every_type_of_array()
    {
        ScratchStore.Publish(Store, Fill);

        string[] lines = NumpyListing.OfPython(Store);

        using ArrayStore store = ArrayStore.OpenFile(Store);
        Assert.Equal(NumpyListing.OfStore(store), lines);
        Assert.Equal(15, lines.Length);
        Assert.Contains("a/i4\t<i4\t(2,)\t18446744071562067971", lines);
        Assert.Contains("f8\t<f8\t(2,)\t1.25", lines);
    }

    private static void Fill(MemberBatch batch)
    {
        batch.Write<byte>("u1", [0, 255, 7]);
        batch.Write<sbyte>("i1", [-128, 127]);
        batch.Write<ushort>("u2", [65535]);
        batch.Write<short>("i2", [-32768, 5]);
        batch.Write<uint>("a/u4", [uint.MaxValue, 1]);
        batch.Write<int>("a/i4", [int.MinValue, 3]);
        batch.Write<ulong>("a/b/u8", [ulong.MaxValue - 1]);
        batch.Write<long>("a/b/i8", [long.MinValue, long.MaxValue, -5]);
        batch.Write<float>("f4", [0.5f, 0.25f]);
        batch.Write<double>("f8", [1.5, -0.25]);
        batch.Write<int>("none", []);
        batch.WriteNarrow("é", [.. Enumerable.Range(0, 1000).Select(i => (i * 61L % 60_000) - 30_000)]);
        batch.WriteBitmap("bits", [5, ulong.MaxValue]);
        batch.Write<int>("large", [.. Enumerable.Range(0, 100_000)]);
        batch.WriteBytes("meta.json", "{}"u8);
    }
}

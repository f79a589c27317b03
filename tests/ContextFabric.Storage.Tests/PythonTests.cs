using System.Globalization;
using ContextFabric.Storage.Container;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>A store is an ordinary archive of ordinary arrays: Python reads all of it without a line of ours.</summary>
public sealed class PythonTests : IDisposable
{
    private const string Script = """
        import io, sys, zipfile
        import numpy
        with zipfile.ZipFile(sys.argv[1]) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                if name.endswith('.npy'):
                    array = numpy.load(io.BytesIO(archive.read(name)), allow_pickle=False)
                    total = sum(int(x) for x in array) % 2**64 if array.dtype.kind in 'iu' else array.sum()
                    print(name[:-4], array.dtype.str, array.shape, total, sep='\t')
        """;

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
    public void Numpy_loads_every_member()
    {
        string python = Python.Find("import numpy");
        var random = new Random(11);
        ScratchStore.Publish(Store, batch => Fill(batch, random));

        string[] lines = Python.Run(python, "-c", Script, Store).TrimEnd('\n').Split('\n');

        using ArrayStore store = ArrayStore.OpenFile(Store);
        Assert.Equal(store.Describe().Select(info => $"{info.Key}\t{info.Descr}\t({info.Count},)\t{Sum(store, info)}"), lines);
        Assert.Equal(15, lines.Length);
    }

    private static void Fill(MemberBatch batch, Random random)
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
        batch.WriteNarrow("é", [.. Enumerable.Range(0, 1000).Select(_ => (long)random.Next(-30_000, 30_000))]);
        batch.WriteBitmap("bits", [5, ulong.MaxValue]);
        batch.Write<int>("large", [.. Enumerable.Range(0, 100_000)]);
        batch.WriteBytes("meta.json", "{}"u8);
    }

    private static string Sum(ArrayStore store, ArrayInfo info)
    {
        if (info.Descr[1] == 'f')
        {
            double sum = 0;
            for (int i = 0; i < info.Count; i++)
            {
                sum += info.Descr == "<f4" ? store.Get<float>(info.Key)[i] : store.Get<double>(info.Key)[i];
            }

            return sum.ToString(CultureInfo.InvariantCulture);
        }

        NarrowArray array = store.GetNarrow(info.Key);
        ulong total = 0;
        for (int i = 0; i < info.Count; i++)
        {
            total += unchecked((ulong)array[i]);
        }

        return total.ToString(CultureInfo.InvariantCulture);
    }
}

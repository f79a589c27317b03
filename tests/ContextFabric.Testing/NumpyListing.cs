using System.Globalization;
using ContextFabric.Storage;

namespace ContextFabric.Testing;

/// <summary>Every array of a store with type, shape and sum: as plain numpy sees it, and as we do.</summary>
public static class NumpyListing
{
    private const string Script = """
        import io, sys, zipfile
        import numpy
        with zipfile.ZipFile(sys.argv[1]) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                if name.endswith('.npy'):
                    array = numpy.load(io.BytesIO(archive.read(name)), allow_pickle=False)
                    whole = array.dtype.kind in 'iu'
                    total = sum(int(x) for x in array) % 2**64 if whole else float(array.sum(dtype='f8'))
                    print(name[:-4], array.dtype.str, array.shape, total, sep='\t')
        """;

    /// <summary>What Python prints; skips the test where there is no numpy.</summary>
    public static string[] OfPython(string store)
    {
        string output = Python.Run(Python.Find("import numpy"), "-c", Script, store).Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n');
        return output.Length == 0 ? [] : output.Split('\n');
    }

    /// <summary>The same lines from our own view of the store.</summary>
    public static IEnumerable<string> OfStore(ArrayStore store)
        => store.Describe().Select(info => $"{info.Key}\t{info.Descr}\t({info.Count},)\t{Sum(store, info)}");

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
        for (long i = 0; i < info.Count; i++)
        {
            total += unchecked((ulong)array[i]);
        }

        return total.ToString(CultureInfo.InvariantCulture);
    }
}

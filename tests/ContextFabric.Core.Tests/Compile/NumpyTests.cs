using ContextFabric.Storage;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Compile;

public sealed class NumpyTests
{
    [Fact]
    public void Numpy_reads_every_array_of_a_compiled_store()
    {
        using var folder = new TempFolder();
        PlainCorpus plain = RandomCorpora.Large(2000);
        plain.Write(folder["tf"]);
        using Corpus corpus = Corpus.Open(folder["tf"]);
        ArrayStore store = corpus.Stores[0];

        string[] lines = NumpyListing.OfPython(store.Path);

        Assert.Equal(NumpyListing.OfStore(store), lines);
        long sumOfNodes = (long)plain.MaxNode * (plain.MaxNode + 1) / 2;
        Assert.Contains($"computed/order\t<i4\t({plain.MaxNode},)\t{sumOfNodes}", lines);
        Assert.Contains(lines, line => line.StartsWith("features/form/codes\t<u2\t(2000,)\t", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("edges/link/from_valued_bits\t<u8\t", StringComparison.Ordinal));
    }
}

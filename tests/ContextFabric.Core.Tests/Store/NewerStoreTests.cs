using ContextFabric.Compile;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Store;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Store;

/// <summary>A store of a newer version beside its sources is somebody's work: it is refused, not replaced.</summary>
public sealed class NewerStoreTests
{
    [Fact]
    public void Opening_and_compiling_refuse_a_newer_store_and_force_replaces_it()
    {
        using var folder = new TempFolder();
        folder.Write("otype.tf", "@node\n@valueType=str\n\n1-2\tword\n3\ttext\n");
        folder.Write("oslots.tf", "@edge\n@valueType=str\n\n3\t1-2\n");
        string store = StorePaths.For(folder.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        using (var writer = new ContainerWriter(store, "context-fabric 2\n"))
        {
            writer.Publish();
        }

        byte[] before = File.ReadAllBytes(store);
        Assert.Equal(FormatFault.TooNew, Assert.Throws<CorpusFormatException>(() => Corpus.Open(folder.Path)).Fault);
        Assert.Equal(FormatFault.TooNew, Assert.Throws<CorpusFormatException>(() => CorpusCompiler.Compile(folder.Path)).Fault);
        Assert.Equal(before, File.ReadAllBytes(store));

        CorpusCompiler.Compile(folder.Path, new CompileOptions { Force = true });
        using Corpus corpus = Corpus.Open(folder.Path);
        Assert.Equal(3, corpus.MaxNode);
    }
}

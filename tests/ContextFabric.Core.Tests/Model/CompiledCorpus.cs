using ContextFabric.Storage;
using ContextFabric.Testing;

namespace ContextFabric.Core.Tests.Model;

/// <summary>A plain corpus, compiled in a folder of its own and opened.</summary>
internal sealed class CompiledCorpus : IDisposable
{
    private readonly TempFolder _folder = new();

    public CompiledCorpus(PlainCorpus plain, Residence residence = Residence.Mapped)
    {
        plain.Write(_folder["tf"]);
        Corpus = Corpus.Open(_folder["tf"], new CorpusOptions { Residence = residence, Compile = new CompileOptions { Threads = 1 } });
    }

    public Corpus Corpus { get; }

    public void Dispose()
    {
        Corpus.Dispose();
        _folder.Dispose();
    }
}

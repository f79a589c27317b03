using ContextFabric.Describing;
using ContextFabric.Testing;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>The corpus of the repository, compiled in a folder of its own.</summary>
public sealed class Showcase : IDisposable
{
    private readonly TempFolder _folder = new();

    public Showcase()
    {
        _folder.Copy(RepositoryFiles.Locate("corpora/showcase/tf"));
        Corpus = Corpus.Open(_folder.Path);
        Describer = new CorpusDescriber(Corpus, "showcase");
    }

    public Corpus Corpus { get; }

    public CorpusDescriber Describer { get; }

    public void Dispose()
    {
        Corpus.Dispose();
        _folder.Dispose();
    }
}

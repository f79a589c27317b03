using ContextFabric.Bench.Running;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Running;

public sealed class CorpusDiscoveryTests
{
    [Fact]
    public void A_folder_of_corpora_gives_them_by_size()
    {
        using var folder = new TempFolder();
        folder.Write("big/tf/otype.tf", new string('x', 50));
        folder.Write("big/tf/other.tf", new string('x', 50));
        folder.Write("small/otype.tf", "x");
        folder.Write("twin/otype.tf", "x");
        folder.Write("compiled/.cfm/corpus.cfm", "xxxx");
        folder.Write(".hidden/otype.tf", "x");
        folder.Write("nothing/readme.txt", "x");
        IReadOnlyList<BenchCorpus> found = CorpusDiscovery.Find([], folder.Path);
        Assert.Equal(["small", "twin", "compiled", "big"], found.Select(corpus => corpus.Name));
        Assert.Equal([1, 1, null, 100], found.Select(corpus => corpus.SourceBytes));
        Assert.Equal(folder["big/tf"], found[3].Folder);
        Assert.NotNull(found[2].Store);
    }

    [Fact]
    public void A_path_may_be_a_store_a_corpus_or_the_folder_above_it_and_may_have_a_name()
    {
        using var folder = new TempFolder();
        folder.Write("one/tf/otype.tf", "x");
        string store = folder.Write("two.cfm", "xx");
        IReadOnlyList<BenchCorpus> found = CorpusDiscovery.Find([folder["one"], folder["one/tf"], store], null, new Dictionary<string, string> { [store] = "second" });
        Assert.Equal(["one", "second"], found.Select(corpus => corpus.Name));
    }

    [Fact]
    public void Two_corpora_of_one_name_are_told_apart()
    {
        using var folder = new TempFolder();
        folder.Write("a/x/otype.tf", "x");
        folder.Write("b/x/otype.tf", "xx");
        Assert.Equal(["x", "x-2"], CorpusDiscovery.Find([folder["b/x"], folder["a/x"]], null).Select(corpus => corpus.Name));
    }

    [Fact]
    public void Nothing_found_says_where()
    {
        using var folder = new TempFolder();
        Assert.Contains(folder.Path, Assert.Throws<BenchException>(() => CorpusDiscovery.Find([], folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("otype.tf", Assert.Throws<BenchException>(() => CorpusDiscovery.Find([folder.Path], null)).Message, StringComparison.Ordinal);
    }
}

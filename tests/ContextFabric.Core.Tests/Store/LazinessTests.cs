using System.Text;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Store;

/// <summary>Opening a corpus reads directories and headers, not data.</summary>
public sealed class LazinessTests
{
    private const int Slots = 400_000;

    [Fact]
    public void Opening_brings_a_small_part_of_a_store_into_memory_and_asking_brings_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory of a mapping is read from /proc/self/smaps");
        using var folder = new TempFolder();
        WriteCorpus(folder);
        Corpus.Open(folder.Path).Dispose();

        using Corpus corpus = Corpus.Open(folder.Path);
        MappedFile mapping = corpus.Stores[0].Mapping!;
        long afterOpen = ResidentBytes(mapping);
        Assert.InRange(afterOpen, 1, mapping.Length / 4);

        long sum = 0;
        foreach (int node in corpus.N.CanonicalOrder)
        {
            sum += node;
        }

        Assert.Equal((long)corpus.MaxNode * (corpus.MaxNode + 1) / 2, sum);
        Assert.True(ResidentBytes(mapping) >= afterOpen + Slots, "reading the order must bring its pages in");
    }

    private static long ResidentBytes(MappedFile mapping)
        => SmapsMap.Find(Environment.ProcessId, mapping.Path)!.Where(part => (long)part.Start <= mapping.Address && mapping.Address < (long)part.End).Sum(part => part.Rss);

    private static void WriteCorpus(TempFolder folder)
    {
        folder.Write("otype.tf", $"@node\n@valueType=str\n\n1-{Slots}\tword\n{Slots + 1}\ttext\n");
        folder.Write("oslots.tf", $"@edge\n@valueType=str\n\n{Slots + 1}\t1-{Slots}\n");
        var words = new StringBuilder("@node\n@valueType=str\n\n");
        for (int slot = 1; slot <= Slots; slot++)
        {
            words.Append("word ").Append(slot % 50_000).Append('\n');
        }

        folder.Write("text.tf", words.ToString());
        folder.Write("otext.tf", "@config\n@fmt:text-orig-full={text}\n\n");
    }
}

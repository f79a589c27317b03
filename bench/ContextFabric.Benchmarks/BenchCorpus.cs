using System.Reflection;

namespace ContextFabric.Benchmarks;

/// <summary>The corpus that is measured, and a sample of its nodes in a fixed shuffled order.</summary>
internal static class BenchCorpus
{
    private const int SampleSize = 1 << 14;
    private const string Prefix = "showcase/";

    /// <summary>The folder with the sources.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("CFABRIC_BENCH_CORPUS") ?? ExtractShowcase();

    /// <summary>Nodes of all kinds, or slots only: the same ones in every run.</summary>
    public static int[] Sample(Corpus corpus, bool slotsOnly = false)
    {
        var random = new Random(20260101);
        int highest = slotsOnly ? corpus.MaxSlot : corpus.MaxNode;
        int[] nodes = new int[SampleSize];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = random.Next(1, highest + 1);
        }

        return nodes;
    }

    private static string ExtractShowcase()
    {
        string folder = Directory.CreateTempSubdirectory("cfabric-bench-").FullName;
        Assembly assembly = typeof(BenchCorpus).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using FileStream target = File.Create(Path.Combine(folder, name[Prefix.Length..]));
            source.CopyTo(target);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

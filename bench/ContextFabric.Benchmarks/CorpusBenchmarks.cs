using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using ContextFabric.Compile;

namespace ContextFabric.Benchmarks;

/// <summary>
/// Opening a compiled corpus against loading it to the heap, and compiling against merely reading its sources.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CorpusBenchmarks
{
    [GlobalSetup]
    public void Setup() => CorpusCompiler.Compile(BenchCorpus.Folder);

    [Benchmark(Baseline = true), BenchmarkCategory("open")]
    public int LoadToHeap() => HeapCorpus.Load(BenchCorpus.Folder).Types.Length;

    [Benchmark, BenchmarkCategory("open")]
    public int OpenMapped()
    {
        using Corpus corpus = Corpus.Open(BenchCorpus.Folder);
        return corpus.MaxNode;
    }

    [Benchmark(Baseline = true), BenchmarkCategory("compile")]
    public long ReadSources()
        => Directory.EnumerateFiles(BenchCorpus.Folder, "*.tf").Sum(path => (long)File.ReadAllText(path).Length);

    [Benchmark, BenchmarkCategory("compile")]
    public long Compile() => CorpusCompiler.Compile(BenchCorpus.Folder, new CompileOptions { Force = true }).StoreBytes;

    [Benchmark, BenchmarkCategory("compile")]
    public long CompileOneThread() => CorpusCompiler.Compile(BenchCorpus.Folder, new CompileOptions { Force = true, Threads = 1 }).StoreBytes;
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace ContextFabric.Benchmarks;

/// <summary>
/// Look-ups on mapped data against the same look-ups on the managed heap: per call, over a fixed random sample of
/// nodes. Allocations must be zero on both sides.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LookupBenchmarks
{
    private const int Calls = 1 << 14;
    private Corpus _corpus = null!;
    private HeapCorpus _heap = null!;
    private int[] _nodes = null!;
    private int[] _slots = null!;
    private StringFeature _text = null!;
    private IntFeature? _number;
    private EdgeFeature? _edge;
    private string?[] _heapText = null!;
    private long?[] _heapNumber = null!;
    private int[][] _heapEdge = null!;
    private NodeType _section;
    private string _sectionName = "";

    [GlobalSetup]
    public void Setup()
    {
        _corpus = Corpus.Open(BenchCorpus.Folder);
        _heap = HeapCorpus.Load(BenchCorpus.Folder);
        _nodes = BenchCorpus.Sample(_corpus);
        _slots = BenchCorpus.Sample(_corpus, slotsOnly: true);

        // The text feature and the integer feature with most values, the edge feature with most edges.
        _text = _corpus.F.Names.Select(name => _corpus.F[name]).OfType<StringFeature>().MaxBy(feature => feature.Count)!;
        _number = _corpus.F.Names.Select(name => _corpus.F[name]).OfType<IntFeature>().MaxBy(feature => feature.Count);
        _edge = _corpus.E.Names.Select(name => _corpus.E[name]).MaxBy(edge => edge.Count);
        _heapText = _heap.Texts[_text.Name];
        _heapNumber = _number is null ? new long?[_corpus.MaxNode + 1] : _heap.Numbers[_number.Name];
        _heapEdge = _edge is null ? [] : _heap.Edges[_edge.Name];
        _section = _corpus.Types.All[Math.Min(2, _corpus.Types.All.Count - 1)].Type;
        _sectionName = _corpus.Types.Name(_section);
    }

    [GlobalCleanup]
    public void Cleanup() => _corpus.Dispose();

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("F text")]
    public int HeapText()
    {
        int length = 0;
        foreach (int node in _slots)
        {
            length += _heapText[node]?.Length ?? 0;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("F text")]
    public int MappedUtf8()
    {
        int length = 0;
        foreach (int node in _slots)
        {
            length += _text.TryGetUtf8(node, out ReadOnlySpan<byte> value) ? value.Length : 0;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("F text")]
    public int MappedCode()
    {
        int sum = 0;
        foreach (int node in _slots)
        {
            sum += _text.CodeOf(node);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("F int")]
    public long HeapInt()
    {
        long sum = 0;
        foreach (int node in _nodes)
        {
            sum += _heapNumber[node] ?? 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("F int")]
    public long MappedInt()
    {
        long sum = 0;
        foreach (int node in _nodes)
        {
            sum += _number is not null && _number.TryGet(node, out long value) ? value : 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("E row")]
    public int HeapEdges()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            sum += _heapEdge.Length > 0 ? _heapEdge[node].Length : 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("E row")]
    public int MappedEdges()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            sum += _edge is null ? 0 : _edge.From(node).Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("L.u all")]
    public int HeapUp()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            foreach (int up in _heap.Up[node])
            {
                sum += up;
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("L.u all")]
    public int MappedUp()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            foreach (int up in _corpus.L.Up(node))
            {
                sum += up;
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("L.u type")]
    public int HeapUpType()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            foreach (int up in _heap.Up[node])
            {
                if (_heap.Types[up] == _sectionName)
                {
                    sum += up;
                    break;
                }
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("L.u type")]
    public int MappedUpType()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            sum += _corpus.L.TryUp(node, _section, out int up) ? up : 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true), BenchmarkCategory("L.d all")]
    public int HeapDown()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            foreach (int down in _heap.Down[node])
            {
                sum += down;
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls), BenchmarkCategory("L.d all")]
    public int MappedDown()
    {
        int sum = 0;
        foreach (int node in _nodes)
        {
            foreach (int down in _corpus.L.Down(node))
            {
                sum += down;
            }
        }

        return sum;
    }
}

using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace ContextFabric.Benchmarks;

/// <summary>The text of lowest-level sections: from mapped columns against joining strings on the heap.</summary>
public class TextBenchmarks
{
    private Corpus _corpus = null!;
    private HeapCorpus _heap = null!;
    private int[] _sections = null!;
    private (string Literal, string[] Features)[] _pieces = null!;

    [GlobalSetup]
    public void Setup()
    {
        _corpus = Corpus.Open(BenchCorpus.Folder);
        _heap = HeapCorpus.Load(BenchCorpus.Folder);
        NodeType type = _corpus.Types[_corpus.Otext.SectionTypes[^1]];
        _sections = _corpus.Types.NodesOf(type)[..Math.Min(1000, _corpus.Types.NodesOf(type).Length)].ToArray();

        // The alternatives of each variable of the default format, for the hand-written counterpart.
        string template = _corpus.T.DefaultFormat!.Template;
        _pieces = [.. template.Split('{', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Contains('}'))
            .Select(part => (part[(part.IndexOf('}') + 1)..], part[..part.IndexOf('}')].Split(':')[0].Split('/')))];
    }

    [GlobalCleanup]
    public void Cleanup() => _corpus.Dispose();

    [Benchmark(Baseline = true, Description = "heap strings, 1000 sections")]
    public int Heap()
    {
        int length = 0;
        foreach (int section in _sections)
        {
            var text = new StringBuilder();
            foreach (int node in _heap.Down[section])
            {
                if (node > _corpus.MaxSlot)
                {
                    continue;
                }

                foreach ((string literal, string[] features) in _pieces)
                {
                    foreach (string feature in features)
                    {
                        if (_heap.Texts.TryGetValue(feature, out string?[]? values) && values[node] is string value)
                        {
                            text.Append(value);
                            break;
                        }
                    }

                    text.Append(literal);
                }
            }

            length += text.ToString().Length;
        }

        return length;
    }

    [Benchmark(Description = "mapped, T.text to string, 1000 sections")]
    public int Mapped()
    {
        int length = 0;
        foreach (int section in _sections)
        {
            length += _corpus.T.Get(section).Length;
        }

        return length;
    }

    [Benchmark(Description = "mapped, T.text to UTF-8 buffer, 1000 sections")]
    public int MappedUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        foreach (int section in _sections)
        {
            _corpus.T.Write(section, buffer);
        }

        return buffer.WrittenCount;
    }
}

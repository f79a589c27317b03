using System.Buffers;
using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Column of text codes under construction.</summary>
internal struct TfTextSink : ITfNodeSink
{
    private readonly TfLineReport _lines;
    private readonly Utf8Dictionary _values;
    private readonly int[] _codes;
    private int _current;
    private int _first;
    private int _last;
    private int _count;

    public TfTextSink(int maxNode, TfLineReport lines)
    {
        _lines = lines;
        _values = new Utf8Dictionary();
        _codes = ArrayPool<int>.Shared.Rent(maxNode + 1);
        Array.Clear(_codes, 0, maxNode + 1);
        _first = int.MaxValue;
        _last = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(in TfScanner line, int from, int to)
    {
        ReadOnlySpan<byte> text = line.Escapes
            ? _lines.Unescape(line, from, to)
            : line.Field(from, to);
        if (_current == 0 || !_values[_current - 1].SequenceEqual(text))
        {
            _current = _values.GetOrAdd(text) + 1;
        }

        return true;
    }

    public void Assign(int node)
    {
        ref int code = ref _codes[node];
        if (code == 0)
        {
            _count++;
        }

        code = _current;
        if (node < _first)
        {
            _first = node;
        }

        if (node > _last)
        {
            _last = node;
        }
    }

    public readonly TfStringFeature Finish(TfHeader header, SourceFingerprint fingerprint) =>
        new(header, fingerprint, _count == 0 ? 0 : _first, _last, _count, _codes, _values, TfPool.Return);

    public readonly void Abandon() => TfPool.Return(_codes);
}

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
    private int _previousFrom;
    private int _previousTo;
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
        _previousTo = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(in TfScanner line, int from, int to)
    {
        if (line.Escapes)
        {
            _current = _values.GetOrAdd(_lines.Unescape(line, from, to)) + 1;
            _previousTo = -1;
            return true;
        }

        // Most values repeat the one before: comparing the fields is cheaper than a look-up.
        ReadOnlySpan<byte> text = line.Field(from, to);
        if (_previousTo < 0 || !text.SequenceEqual(line.Field(_previousFrom, _previousTo)))
        {
            _current = _values.GetOrAdd(text) + 1;
            _previousFrom = from;
            _previousTo = to;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

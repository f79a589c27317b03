using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Column of integers under construction.</summary>
internal struct TfNumberSink : ITfNodeSink
{
    private readonly TfLineReport _lines;
    private readonly long[] _numbers;
    private readonly ulong[] _present;
    private long _current;

    public TfNumberSink(int maxNode, TfLineReport lines)
    {
        _lines = lines;

        // not cleared: the bits say which numbers count
        _numbers = ArrayPool<long>.Shared.Rent(maxNode + 1);
        _present = new ulong[(maxNode >> 6) + 1];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(in TfScanner line, int from, int to)
    {
        if (from == to)
        {
            return false;
        }

        int plain = TfSpec.Plain(line.Field(from, to));
        if (plain >= 0)
        {
            _current = plain;
            return true;
        }

        return _lines.TryReadInteger(line, from, to, out _current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Assign(int node)
    {
        _numbers[node] = _current;
        _present[node >> 6] |= 1UL << (node & 63);
    }

    public readonly TfIntFeature Finish(TfHeader header, SourceFingerprint fingerprint)
    {
        int count = 0;
        int first = 0;
        int last = -1;
        for (int i = 0; i < _present.Length; i++)
        {
            ulong word = _present[i];
            if (word != 0)
            {
                first = count == 0 ? (i << 6) + BitOperations.TrailingZeroCount(word) : first;
                last = (i << 6) + 63 - BitOperations.LeadingZeroCount(word);
                count += BitOperations.PopCount(word);
            }
        }

        return new TfIntFeature(header, fingerprint, first, last, count, _numbers, _present, TfPool.ReturnLong);
    }

    public readonly void Abandon() => TfPool.ReturnLong(_numbers);
}

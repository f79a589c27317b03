using System.Buffers;
using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Edges under construction: pairs in file order, put in order and made distinct at the end.</summary>
internal sealed class TfEdgeBuilder(TfHeader header) : IDisposable
{
    /// <summary>More edges than this are refused; their columns would not fit into arrays.</summary>
    public const int MaxEdges = 1 << 28;

    private readonly bool _texts = header.HasEdgeValues && header.ValueType == TfValueType.Str;
    private readonly bool _numbersUsed = header.HasEdgeValues && header.ValueType == TfValueType.Int;
    private ulong[] _keys = ArrayPool<ulong>.Shared.Rent(1024);
    private int[] _codes = [];
    private long[] _numbers = [];
    private bool[] _present = [];
    private int[] _lines = [];
    private bool _ascending = true;
    private int _count;

    public int Count => _count;

    public Utf8Dictionary Values { get; } = new();

    /// <summary>Value of the edges added next.</summary>
    public int Code { get; set; }

    /// <summary>Value of the edges added next.</summary>
    public long? Number { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int from, int to, int line)
    {
        int at = _count;
        if (at == _keys.Length)
        {
            Grow(ref _keys);
        }

        ulong key = ((ulong)(uint)from << 32) | (uint)to;
        _ascending &= at == 0 || _keys[at - 1] < key;
        _keys[at] = key;
        _count = at + 1;
        if (_texts)
        {
            Store(ref _codes, at, Code);
            Store(ref _lines, at, line);
        }
        else if (_numbersUsed)
        {
            Store(ref _numbers, at, Number.GetValueOrDefault());
            Store(ref _present, at, Number.HasValue);
            Store(ref _lines, at, line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TfEdgeFeature Finish(SourceFingerprint fingerprint, TfReport report)
    {
        Span<ulong> keys = _keys.AsSpan(0, Count);
        int[]? order = null;
        if (!_ascending && !header.HasEdgeValues)
        {
            keys.Sort();
            keys = keys[..Distinct(keys)];
        }
        else if (!_ascending)
        {
            order = Order(keys, report, out int kept);
            keys = keys[..kept];
        }

        int[] from = new int[keys.Length];
        int[] to = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            from[i] = (int)(keys[i] >> 32);
            to[i] = (int)(uint)keys[i];
        }

        var feature = new TfEdgeFeature(header, fingerprint, from, to)
        {
            Codes = _texts ? Pick(_codes, order, keys.Length) : null,
            Values = _texts ? Values : null,
            Numbers = _numbersUsed ? Pick(_numbers, order, keys.Length) : null,
            Present = _numbersUsed ? Pick(_present, order, keys.Length) : null,
        };
        return feature;
    }

    public void Dispose()
    {
        Release(ref _keys);
        Release(ref _codes);
        Release(ref _numbers);
        Release(ref _present);
        Release(ref _lines);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(ref T[] column, int at, T value)
    {
        if (at == column.Length)
        {
            Grow(ref column);
        }

        column[at] = value;
    }

    private static void Grow<T>(ref T[] column)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(1024, column.Length * 2));
        column.CopyTo(larger, 0);
        Release(ref column);
        column = larger;
    }

    private static void Release<T>(ref T[] column)
    {
        if (column.Length > 0)
        {
            ArrayPool<T>.Shared.Return(column);
        }

        column = [];
    }

    private static int Distinct(Span<ulong> keys)
    {
        int last = 0;
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] != keys[last])
            {
                keys[++last] = keys[i];
            }
        }

        return Math.Min(last + 1, keys.Length);
    }

    private static T[] Pick<T>(T[] column, int[]? order, int count)
    {
        if (order is null)
        {
            return column.AsSpan(0, count).ToArray();
        }

        var picked = new T[count];
        for (int i = 0; i < count; i++)
        {
            picked[i] = column[order[i]];
        }

        return picked;
    }

    /// <summary>Sorts the keys, keeps one of each and returns, per key, the position of its last value.</summary>
    private int[] Order(Span<ulong> keys, TfReport report, out int kept)
    {
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        keys.Sort(order.AsSpan());
        kept = 0;
        for (int i = 0; i < keys.Length;)
        {
            int end = i + 1;
            while (end < keys.Length && keys[end] == keys[i])
            {
                end++;
            }

            Span<int> same = order.AsSpan(i, end - i);
            if (same.Length > 1)
            {
                same.Sort();
                ReportReplaced(keys[i], same, report);
            }

            keys[kept] = keys[i];
            order[kept] = same[^1];
            kept++;
            i = end;
        }

        return order;
    }

    private void ReportReplaced(ulong key, ReadOnlySpan<int> same, TfReport report)
    {
        for (int i = 1; i < same.Length; i++)
        {
            int before = same[i - 1];
            int after = same[i];
            bool equal = _texts
                ? _codes[before] == _codes[after]
                : _present[before] == _present[after] && (!_present[before] || _numbers[before] == _numbers[after]);
            if (!equal)
            {
                report.Warn(
                    TfCodes.EdgeValueReplaced,
                    $"the edge from {key >> 32} to {(uint)key} had another value in line {_lines[before]}; the last one counts",
                    _lines[after]);
            }
        }
    }
}

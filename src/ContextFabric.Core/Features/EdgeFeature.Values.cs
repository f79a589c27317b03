using System.Buffers;
using ContextFabric.Storage;

namespace ContextFabric;

public sealed partial class EdgeFeature
{
    /// <summary>Number of nodes of a type with outgoing edges. O(1).</summary>
    public int OriginsIn(NodeType type) => type.IsNone || _meta.TypeCounts.Count == 0 ? 0 : _meta.TypeCounts[type.Id];

    /// <summary>True when an edge goes to a node of this type.</summary>
    public bool HasTargetsIn(NodeType type)
    {
        bool has = !type.IsNone && _in.HasNodesIn(_skeleton.RangeOf(type));
        _skeleton.ThrowIfClosed();
        return has;
    }

    /// <summary>
    /// Values and the numbers of edges that have them, page by page; none when edges carry no values. One pass over the
    /// column of values.
    /// </summary>
    /// <param name="order">The order of the values.</param>
    /// <param name="offset">Values to skip.</param>
    /// <param name="limit">Values to give at most.</param>
    /// <param name="fromType">Count edges from nodes of this type; <see cref="NodeType.None"/> counts all.</param>
    /// <param name="prefix">Only values whose text begins with this.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is negative.</exception>
    public ValuePage<FeatureValue> Ranked(ValueOrder order, int offset, int limit, NodeType fromType = default, string? prefix = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (_values is null)
        {
            return new ValuePage<FeatureValue>(0, []);
        }

        (long first, long end) = fromType.IsNone ? (0, Count) : _out.EdgesOf(_skeleton.RangeOf(fromType));
        ValuePage<FeatureValue> page = _values.Pool is { } pool
            ? TextPage(_values, pool, first, end, new CodeRanking(order, offset, limit), prefix ?? "")
            : NumberPage(_values, first, end, new CodeRanking(order, offset, limit), prefix ?? "");
        _skeleton.ThrowIfClosed();
        return page;
    }

    private static ValuePage<FeatureValue> TextPage(EdgeValues values, StringPool pool, long first, long end, CodeRanking ranking, string prefix)
    {
        NarrowArray column = values.Column(incoming: false);
        int[] counts = ArrayPool<int>.Shared.Rent(Math.Max(1, pool.Count));
        counts.AsSpan(0, pool.Count).Clear();
        try
        {
            for (long at = first; at < end; at++)
            {
                counts[(int)column[at]]++;
            }

            byte[] start = System.Text.Encoding.UTF8.GetBytes(prefix);
            for (int code = 0; code < pool.Count; code++)
            {
                if (counts[code] > 0 && pool[code].StartsWith(start))
                {
                    ranking.Add(code, counts[code]);
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(counts);
        }

        return new ValuePage<FeatureValue>(
            ranking.Seen, [.. ranking.Take().Select(entry => new Frequency<FeatureValue>(FeatureValue.Of(pool.GetString(entry.Code)), entry.Count))]);
    }

    private static ValuePage<FeatureValue> NumberPage(EdgeValues values, long first, long end, CodeRanking ranking, string prefix)
    {
        NarrowArray column = values.Column(incoming: false);
        RankedBitmap? present = values.Present(incoming: false);
        var counts = new Dictionary<long, int>();
        int without = 0;
        for (long at = first; at < end; at++)
        {
            if (present is not null && !present.Contains((int)at))
            {
                without++;
            }
            else
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, column[at], out _)++;
            }
        }

        var distinct = new List<FeatureValue>();
        if (without > 0 && prefix.Length == 0)
        {
            Add(FeatureValue.None, without);
        }

        foreach (long number in counts.Keys.Order())
        {
            FeatureValue value = FeatureValue.Of(number);
            if (prefix.Length == 0 || value.ToString().StartsWith(prefix, StringComparison.Ordinal))
            {
                Add(value, counts[number]);
            }
        }

        return new ValuePage<FeatureValue>(ranking.Seen, [.. ranking.Take().Select(entry => new Frequency<FeatureValue>(distinct[entry.Code], entry.Count))]);

        void Add(FeatureValue value, int count)
        {
            ranking.Add(distinct.Count, count);
            distinct.Add(value);
        }
    }
}

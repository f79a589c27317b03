using System.Buffers;
using ContextFabric.Storage;

namespace ContextFabric;

public abstract partial class NodeFeature
{
    /// <summary>The value with a code, of whatever type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not in 1..<see cref="DistinctCount"/>.</exception>
    public abstract FeatureValue ValueWith(int code);

    /// <summary>The code of the value of a node; 0 when it has none.</summary>
    internal abstract int CodeAt(int node);

    /// <summary>The codes from the first to the last that a text with this beginning can have; the last is lower when there is none.</summary>
    internal abstract (int First, int Last) CodesWithPrefix(string prefix);

    /// <summary>
    /// Values and the numbers of nodes that have them, page by page. From the counts in the store: no node is
    /// looked at, unless only a part of the nodes with a value is of the type asked for. Memory for the page alone.
    /// </summary>
    /// <param name="order">The order of the values.</param>
    /// <param name="offset">Values to skip.</param>
    /// <param name="limit">Values to give at most.</param>
    /// <param name="type">Count nodes of this type; <see cref="NodeType.None"/> counts all.</param>
    /// <param name="prefix">Only values whose text begins with this.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is negative.</exception>
    public ValuePage<FeatureValue> Ranked(ValueOrder order, int offset, int limit, NodeType type = default, string? prefix = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        (int first, int last) = string.IsNullOrEmpty(prefix) ? (1, DistinctCount) : CodesWithPrefix(prefix);
        int[]? counts = type.IsNone || CountIn(type) == Count ? null : CountCodes(type);
        try
        {
            var page = new CodeRanking(order, offset, limit);
            for (int code = first; code <= last; code++)
            {
                int count = counts is null ? Counts.Code(code - 1) : counts[code];
                if (count > 0 && IsMatch(code, prefix))
                {
                    page.Add(code, count);
                }
            }

            ThrowIfClosed();
            return new ValuePage<FeatureValue>(page.Seen, [.. page.Take().Select(entry => new Frequency<FeatureValue>(ValueWith(entry.Code), entry.Count))]);
        }
        finally
        {
            if (counts is not null)
            {
                ArrayPool<int>.Shared.Return(counts);
            }
        }
    }

    /// <summary>True when a code within <see cref="CodesWithPrefix"/> has the beginning: certain for texts, to be looked at for numbers.</summary>
    private protected virtual bool IsMatch(int code, string? prefix) => true;

    /// <summary>Nodes per code among the nodes of a type, in a rented array.</summary>
    private int[] CountCodes(NodeType type)
    {
        int[] counts = ArrayPool<int>.Shared.Rent(DistinctCount + 1);
        counts.AsSpan(0, DistinctCount + 1).Clear();
        NodeRange range = Skeleton.RangeOf(type);
        int end = Math.Min(range.Last, LastNode);
        for (int node = Math.Max(range.First, FirstNode); node <= end; node++)
        {
            counts[CodeAt(node)]++;
        }

        return counts;
    }

    /// <summary>The bounds of the codes of texts that begin with some bytes; texts ascend by their bytes.</summary>
    private protected static (int First, int Last) PrefixRange(StringPool pool, ReadOnlySpan<byte> prefix)
    {
        int first = LowerBound(pool, prefix, 0, after: false);
        return (first + 1, LowerBound(pool, prefix, first, after: true));
    }

    private static int LowerBound(StringPool pool, ReadOnlySpan<byte> prefix, int low, bool after)
    {
        int high = pool.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            ReadOnlySpan<byte> text = pool[middle];
            int order = text[..Math.Min(text.Length, prefix.Length)].SequenceCompareTo(prefix);
            (low, high) = order < 0 || (after && order == 0) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

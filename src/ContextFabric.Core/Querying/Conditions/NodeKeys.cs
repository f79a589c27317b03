using System.Numerics;
using ContextFabric.Storage;

namespace ContextFabric.Querying;

/// <summary>
/// The values of a feature as small numbers that can be compared with those of another feature: equal keys mean
/// equal values (for <see cref="FeatureComparison.EqualAfterDeleting"/>: after deleting), and for two number
/// features greater keys mean greater values. 0 = no value. Whether the corpus is still open is for the caller
/// to check, once after many look-ups.
/// </summary>
internal sealed partial class NodeKeys
{
    private readonly NodeFeature? _feature;
    private readonly NarrowArray? _column;
    private readonly Skeleton _skeleton;
    private readonly int[]? _map;
    private readonly long _low;
    private readonly NarrowArray? _distinct;

    /// <summary>Sets the way from a node to its key.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="feature">The feature; null for types.</param>
    /// <param name="map">The key of each stored value: of codes, type numbers, or numbers (see the other parameters); null where a code is its own key.</param>
    /// <param name="low">The stored value of the first entry of the map.</param>
    /// <param name="distinct">Numbers that lie too far apart for a table: the values ascending, to whose positions (from 1) the map belongs.</param>
    /// <param name="maxKey">Highest key.</param>
    private NodeKeys(Corpus corpus, NodeFeature? feature, int[]? map, long low, NarrowArray? distinct, int maxKey)
    {
        _skeleton = corpus.Skeleton;
        _feature = feature;
        _column = feature?.Column;
        _map = map;
        _low = low;
        _distinct = distinct;
        MaxKey = maxKey;
    }

    /// <summary>Highest key that can occur on either side of the comparison.</summary>
    public int MaxKey { get; }

    /// <summary>The key of a node; 0 when it has no value. O(1) for texts and for numbers close together, O(log distinct) for other numbers.</summary>
    public int KeyOf(int node)
    {
        if (_column is null)
        {
            return _map![_skeleton.TypeIdOf(node)];
        }

        int row = _feature!.RowOf(node);
        return row < 0 ? 0 : KeyAt(row);
    }

    /// <summary>The keys of many nodes.</summary>
    public void KeysOf(ReadOnlySpan<int> nodes, Span<int> keys)
    {
        if (_column is { Width: 1 } && _distinct is null && _feature!.Packed is null)
        {
            Look(nodes, keys, _column.AsSpan<byte>());
        }
        else if (_column is { Width: 2 } && _distinct is null && _feature!.Packed is null)
        {
            Look(nodes, keys, _column.AsSpan<ushort>());
        }
        else
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                keys[i] = KeyOf(nodes[i]);
            }
        }

        _skeleton.ThrowIfClosed();
    }

    private int KeyAt(int row)
    {
        if (_distinct is not null)
        {
            return _map![PositionOf(_column![row])];
        }

        if (_map is null)
        {
            return _column!.Code(row);
        }

        long at = _column![row] - _low;
        return (ulong)at < (ulong)_map.Length ? _map[at] : 0;
    }

    private void Look<T>(ReadOnlySpan<int> nodes, Span<int> keys, ReadOnlySpan<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        int first = _feature!.FirstNode;
        bool isSigned = _column!.IsSigned;
        for (int i = 0; i < nodes.Length; i++)
        {
            int row = nodes[i] - first;
            if ((uint)row >= (uint)column.Length)
            {
                keys[i] = 0;
            }
            else if (_map is null)
            {
                keys[i] = int.CreateTruncating(column[row]);
            }
            else
            {
                int stored = int.CreateTruncating(column[row]);
                int signed = typeof(T) == typeof(byte) ? (sbyte)stored : (short)stored;
                long at = (isSigned ? signed : stored) - _low;
                keys[i] = (ulong)at < (ulong)_map.Length ? _map[at] : 0;
            }
        }
    }

    /// <summary>Position of a number among the distinct ones, from 1; 0 when there is none (in a corpus closed meanwhile).</summary>
    private int PositionOf(long value)
    {
        long low = 0;
        long high = _distinct!.Length - 1;
        while (low <= high)
        {
            long middle = (low + high) >>> 1;
            long found = _distinct[middle];
            if (found == value)
            {
                return (int)middle + 1;
            }

            low = found < value ? middle + 1 : low;
            high = found < value ? high : middle - 1;
        }

        return 0;
    }
}

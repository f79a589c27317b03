using ContextFabric.Storage;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>One direction of an edge feature: rows of neighbours for the nodes that have any.</summary>
internal sealed class EdgeDirection
{
    private readonly RankedBitmap _present;
    private readonly CsrArray _rows;

    public EdgeDirection(ArrayStore store, string name, string direction)
    {
        string Key(string part) => StoreKeys.Edge(name, $"{direction}_{part}");
        _present = store.GetBitmap(Key("present"));
        _rows = new CsrArray(store.Contains(Key("indptr")) ? store.GetNarrow(Key("indptr")) : null, store.Get<int>(Key("nodes")));
    }

    /// <summary>The neighbours of a node, and where its row starts in the arrays of values.</summary>
    public ReadOnlySpan<int> Row(int node, out long start)
    {
        int row = node < 1 ? -1 : _present.Rank(node);
        if (row < 0)
        {
            start = 0;
            return [];
        }

        return _rows.Row(row, out start);
    }

    /// <summary>True when some node of the range has a row.</summary>
    public bool HasNodesIn(NodeRange range) => _present.Next(range.First) is >= 0 and int node && node <= range.Last;

    /// <summary>The edges of the nodes of a range, as positions in the arrays of values; the end is not included.</summary>
    public (long First, long End) EdgesOf(NodeRange range)
    {
        int first = _present.CountBelow(range.First);
        int end = _present.CountBelow(range.Last + 1);
        if (first >= end)
        {
            return (0, 0);
        }

        _rows.Row(first, out long start);
        return (start, _rows.Row(end - 1, out long last).Length + last);
    }

    public IEnumerable<int> Nodes()
    {
        for (int node = _present.Next(0); node >= 0; node = _present.Next(node + 1))
        {
            yield return node;
        }

        _rows.Data.ThrowIfClosed();
    }
}

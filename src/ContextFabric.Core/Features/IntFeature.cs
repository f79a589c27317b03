using ContextFabric.Storage;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>A node feature with integer values, kept in the narrowest width that holds them all. Any 64-bit value is data.</summary>
public sealed class IntFeature : NodeFeature
{
    private readonly NarrowArray _values;
    private readonly NarrowArray _distinct;

    internal IntFeature(ArrayStore store, FeatureMeta meta, Skeleton skeleton)
        : base(store, meta, skeleton)
    {
        _values = store.GetNarrow(StoreKeys.Feature(meta.Name, "values"));
        _distinct = store.GetNarrow(StoreKeys.Feature(meta.Name, "distinct"));
    }

    /// <summary>The value of a node; null when it has none.</summary>
    public long? this[int node] => TryGet(node, out long value) ? value : null;

    /// <summary>Looks up the value of a node. O(1), no allocation.</summary>
    public bool TryGet(int node, out long value)
    {
        int row = RowOf(node);
        value = row < 0 ? 0 : _values[row];
        ThrowIfClosed();
        return row >= 0;
    }

    /// <summary>The distinct values, ascending; the one with code c is at c − 1.</summary>
    internal NarrowArray Distinct => _distinct;

    internal override NarrowArray Column => _values;

    /// <inheritdoc/>
    public override bool Has(int node)
    {
        bool has = RowOf(node) >= 0;
        ThrowIfClosed();
        return has;
    }

    /// <inheritdoc/>
    public override FeatureValue ValueAt(int node) => TryGet(node, out long value) ? FeatureValue.Of(value) : FeatureValue.None;

    /// <inheritdoc/>
    public override FeatureValue ValueWith(int code) => FeatureValue.Of(ValueOf(code));

    internal override int CodeAt(int node) => TryGet(node, out long value) ? CodeOf(value) : 0;

    internal override (int First, int Last) CodesWithPrefix(string prefix) => (1, DistinctCount);

    private protected override bool IsMatch(int code, string? prefix)
        => string.IsNullOrEmpty(prefix) || ValueWith(code).ToString().StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The value with a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not in 1..<see cref="NodeFeature.DistinctCount"/>.</exception>
    public long ValueOf(int code)
    {
        long value = _distinct[code - 1];
        ThrowIfClosed();
        return value;
    }

    /// <summary>The code of a value; 0 when no node has it. O(log distinct).</summary>
    public int CodeOf(long value)
    {
        int low = 0;
        int high = DistinctCount - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            long found = _distinct[middle];
            if (found == value)
            {
                ThrowIfClosed();
                return middle + 1;
            }

            if (found < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        ThrowIfClosed();
        return 0;
    }

    /// <summary>All nodes with exactly this value, in canonical order, as a new array. O(column), vectorised.</summary>
    public int[] NodesWith(long value)
    {
        int code = CodeOf(value);
        return code == 0 ? [] : ToNodes(ColumnScan.Find(_values, value, CountOf(code)));
    }

    /// <summary>Nodes with their values, by ascending node.</summary>
    public IEnumerable<KeyValuePair<int, long>> Items()
    {
        foreach (int node in RowNodes())
        {
            if (TryGet(node, out long value))
            {
                yield return KeyValuePair.Create(node, value);
            }
        }
    }

    /// <summary>Values by descending number of nodes, then ascending.</summary>
    /// <param name="types">Count only nodes of these types; null counts all.</param>
    public IReadOnlyList<Frequency<long>> Frequencies(NodeTypeSet? types = null)
        => Array.ConvertAll(CodeFrequencies(types, node => TryGet(node, out long value) ? CodeOf(value) : 0), pair => new Frequency<long>(ValueOf(pair.Value), pair.Count));
}

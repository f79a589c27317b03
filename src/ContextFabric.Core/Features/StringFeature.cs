using System.Diagnostics.CodeAnalysis;
using ContextFabric.Storage;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>
/// A node feature with text values: per node a code into a sorted pool of distinct texts. Codes ascend in code
/// point order, so comparing codes compares values.
/// </summary>
public sealed class StringFeature : NodeFeature
{
    private readonly NarrowArray _codes;
    private readonly StringPool _pool;
    private readonly StringCache _cache;
    private readonly int _id;

    internal StringFeature(ArrayStore store, FeatureMeta meta, Skeleton skeleton, StringCache cache, int id)
        : base(store, meta, skeleton)
    {
        _codes = store.GetNarrow(StoreKeys.Feature(meta.Name, "codes"));
        _pool = store.GetPool(StoreKeys.Feature(meta.Name, "pool"));
        _cache = cache;
        _id = id;
    }

    /// <summary>The value of a node; null when it has none. No allocation while the string is in the cache.</summary>
    public string? this[int node] => TryGet(node, out string? value) ? value : null;

    /// <summary>Looks up the value of a node.</summary>
    public bool TryGet(int node, [NotNullWhen(true)] out string? value)
    {
        int code = CodeOf(node);
        value = code == 0 ? null : ValueOf(code);
        return code != 0;
    }

    /// <summary>Looks up the value of a node as UTF-8, in place: never an allocation.</summary>
    public bool TryGetUtf8(int node, out ReadOnlySpan<byte> value)
    {
        int code = CodeOf(node);
        value = code == 0 ? [] : _pool[code - 1];
        return code != 0;
    }

    /// <summary>The distinct texts; the one with code c is at c − 1.</summary>
    internal StringPool Pool => _pool;

    internal override NarrowArray Column => _codes;

    /// <inheritdoc/>
    public override bool Has(int node) => CodeOf(node) != 0;

    /// <inheritdoc/>
    public override FeatureValue ValueAt(int node) => this[node] is string text ? FeatureValue.Of(text) : FeatureValue.None;

    /// <inheritdoc/>
    public override FeatureValue ValueWith(int code) => FeatureValue.Of(ValueOf(code));

    internal override int CodeAt(int node) => CodeOf(node);

    internal override (int First, int Last) CodesWithPrefix(string prefix)
    {
        (int first, int last) = PrefixRange(_pool, System.Text.Encoding.UTF8.GetBytes(prefix));
        ThrowIfClosed();
        return (first, last);
    }

    /// <summary>The code of the value of a node; 0 when it has none. O(1), no allocation.</summary>
    public int CodeOf(int node)
    {
        int row = RowOf(node);
        int code = row < 0 ? 0 : _codes.Code(row);
        ThrowIfClosed();
        return code;
    }

    /// <summary>The code of a value; 0 when no node has it. O(log distinct).</summary>
    public int CodeOf(ReadOnlySpan<char> value)
    {
        int code = _pool.Find(value) + 1;
        ThrowIfClosed();
        return code;
    }

    /// <summary>The value with a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not in 1..<see cref="NodeFeature.DistinctCount"/>.</exception>
    public string ValueOf(int code)
    {
        string? text = _cache.Find(_id, code);
        if (text is null)
        {
            text = _pool.GetString(code - 1);
            ThrowIfClosed();
            _cache.Add(_id, code, text);
        }

        return text;
    }

    /// <summary>The value with a code as UTF-8, in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not in 1..<see cref="NodeFeature.DistinctCount"/>.</exception>
    public ReadOnlySpan<byte> Utf8Of(int code)
    {
        ThrowIfClosed();
        return _pool[code - 1];
    }

    /// <summary>All nodes with exactly this value, in canonical order, as a new array. O(column), vectorised.</summary>
    public int[] NodesWith(ReadOnlySpan<char> value)
    {
        int code = CodeOf(value);
        return code == 0 ? [] : ToNodes(ColumnScan.Find(_codes, code, CountOf(code)));
    }

    /// <summary>Nodes with their values, by ascending node.</summary>
    public IEnumerable<KeyValuePair<int, string>> Items()
    {
        foreach (int node in RowNodes())
        {
            if (this[node] is string text)
            {
                yield return KeyValuePair.Create(node, text);
            }
        }
    }

    /// <summary>Values by descending number of nodes, then ascending in code point order.</summary>
    /// <param name="types">Count only nodes of these types; null counts all.</param>
    public IReadOnlyList<Frequency<string>> Frequencies(NodeTypeSet? types = null)
        => Array.ConvertAll(CodeFrequencies(types, CodeOf), pair => new Frequency<string>(ValueOf(pair.Value), pair.Count));
}

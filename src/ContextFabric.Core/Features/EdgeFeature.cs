using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>An edge as seen from one of its nodes.</summary>
/// <param name="Node">The other node.</param>
/// <param name="Value">The value of the edge; none when it has none.</param>
public readonly record struct EdgeEntry(int Node, FeatureValue Value);

/// <summary>
/// Edges between nodes (Text-Fabric's <c>E.name</c>). Neighbours come in canonical order, as spans over the
/// mapping. What is no node has no edges. All look-ups but <see cref="Both"/> are O(1) and allocate nothing.
/// </summary>
public sealed partial class EdgeFeature
{
    private readonly FeatureMeta _meta;
    private readonly Skeleton _skeleton;
    private readonly EdgeDirection _out;
    private readonly EdgeDirection _in;
    private readonly EdgeValues? _values;
    private FeatureMetadata? _metadata;

    internal EdgeFeature(ArrayStore store, FeatureMeta meta, Skeleton skeleton, StringCache cache, int id)
    {
        _meta = meta;
        _skeleton = skeleton;
        _out = new EdgeDirection(store, meta.Name, "from");
        _in = new EdgeDirection(store, meta.Name, "to");
        _values = meta.HasValues ? new EdgeValues(store, meta, cache, id) : null;
    }

    /// <summary>Feature name.</summary>
    public string Name => _meta.Name;

    /// <summary>What the corpus says about it.</summary>
    public FeatureMetadata Metadata => _metadata ??= new FeatureMetadata(_meta);

    /// <summary>True when edges carry values.</summary>
    public bool HasValues => _meta.HasValues;

    /// <summary>Type of the values, when there are any.</summary>
    public TfValueType ValueType => _meta.ValueType;

    /// <summary>Number of edges.</summary>
    public long Count => _meta.Count;

    /// <summary>The values, when there are any.</summary>
    internal EdgeValues? Values => _values;

    /// <summary>Targets of the edges from a node, in canonical order.</summary>
    public ReadOnlySpan<int> From(int node)
    {
        _skeleton.ThrowIfClosed();
        return _out.Row(node, out _);
    }

    /// <summary>Origins of the edges to a node, in canonical order.</summary>
    public ReadOnlySpan<int> To(int node)
    {
        _skeleton.ThrowIfClosed();
        return _in.Row(node, out _);
    }

    /// <summary>
    /// <see cref="To"/> or <see cref="From"/>, and where the row starts in <see cref="Values"/>. Whether the corpus is
    /// still open is for the caller to check, once after many rows.
    /// </summary>
    internal ReadOnlySpan<int> Row(int node, bool incoming, out long start) => (incoming ? _in : _out).Row(node, out start);

    /// <summary>The value of an edge, by the position of its target in <see cref="From"/>; none when edges carry no values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not within the row.</exception>
    public FeatureValue FromValue(int node, int position) => Value(_out, node, position, incoming: false);

    /// <summary>The value of an edge, by the position of its origin in <see cref="To"/>; none when edges carry no values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not within the row.</exception>
    public FeatureValue ToValue(int node, int position) => Value(_in, node, position, incoming: true);

    /// <summary>Looks up the value of the edge between two nodes.</summary>
    /// <param name="from">Origin.</param>
    /// <param name="to">Target.</param>
    /// <param name="value">The value; none when the edge has none or does not exist.</param>
    /// <returns>True when the edge exists.</returns>
    public bool TryGetValue(int from, int to, out FeatureValue value)
    {
        int position = From(from).IndexOf(to);
        value = position < 0 ? FeatureValue.None : FromValue(from, position);
        return position >= 0;
    }

    /// <summary>
    /// Edges in both directions, one entry for each other node, in canonical order, as a new array. Where edges
    /// run both ways the value of the outgoing one counts.
    /// </summary>
    public EdgeEntry[] Both(int node)
    {
        ReadOnlySpan<int> targets = From(node);
        ReadOnlySpan<int> origins = To(node);
        var entries = new List<EdgeEntry>(targets.Length + origins.Length);
        int t = 0;
        int o = 0;
        while (t < targets.Length || o < origins.Length)
        {
            int order = t == targets.Length ? 1 : o == origins.Length ? -1 : _skeleton.Rank(targets[t]).CompareTo(_skeleton.Rank(origins[o]));
            if (order > 0)
            {
                entries.Add(new EdgeEntry(origins[o], ToValue(node, o)));
                o++;
                continue;
            }

            entries.Add(new EdgeEntry(targets[t], FromValue(node, t)));
            t++;
            o += order == 0 ? 1 : 0;
        }

        _skeleton.ThrowIfClosed();
        return [.. entries];
    }

    /// <summary>Nodes with outgoing edges, ascending.</summary>
    public IEnumerable<int> Origins() => _out.Nodes();

    /// <summary>Nodes with incoming edges, ascending.</summary>
    public IEnumerable<int> Targets() => _in.Nodes();

    /// <summary>Number of edges from nodes of some types to nodes of some types; null stands for all types.</summary>
    public long CountBetween(NodeTypeSet? fromTypes = null, NodeTypeSet? toTypes = null)
    {
        if (fromTypes is null && toTypes is null)
        {
            return Count;
        }

        long count = 0;
        foreach (int node in Origins().Where(node => Matches(fromTypes, node)))
        {
            foreach (int target in From(node))
            {
                count += Matches(toTypes, target) ? 1 : 0;
            }
        }

        _skeleton.ThrowIfClosed();
        return count;
    }

    /// <summary>
    /// Values by descending number of edges, then ascending with "no value" first; empty when edges carry none.
    /// </summary>
    public IReadOnlyList<Frequency<FeatureValue>> Frequencies(NodeTypeSet? fromTypes = null, NodeTypeSet? toTypes = null)
    {
        if (_values is null)
        {
            return [];
        }

        var counts = new Dictionary<FeatureValue, int>();
        foreach (int node in Origins().Where(node => Matches(fromTypes, node)))
        {
            ReadOnlySpan<int> targets = From(node);
            for (int i = 0; i < targets.Length; i++)
            {
                if (Matches(toTypes, targets[i]))
                {
                    FeatureValue value = FromValue(node, i);
                    counts[value] = counts.GetValueOrDefault(value) + 1;
                }
            }
        }

        _skeleton.ThrowIfClosed();
        return [.. counts.Select(pair => new Frequency<FeatureValue>(pair.Key, pair.Value)).OrderByDescending(f => f.Count).ThenBy(f => !f.Value.IsNone).ThenBy(f => f.Value.Number).ThenBy(f => f.Value.Text ?? "", CodePointComparer.Instance)];
    }

    private bool Matches(NodeTypeSet? types, int node)
        => types is not NodeTypeSet set || set.Contains(new NodeType(_skeleton.TypeIdOf(node)));

    private FeatureValue Value(EdgeDirection direction, int node, int position, bool incoming)
    {
        ReadOnlySpan<int> row = direction.Row(node, out long start);
        if ((uint)position >= (uint)row.Length)
        {
            // The row of a corpus closed meanwhile is empty: not the caller's mistake.
            _skeleton.ThrowIfClosed();
            throw new ArgumentOutOfRangeException(nameof(position), position, $"Node {node} has {row.Length} such edges.");
        }

        FeatureValue value = _values is null ? FeatureValue.None : _values.At(start + position, incoming);
        _skeleton.ThrowIfClosed();
        return value;
    }
}

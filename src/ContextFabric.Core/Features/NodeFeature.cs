using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// A partial map from nodes to values (Text-Fabric's <c>F.name</c>). Asking for what is no node gives "no value".
/// </summary>
public abstract partial class NodeFeature
{
    private readonly RankedBitmap? _packed;
    private readonly FeatureMeta _meta;
    private readonly Skeleton _skeleton;
    private FeatureMetadata? _metadata;

    private protected NodeFeature(ArrayStore store, FeatureMeta meta, Skeleton skeleton)
    {
        _meta = meta;
        _skeleton = skeleton;
        string key = StoreKeys.Feature(meta.Name, "present");
        _packed = store.Contains(key + "_bits") ? store.GetBitmap(key) : null;
        Counts = store.GetNarrow(StoreKeys.Feature(meta.Name, "counts"));
    }

    /// <summary>Feature name.</summary>
    public string Name => _meta.Name;

    /// <summary>What the corpus says about it.</summary>
    public FeatureMetadata Metadata => _metadata ??= new FeatureMetadata(_meta);

    /// <summary>Text or integer.</summary>
    public TfValueType ValueType => _meta.ValueType;

    /// <summary>Number of nodes with a value.</summary>
    public int Count => (int)_meta.Count;

    /// <summary>Lowest node with a value; 0 when there is none.</summary>
    public int FirstNode => _meta.FirstNode;

    /// <summary>Highest node with a value; −1 when there is none.</summary>
    public int LastNode => _meta.LastNode;

    /// <summary>Number of distinct values. Their codes are 1..this, ascending by value.</summary>
    public int DistinctCount => (int)Counts.Length;

    /// <summary>
    /// The rows: codes (0 = no value) of texts, or integers. Row i is of node <see cref="FirstNode"/> + i, unless they
    /// are <see cref="Packed"/>.
    /// </summary>
    internal abstract NarrowArray Column { get; }

    /// <summary>The nodes that have a row, less <see cref="FirstNode"/>; null when all from the first to the last have one.</summary>
    internal RankedBitmap? Packed => _packed;

    private protected NarrowArray Counts { get; }

    private protected Skeleton Skeleton => _skeleton;

    /// <summary>True when the node has a value (the empty string and 0 are values).</summary>
    public abstract bool Has(int node);

    /// <summary>The value of a node, of whatever type.</summary>
    public abstract FeatureValue ValueAt(int node);

    /// <summary>Number of nodes that have the value with this code.</summary>
    /// <param name="code">1..<see cref="DistinctCount"/>.</param>
    public int CountOf(int code)
    {
        int count = Counts.Code(code - 1);
        Counts.ThrowIfClosed();
        return count;
    }

    /// <summary>Number of nodes of a type that have a value. O(1).</summary>
    public int CountIn(NodeType type) => type.IsNone || _meta.TypeCounts.Count == 0 ? 0 : _meta.TypeCounts[type.Id];

    /// <summary>The value as text (numbers in decimal); null when the node has none.</summary>
    public string? TextAt(int node)
    {
        FeatureValue value = ValueAt(node);
        return value.IsNone ? null : value.ToString();
    }

    /// <summary>The row of a node in the column, or −1 when no row can hold a value of it.</summary>
    internal int RowOf(int node)
    {
        int offset = node - FirstNode;
        if ((uint)offset > (uint)(LastNode - FirstNode) || LastNode < FirstNode)
        {
            return -1;
        }

        return _packed is null ? offset : _packed.Rank(offset);
    }

    /// <summary>The nodes of all rows, ascending; row i is the i-th.</summary>
    private protected IEnumerable<int> RowNodes()
    {
        if (_packed is null)
        {
            for (int node = FirstNode; node <= LastNode; node++)
            {
                yield return node;
            }

            yield break;
        }

        for (int at = _packed.Next(0); at >= 0; at = _packed.Next(at + 1))
        {
            yield return FirstNode + at;
        }

        ThrowIfClosed();
    }

    /// <summary>Turns rows of the column into nodes in canonical order.</summary>
    private protected int[] ToNodes(List<int> rows)
    {
        int[] nodes = new int[rows.Count];
        if (_packed is null)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                nodes[i] = FirstNode + rows[i];
            }
        }
        else
        {
            Select(_packed, rows, nodes, FirstNode);
        }

        // Slots in ascending order are in canonical order already.
        if (LastNode > Skeleton.MaxSlot)
        {
            int[] ranks = Array.ConvertAll(nodes, Skeleton.Rank);
            Array.Sort(ranks, nodes);
        }

        Skeleton.ThrowIfClosed();
        return nodes;
    }

    /// <summary>Frequencies sorted by descending count, then by ascending value (which is ascending code).</summary>
    private protected Frequency<int>[] CodeFrequencies(NodeTypeSet? types, Func<int, int> codeOf)
    {
        int[] counts = new int[DistinctCount + 1];
        if (types is NodeTypeSet set)
        {
            foreach (int node in RowNodes())
            {
                if (set.Contains(new NodeType(Skeleton.TypeIdOf(node))))
                {
                    counts[codeOf(node)]++;
                }
            }
        }
        else
        {
            for (int code = 1; code < counts.Length; code++)
            {
                counts[code] = Counts.Code(code - 1);
            }
        }

        var list = new List<Frequency<int>>();
        for (int code = 1; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                list.Add(new Frequency<int>(code, counts[code]));
            }
        }

        list.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : a.Value.CompareTo(b.Value));
        Skeleton.ThrowIfClosed();
        return [.. list];
    }

    /// <summary>Throws when the corpus is closed.</summary>
    private protected void ThrowIfClosed() => Skeleton.ThrowIfClosed();

    private static void Select(RankedBitmap packed, List<int> rows, int[] nodes, int firstNode)
    {
        int at = packed.Next(0);
        int row = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            while (row < rows[i])
            {
                at = packed.Next(at + 1);
                row++;
            }

            nodes[i] = firstNode + at;
        }
    }
}

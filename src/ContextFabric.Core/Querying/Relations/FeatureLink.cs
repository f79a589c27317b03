namespace ContextFabric.Querying;

/// <summary>A comparison of a feature of x with a feature of y.</summary>
internal sealed class FeatureLink : Link
{
    private readonly FeatureComparison _comparison;
    private readonly NodeKeys _sourceKeys;
    private readonly NodeKeys _targetKeys;
    private readonly Lazy<KeyIndex> _index;
    private readonly QueryMemory _memory;

    /// <summary>Makes the link.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="comparison">The comparison, read with x on its left.</param>
    /// <param name="sourceKeys">Keys of x.</param>
    /// <param name="targetKeys">Keys of y.</param>
    /// <param name="targets">Candidates for y.</param>
    /// <param name="memory">Where the candidates are grouped by key, when that turns out to be needed.</param>
    public FeatureLink(NodeSpace space, FeatureComparison comparison, NodeKeys sourceKeys, NodeKeys targetKeys, Domain targets, QueryMemory memory)
        : base(space, targets)
    {
        _comparison = comparison;
        _sourceKeys = sourceKeys;
        _targetKeys = targetKeys;
        _memory = memory;
        _index = new Lazy<KeyIndex>(() => new KeyIndex(targets, targetKeys, memory));
    }

    /// <summary>The comparison that says the same with the sides exchanged.</summary>
    public static FeatureComparison Converse(FeatureComparison comparison) => comparison switch
    {
        FeatureComparison.Less => FeatureComparison.Greater,
        FeatureComparison.Greater => FeatureComparison.Less,
        _ => comparison,
    };

    public override bool Narrow(int x, Box box)
    {
        int key = _sourceKeys.KeyOf(x);
        return _comparison switch
        {
            FeatureComparison.NotEqual => key == 0 || _index.Value.Group(key).Count < Targets.Count,
            FeatureComparison.Less => key != 0 && key < _index.Value.HighestKey,
            FeatureComparison.Greater => key != 0 && key > _index.Value.LowestKey,
            _ => key != 0,
        };
    }

    public override bool NeedsTest(int x) => true;

    public override bool Test(int x, int y)
    {
        int left = _sourceKeys.KeyOf(x);
        int right = _targetKeys.KeyOf(y);
        return _comparison switch
        {
            FeatureComparison.NotEqual => left == 0 || right == 0 || left != right,
            FeatureComparison.Less => left != 0 && right != 0 && left < right,
            FeatureComparison.Greater => left != 0 && right != 0 && left > right,
            _ => left != 0 && left == right,
        };
    }

    public override int ListLength(int x)
        => IsLoose ? NoList : _index.IsValueCreated ? _index.Value.Group(_sourceKeys.KeyOf(x)).Count : 1 + AverageGroup;

    public override int Signature(int x) => _sourceKeys.KeyOf(x);

    public override bool HasSignatures => true;

    /// <summary>True for comparisons that ask which of two keys is higher.</summary>
    public bool IsOrdering => _comparison is FeatureComparison.Less or FeatureComparison.Greater;

    /// <summary>True when y must have the higher key.</summary>
    public bool WantsHigher => _comparison == FeatureComparison.Less;

    /// <summary>Highest key that a y may have.</summary>
    public int MaxTargetKey => _targetKeys.MaxKey;

    /// <summary>Key of a y; 0 when the feature is absent.</summary>
    public int TargetKey(int y) => _targetKeys.KeyOf(y);

    public override bool TryShare(int x, Box box, out ArraySegment<int> list)
    {
        ArraySegment<int> group = _index.Value.Group(_sourceKeys.KeyOf(x));
        int start = StartingFrom(group, box.FirstMin);
        int end = box.FirstMax < Skeleton.MaxSlot ? StartingFrom(group, box.FirstMax + 1) : group.Count;
        list = group.Slice(start, Math.Max(0, end - start));
        return true;
    }

    public override bool IsLoose => _comparison is FeatureComparison.NotEqual or FeatureComparison.Less or FeatureComparison.Greater;

    public override Link? Complement(Domain sources) => _comparison == FeatureComparison.NotEqual
        ? new FeatureLink(Space, FeatureComparison.Equal, _sourceKeys, _targetKeys, Targets, _memory)
        : null;

    public override double? GuessFan() => _comparison switch
    {
        FeatureComparison.NotEqual => 0.8 * Targets.Count,
        FeatureComparison.Less or FeatureComparison.Greater => 0.4 * Targets.Count,
        _ => 1 + AverageGroup,
    };

    private int AverageGroup => Targets.Count / Math.Max(1, _targetKeys.MaxKey);

    /// <summary>How many of the nodes, which are in canonical order, start before a slot.</summary>
    private int StartingFrom(ReadOnlySpan<int> nodes, int slot)
    {
        int low = 0;
        int high = slot <= 1 ? 0 : nodes.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Skeleton.FirstSlot(nodes[middle]) < slot)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

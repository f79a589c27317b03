namespace ContextFabric.Querying;

/// <summary>
/// The values of a feature as small numbers that can be compared with those of another feature: equal keys mean
/// equal values (for <see cref="FeatureComparison.EqualAfterDeleting"/>: after deleting), and for two number
/// features greater keys mean greater values. 0 = no value.
/// </summary>
internal sealed class NodeKeys
{
    /// <summary>Highest key that can occur.</summary>
    public int MaxKey => throw new NotSupportedException();

    /// <summary>The keys of both sides of a comparison.</summary>
    public static (NodeKeys Left, NodeKeys Right) Create(Corpus corpus, RelationSpec.OfFeatures relation, QueryBudget budget) => throw new NotSupportedException();

    /// <summary>The key of a node; 0 when it has no value. O(1) for texts, O(log distinct) for numbers.</summary>
    public int KeyOf(int node) => throw new NotSupportedException();
}

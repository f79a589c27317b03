using ContextFabric.Storage;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>A condition on edge values, decided once per distinct text, then looked up.</summary>
internal sealed class EdgeValueFilter
{
    private readonly EdgeValues _edges;
    private readonly ConditionValues _accepted;

    private EdgeValueFilter(EdgeValues edges, ConditionValues accepted)
    {
        _edges = edges;
        _accepted = accepted;
    }

    /// <summary>Prepares a condition for an edge feature with values.</summary>
    public static EdgeValueFilter Create(EdgeFeature feature, ValueCondition condition, QueryBudget budget)
    {
        EdgeValues edges = feature.Values ?? throw new ArgumentException($"Edge feature '{feature.Name}' has no values.", nameof(feature));

        // Naming a feature demands the edge, not a value of it.
        if (condition.Kind == ConditionKind.Present)
        {
            condition = condition with { Kind = ConditionKind.Any };
        }

        return new EdgeValueFilter(edges, edges.Pool is StringPool pool
            ? ConditionValues.OfTexts(pool, condition, 0, budget)
            : ConditionValues.OfNumbers(condition, long.MinValue, long.MaxValue));
    }

    /// <summary>
    /// True when the value of an edge satisfies the condition. O(1), no allocation. Whether the corpus is still open
    /// is for the caller to check, once after many edges.
    /// </summary>
    /// <param name="position">Position in the rows of the direction, all rows one after the other.</param>
    /// <param name="incoming">True for the rows of incoming edges.</param>
    public bool Accepts(long position, bool incoming)
    {
        ValueSet values = _accepted.Values;
        if (values.IsEmpty)
        {
            return _accepted.IsComplement;
        }

        bool hit = (_edges.Present(incoming) is not RankedBitmap present || present.Contains((int)position))
            && (values.IsAll || values.Contains(_edges.Column(incoming)[position]));
        return hit != _accepted.IsComplement;
    }
}

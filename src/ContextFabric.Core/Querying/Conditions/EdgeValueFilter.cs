namespace ContextFabric.Querying;

/// <summary>A condition on edge values, decided once per distinct text, then looked up.</summary>
internal sealed class EdgeValueFilter
{
    /// <summary>Prepares a condition for an edge feature with values.</summary>
    public static EdgeValueFilter Create(EdgeFeature feature, ValueCondition condition, QueryBudget budget) => throw new NotSupportedException();

    /// <summary>True when the value of an edge satisfies the condition.</summary>
    /// <param name="position">Position in the rows of the direction, all rows one after the other.</param>
    /// <param name="incoming">True for the rows of incoming edges.</param>
    public bool Accepts(long position, bool incoming) => throw new NotSupportedException();
}

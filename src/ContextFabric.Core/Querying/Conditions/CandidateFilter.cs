namespace ContextFabric.Querying;

/// <summary>Evaluates conditions on all nodes of a range at once.</summary>
internal static class CandidateFilter
{
    /// <summary>Clears the bits of the nodes that do not satisfy a condition. Bit i stands for node <c>range.First + i</c>.</summary>
    public static void Apply(Corpus corpus, NodeCondition condition, NodeRange range, Span<ulong> bits, QueryBudget budget)
        => throw new NotSupportedException();
}

using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Evaluates conditions on all nodes of a range at once.</summary>
internal static class CandidateFilter
{
    /// <summary>
    /// Clears the bits of the nodes that do not satisfy a condition. Bit i stands for node <c>range.First + i</c>;
    /// bits at and beyond <c>range.Count</c> are 0 and stay 0.
    /// </summary>
    public static void Apply(Corpus corpus, NodeCondition condition, NodeRange range, Span<ulong> bits, QueryBudget budget)
    {
        if (condition.Value.Kind == ConditionKind.Any || !bits.ContainsAnyExcept(0UL))
        {
            return;
        }

        switch (condition.Feature)
        {
            case StringFeature text:
                ColumnFilter.Apply(text, ConditionValues.OfTexts(text.Pool, condition.Value, 1, budget), range, bits, budget);
                break;
            case IntFeature number:
                long lowest = number.DistinctCount == 0 ? 0 : number.Distinct[0];
                long highest = number.DistinctCount == 0 ? -1 : number.Distinct[number.DistinctCount - 1];
                ColumnFilter.Apply(number, ConditionValues.OfNumbers(condition.Value, lowest, highest), range, bits, budget);
                break;
            default:
                ApplyToTypes(corpus, condition.Value, range, bits, budget);
                break;
        }

        corpus.ThrowIfClosed();
    }

    /// <summary><c>otype</c>: types are runs of nodes, so only their names are looked at.</summary>
    private static void ApplyToTypes(Corpus corpus, ValueCondition condition, NodeRange range, Span<ulong> bits, QueryBudget budget)
    {
        foreach (NodeTypeInfo type in corpus.Types.All)
        {
            int first = Math.Max(type.First, range.First);
            int last = Math.Min(type.Last, range.Last);
            if (first <= last && !ConditionValues.Accepts(type.Name, System.Text.Encoding.UTF8.GetBytes(type.Name), condition, budget))
            {
                BitRuns.Clear(bits, first - range.First, last - range.First + 1);
            }
        }
    }
}

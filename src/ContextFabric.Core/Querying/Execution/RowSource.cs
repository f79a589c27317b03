namespace ContextFabric.Querying;

/// <summary>Results one after the other, in the order wanted.</summary>
internal abstract class RowSource
{
    /// <summary>The present row.</summary>
    public abstract ReadOnlySpan<int> Current { get; }

    public abstract bool MoveNext();

    /// <summary>Rows of a plan, or of a part of the candidates for its first atom.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="goal">What is wanted.</param>
    /// <param name="runner">The run.</param>
    /// <param name="budget">Charged for sorted blocks.</param>
    /// <param name="limit">How many rows will be taken at most.</param>
    public static RowSource Create(NodeSpace space, QueryPlan plan, PlanGoal goal, Runner runner, QueryBudget budget, long limit)
        => IsStreamed(plan, goal) ? new StreamedRows(runner, goal.Width) : new SortedRows(space.Skeleton, runner, goal.Width, Math.Min(plan.OrderedPrefix, goal.Width), budget, limit);

    /// <summary>True when the run itself gives the rows in the order wanted, each once.</summary>
    public static bool IsStreamed(QueryPlan plan, PlanGoal goal)
        => plan.OrderedPrefix >= goal.Width || (goal.Order == SearchOrder.Any && goal.Width == plan.Order.Length);

    private sealed class StreamedRows(Runner runner, int width) : RowSource
    {
        public override ReadOnlySpan<int> Current => runner.Bindings[..width];

        public override bool MoveNext() => runner.MoveNext();
    }
}

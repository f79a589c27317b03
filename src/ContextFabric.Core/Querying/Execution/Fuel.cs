using System.Runtime.CompilerServices;

namespace ContextFabric.Querying;

/// <summary>Lets inner loops look at the budget now and then: one decrement per step.</summary>
internal sealed class Fuel
{
    private const int Fill = 2048;
    private readonly QueryBudget _budget;
    private readonly Skeleton _skeleton;
    private int _left = Fill;

    public Fuel(QueryBudget budget, Skeleton skeleton)
    {
        _budget = budget;
        _skeleton = skeleton;
    }

    /// <summary>Counts one step; now and then ends the run if the budget is used up or the corpus is closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Burn()
    {
        if (--_left < 0)
        {
            Refill();
        }
    }

    private void Refill()
    {
        _left = Fill;
        _budget.Check();
        _skeleton.ThrowIfClosed();
    }
}

namespace ContextFabric.Querying;

/// <summary>What a plan is for.</summary>
/// <param name="Order">Order of the results.</param>
/// <param name="Width">How many atoms of a result are wanted, at least 1.</param>
/// <param name="Multiplies">
/// True when results of a tree are to be counted by multiplication: each atom must then be related to one bound
/// before, and candidates that lead nowhere do no harm.
/// </param>
internal readonly record struct PlanGoal(SearchOrder Order, int Width, bool Multiplies = false);

/// <summary>
/// A plan: candidates of every atom, the order in which atoms are bound, and the relations that apply when an atom
/// is bound. Immutable; any number of runs may use it at once.
/// </summary>
/// <param name="Graph">The query.</param>
/// <param name="Domains">Candidates by atom.</param>
/// <param name="Order">Atoms in the order of binding.</param>
/// <param name="Links">By position in that order: the relations to atoms bound before.</param>
/// <param name="Sources">By position: the atoms that these relations start from.</param>
/// <param name="Fans">By position: estimated number of nodes bound per binding of the atoms before.</param>
internal sealed record QueryPlan(QueryGraph Graph, Domain[] Domains, int[] Order, Link[][] Links, int[][] Sources, double[] Fans)
{
    /// <summary>How many atoms are bound in template order at the beginning; results come sorted by these.</summary>
    public int OrderedPrefix
    {
        get
        {
            int count = 0;
            while (count < Order.Length && Order[count] == count)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>True when every atom is related to just one of those bound before it: counts can be multiplied.</summary>
    public bool IsTree => Array.TrueForAll(Sources[1..], sources => sources.Length > 0 && Array.TrueForAll(sources, source => source == sources[0]));

    /// <summary>True when some atom has no candidates: there are no results.</summary>
    public bool IsEmpty => Array.Exists(Domains, domain => domain.Count == 0);

    /// <summary>The number of bindings that a full run is expected to try.</summary>
    public double Cost
    {
        get
        {
            double rows = 1;
            double cost = 0;
            foreach (double fan in Fans)
            {
                rows *= fan;
                cost += rows;
            }

            return cost;
        }
    }
}

using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>
/// Applies quantifiers to the candidates of their atom. A quantifier only asks of each candidate by itself, so its
/// bodies are run with the candidates that are left, and stop at the first witness of each.
/// </summary>
internal sealed class QuantifierFilter
{
    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly QueryBudget _budget;
    private readonly QueryAtom _parent;

    public QuantifierFilter(NodeSpace space, QueryMemory memory, QueryBudget budget, QueryAtom parent)
    {
        _space = space;
        _memory = memory;
        _budget = budget;
        _parent = parent;
    }

    /// <summary>The candidates for which the quantifier holds.</summary>
    public Domain Apply(QueryQuantifier quantifier, Domain domain) => quantifier.Kind switch
    {
        QuantifierKind.With => With(quantifier.Bodies, domain),
        QuantifierKind.Without => Without(domain, Witnessed(quantifier.Bodies[0], domain)),
        _ => Where(quantifier.Bodies[0], quantifier.Bodies[1], domain),
    };

    /// <summary>Every alternative is asked only for the candidates that none before it has a solution for.</summary>
    private Domain With(IReadOnlyList<QueryGraph> bodies, Domain domain)
    {
        Domain left = domain;
        foreach (QueryGraph body in bodies)
        {
            if (left.Count > 0)
            {
                left = Without(left, Witnessed(body, left));
            }
        }

        return Without(domain, left);
    }

    /// <summary>The candidates that start a solution of the body, in canonical order.</summary>
    private Domain Witnessed(QueryGraph body, Domain domain)
    {
        var planner = new Planner(_space, _memory, _budget);
        QueryPlan plan = planner.Plan(body, new PlanGoal(SearchOrder.Canonical, 1), domain, _parent.Conditions.Count);
        if (plan.IsEmpty)
        {
            return domain.Restrict([], 0);
        }

        if (body.Atoms.Count == 1)
        {
            return plan.Domains[0];
        }

        var runner = new Runner(_space, plan, new Fuel(_budget, _space.Skeleton), 1);
        int[] found = _memory.Numbers(plan.Domains[0].Count);
        int count = 0;
        while (runner.MoveNext())
        {
            found[count++] = runner.Bindings[0];
        }

        return domain.Restrict(found, count);
    }

    /// <summary>Every solution of the antecedent must have an extension; the first without one decides.</summary>
    private Domain Where(QueryGraph antecedent, QueryGraph whole, Domain domain)
    {
        var planner = new Planner(_space, _memory, _budget);
        QueryPlan plan = planner.Plan(antecedent, new PlanGoal(SearchOrder.Canonical, 1), domain, _parent.Conditions.Count);
        if (plan.IsEmpty)
        {
            return domain; // nothing is asked
        }

        var extension = new Extension(_space, planner.PlanExtension(whole, plan), plan, new Fuel(_budget, _space.Skeleton));
        var runner = new Runner(_space, plan, new Fuel(_budget, _space.Skeleton), plan.Order.Length);
        int[] failed = _memory.Numbers(plan.Domains[0].Count);
        int count = 0;
        bool more = runner.MoveNext();
        while (more)
        {
            if (extension.Exists(runner.Bindings))
            {
                more = runner.MoveNext();
                continue;
            }

            failed[count++] = runner.Bindings[0];
            more = runner.MoveNext(0);
        }

        return Without(domain, domain.Restrict(failed, count));
    }

    /// <summary>The candidates that are not among others, both in canonical order.</summary>
    private Domain Without(Domain domain, Domain removed)
    {
        if (removed.Count == 0)
        {
            return domain;
        }

        int[] kept = _memory.Numbers(domain.Count - removed.Count);
        ReadOnlySpan<int> excluded = removed.Nodes;
        int count = 0;
        int at = 0;
        foreach (int node in domain.Nodes)
        {
            if (at < excluded.Length && excluded[at] == node)
            {
                at++;
            }
            else
            {
                kept[count++] = node;
            }
        }

        return domain.Restrict(kept, count);
    }
}

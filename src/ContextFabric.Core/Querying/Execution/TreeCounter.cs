using System.Numerics;

namespace ContextFabric.Querying;

/// <summary>
/// Counts the results of a plan whose relations form a tree without making them: from the last atom to the first,
/// every candidate gets the number of ways to bind what hangs on it, the product over branches of the sum over
/// partners. Sums over slices are differences of running totals; of relations that hold nearly everywhere the
/// exceptions are summed up. O(partners per relation) instead of O(results).
/// </summary>
/// <typeparam name="T">Number type; sums that it cannot hold throw <see cref="OverflowException"/>.</typeparam>
internal sealed class TreeCounter<T>
    where T : struct, INumber<T>
{
    private readonly QueryPlan _plan;
    private readonly QueryBudget _budget;
    private readonly Step[] _steps;
    private readonly bool[] _inverted;
    private readonly SignatureCache<T>[] _known;
    private readonly int[] _bindings;
    private readonly T[]?[] _totals;
    private readonly T[]?[] _upTo;

    public TreeCounter(NodeSpace space, QueryPlan plan, QueryBudget budget)
    {
        _plan = plan;
        _budget = budget;
        var fuel = new Fuel(budget, space.Skeleton);
        _steps = new Step[plan.Order.Length];
        _inverted = new bool[_steps.Length];
        _known = new SignatureCache<T>[_steps.Length];
        for (int i = 0; i < _steps.Length; i++)
        {
            _known[i] = new SignatureCache<T>();
            Link[] links = plan.Links[i];
            if (links.Length == 1 && links[0].Complement(plan.Domains[plan.Sources[i][0]]) is Link complement)
            {
                _inverted[i] = true;
                links = [complement];
            }

            _steps[i] = new Step(space, fuel, plan.Order[i], plan.Domains[plan.Order[i]], links, plan.Sources[i]);
        }

        _bindings = new int[_steps.Length];
        _totals = new T[]?[_steps.Length];
        _upTo = new T[]?[_steps.Length];
    }

    /// <summary>The number of results.</summary>
    public T Count()
    {
        if (_plan.IsEmpty)
        {
            return T.Zero;
        }

        for (int position = _steps.Length - 1; position >= 0; position--)
        {
            Weigh(position);
        }

        return Total(0);
    }

    /// <summary>The weights of the partners of the node that was bound last.</summary>
    private T Partners(int branch, int node)
    {
        Link[] links = _plan.Links[branch];
        if (links is [FeatureLink { IsOrdering: true } link])
        {
            return PartnersByKey(branch, link, node);
        }

        int signature = links.Length == 1 ? links[0].Signature(node) : -1;
        if (_known[branch].TryGet(signature, out T sum))
        {
            return sum;
        }

        _steps[branch].Open(_bindings);
        sum = Sum(_steps[branch], _totals[branch]);
        return _known[branch].Add(signature, _inverted[branch] ? Total(branch) - sum : sum);
    }

    /// <summary>The weights of the partners that have a higher or a lower key.</summary>
    private T PartnersByKey(int branch, FeatureLink link, int node)
    {
        T[] upTo = _upTo[branch] ??= WeighKeys(branch, link);
        int key = link.Signature(node);
        return key == 0 ? T.Zero
            : link.WantsHigher ? upTo[^1] - upTo[Math.Min(key, upTo.Length - 1)]
            : upTo[Math.Min(key, upTo.Length) - 1];
    }

    /// <summary>By key, the weights of the candidates that have it or a lower one.</summary>
    private T[] WeighKeys(int branch, FeatureLink link)
    {
        ReadOnlySpan<int> nodes = _plan.Domains[_plan.Order[branch]].Nodes;
        T[]? totals = _totals[branch];
        _budget.Charge(16L * link.MaxTargetKey);
        var upTo = new T[link.MaxTargetKey + 1];
        for (int i = 0; i < nodes.Length; i++)
        {
            int key = link.TargetKey(nodes[i]);
            if (key > 0)
            {
                upTo[key] = checked(upTo[key] + (totals is null ? T.One : totals[i + 1] - totals[i]));
            }
        }

        for (int key = 1; key < upTo.Length; key++)
        {
            upTo[key] = checked(upTo[key] + upTo[key - 1]);
        }

        return upTo;
    }

    /// <summary>The weights of all candidates of an atom.</summary>
    private T Total(int position)
        => _totals[position] is T[] totals ? totals[^1] : T.CreateChecked(_plan.Domains[_plan.Order[position]].Count);

    /// <summary>Running totals of the weights of the candidates of an atom; none when all weights are 1.</summary>
    private void Weigh(int position)
    {
        int atom = _plan.Order[position];
        int[] branches = [.. Enumerable.Range(position + 1, _steps.Length - position - 1).Where(later => _plan.Sources[later][0] == atom)];
        if (branches.Length == 0)
        {
            return;
        }

        ReadOnlySpan<int> nodes = _plan.Domains[atom].Nodes;
        _budget.Charge(16L * nodes.Length);
        var totals = new T[nodes.Length + 1];
        T total = T.Zero;
        for (int i = 0; i < nodes.Length; i++)
        {
            _bindings[atom] = nodes[i];
            T ways = T.One;
            foreach (int branch in branches)
            {
                ways = checked(ways * Partners(branch, nodes[i]));
                if (T.IsZero(ways))
                {
                    break;
                }
            }

            total = checked(total + ways);
            totals[i + 1] = total;
        }

        _totals[position] = totals;
        foreach (int branch in branches)
        {
            _totals[branch] = null;
            _upTo[branch] = null;
        }
    }

    /// <summary>The sum of the weights of the partners that an open step has.</summary>
    private static T Sum(Step step, T[]? totals)
    {
        if (totals is null)
        {
            return T.CreateChecked(step.CountAll());
        }

        if (step.IsExactSlice && step.Excepts.Length == 0)
        {
            (int start, int end) = step.Slice;
            return totals[end] - totals[start];
        }

        T sum = T.Zero;
        for (int node = step.Advance(); node != 0; node = step.Advance())
        {
            int at = step.PositionOf(node);
            sum = checked(sum + (totals[at + 1] - totals[at]));
        }

        return sum;
    }
}

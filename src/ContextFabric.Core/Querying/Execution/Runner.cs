using System.Diagnostics;

namespace ContextFabric.Querying;

/// <summary>
/// Goes through the results of a plan, or of a part of it: nested loops over steps, unrolled into a state that can
/// stop after each result. Allocates nothing per result. Belongs to one thread.
/// </summary>
internal sealed class Runner
{
    private readonly Step[] _steps;
    private readonly int[] _bindings;
    private readonly int _start;
    private readonly int _end;
    private readonly long[]? _ticks;
    private readonly int _resume;
    private bool _started;

    /// <summary>Prepares a run.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="fuel">Watches the budget.</param>
    /// <param name="width">How many atoms of a result are wanted: of results that differ in others only one is found, as far as the order of binding allows.</param>
    /// <param name="start">First of the candidates for the first atom that this run goes through.</param>
    /// <param name="end">End of these.</param>
    /// <param name="timed">True to measure the time within each step.</param>
    public Runner(NodeSpace space, QueryPlan plan, Fuel fuel, int width, int start, int end, bool timed = false)
    {
        _ticks = timed ? new long[plan.Order.Length] : null;
        _steps = new Step[plan.Order.Length];
        for (int i = 0; i < _steps.Length; i++)
        {
            _steps[i] = new Step(space, fuel, plan.Order[i], plan.Domains[plan.Order[i]], plan.Links[i], plan.Sources[i]);
        }

        _bindings = new int[_steps.Length];
        _start = start;
        _end = end;
        while (_resume + 1 < _steps.Length && HasWantedFrom(plan.Order, _resume + 1, width))
        {
            _resume++;
        }
    }

    /// <summary>A run through all results.</summary>
    public Runner(NodeSpace space, QueryPlan plan, Fuel fuel, int width, bool timed = false)
        : this(space, plan, fuel, width, 0, plan.IsEmpty ? 0 : plan.Domains[plan.Order[0]].Count, timed)
    {
    }

    /// <summary>The present result, by atom.</summary>
    public ReadOnlySpan<int> Bindings => _bindings;

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Time within a step, when it is measured.</summary>
    public TimeSpan? Elapsed(int step)
        => _ticks is null ? null : TimeSpan.FromSeconds((double)_ticks[step] / Stopwatch.Frequency);

    /// <summary>Advances to the next result.</summary>
    public bool MoveNext() => MoveNext(_resume);

    /// <summary>Advances to the next result that differs in one of the first atoms bound.</summary>
    /// <param name="depth">Position in the order of binding of the last atom that may stay the same up to.</param>
    public bool MoveNext(int depth)
    {
        if (!_started)
        {
            _started = true;
            depth = 0;
            _steps[0].Open(_start, _end);
        }

        int last = _steps.Length - 1;
        while (depth >= 0)
        {
            Step step = _steps[depth];
            long since = _ticks is null ? 0 : Stopwatch.GetTimestamp();
            int node = step.Advance();
            Clock(depth, since);
            if (node == 0)
            {
                depth--;
                continue;
            }

            _bindings[step.Variable] = node;
            if (depth == last)
            {
                return true;
            }

            since = _ticks is null ? 0 : Stopwatch.GetTimestamp();
            _steps[++depth].Open(_bindings);
            Clock(depth, since);
        }

        return false;
    }

    /// <summary>Counts the results, the last atom by slices where that is exact.</summary>
    public long CountAll()
    {
        _steps[0].Open(_start, _end);
        int last = _steps.Length - 1;
        if (last == 0)
        {
            return _steps[0].CountAll();
        }

        long count = 0;
        int depth = 0;
        while (depth >= 0)
        {
            int node = _steps[depth].Advance();
            if (node == 0)
            {
                depth--;
                continue;
            }

            _bindings[_steps[depth].Variable] = node;
            _steps[++depth].Open(_bindings);
            if (depth == last)
            {
                count = checked(count + _steps[depth--].CountAll());
            }
        }

        return count;
    }

    private void Clock(int step, long since)
    {
        if (_ticks is not null)
        {
            _ticks[step] += Stopwatch.GetTimestamp() - since;
        }
    }

    private static bool HasWantedFrom(int[] order, int position, int width)
    {
        for (int i = position; i < order.Length; i++)
        {
            if (order[i] < width)
            {
                return true;
            }
        }

        return false;
    }
}

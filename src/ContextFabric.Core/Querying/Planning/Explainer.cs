using System.Diagnostics;

namespace ContextFabric.Querying;

/// <summary>Makes the public account of a plan and its run.</summary>
internal static class Explainer
{
    /// <summary>Plans, runs if wanted, and says what was expected and what happened.</summary>
    public static SearchPlan Explain(NodeSpace space, QueryRun run, string template, bool execute)
    {
        long since = Stopwatch.GetTimestamp();
        var trace = new PlanTrace();
        QueryPlan plan = run.Plan(run.Goal, trace);
        bool streamed = RowSource.IsStreamed(plan, run.Goal);
        long? results = null;
        var runner = new Runner(space, plan, run.NewFuel(), run.Goal.Width, timed: true);
        var rows = RowSource.Create(space, plan, run.Goal, runner, run.Budget, long.MaxValue);
        long started = Stopwatch.GetTimestamp();
        if (execute)
        {
            results = 0;
            while (rows.MoveNext())
            {
                results++;
            }
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        var steps = new List<SearchStep>(trace.Steps);
        double expected = 1;
        TimeSpan joined = TimeSpan.Zero;
        for (int position = 0; position < plan.Order.Length; position++)
        {
            expected *= plan.Fans[position];
            QueryAtom atom = run.Graph.Atoms[plan.Order[position]];
            long? actual = execute ? runner.Steps[position].Bound : null;
            TimeSpan? time = execute ? runner.Elapsed(position) : null;
            joined += time ?? TimeSpan.Zero;
            steps.Add(new SearchStep(SearchStepKind.Join, atom.Syntax.Index, atom.Syntax.Range.Line, Describe(run.Graph, plan, position), expected, actual, time));
        }

        if (!streamed)
        {
            TimeSpan? sorting = execute ? TimeSpan.FromTicks(Math.Max(0, (elapsed - joined).Ticks)) : null;
            string text = $"blocks that agree in the first {Math.Min(plan.OrderedPrefix, run.Goal.Width)} atoms";
            steps.Add(new SearchStep(SearchStepKind.Sort, -1, 0, text, expected, results, sorting));
        }

        return new SearchPlan(template, steps, Stopwatch.GetElapsedTime(since), results, streamed);
    }

    private static string Describe(QueryGraph graph, QueryPlan plan, int position)
    {
        int atom = plan.Order[position];
        string name = PlanTrace.NameOf(graph.Atoms[atom]);
        var relations = new List<string>();
        foreach (QueryEdge edge in graph.Edges)
        {
            int other = edge.To == atom ? edge.From : edge.To;
            if ((edge.To == atom || edge.From == atom) && other != atom && Array.IndexOf(plan.Order, other) < position)
            {
                relations.Add(edge.To == atom
                    ? $"{PlanTrace.NameOf(graph.Atoms[other])} {edge.Syntax.Operator} _"
                    : $"_ {edge.Syntax.Operator} {PlanTrace.NameOf(graph.Atoms[other])}");
            }
        }

        return relations.Count == 0 ? name : $"{name} where {string.Join(", ", relations)}";
    }
}

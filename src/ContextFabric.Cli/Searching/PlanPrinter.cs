using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;

namespace ContextFabric.Cli.Searching;

/// <summary>Shows how a query was run.</summary>
internal static class PlanPrinter
{
    /// <summary>A row per step, then the outcome.</summary>
    public static void Print(PlanReport plan, CliOutput output)
    {
        var grid = new Grid("step", ">atom", ">line", "what", ">estimated", ">actual", ">time");
        foreach (PlanStep step in plan.Steps)
        {
            grid.Add(
                new Cell(step.Kind, Tone.Accent),
                step.Atom is { } atom ? Format.Number(atom) : string.Empty,
                step.Line is { } line ? Format.Number(line) : string.Empty,
                step.Text,
                step.Estimated is { } estimated ? Format.Invariant($"{estimated:N0}") : string.Empty,
                step.Actual is { } actual ? Format.Count(actual) : string.Empty,
                step.ElapsedMs is { } time ? Format.Time(TimeSpan.FromMilliseconds(time)) : string.Empty);
        }

        output.Table(grid);
        string results = plan.Results is { } count ? Format.Count(count) : "not all";
        string order = plan.IsStreamed ? "in order as they come" : "sorted";
        output.Line($"{results} results in {Format.Time(TimeSpan.FromMilliseconds(plan.ElapsedMs))}, {order}", Tone.Muted);
    }

    /// <summary>The operators that a template may use.</summary>
    public static void PrintRelations(IReadOnlyList<RelationInfo> relations, CliOutput output)
    {
        var grid = new Grid("operator", "a operator b says", "converse", "values");
        foreach (RelationInfo relation in relations)
        {
            grid.Add(new Cell(relation.Operator, Tone.Accent), relation.Meaning, relation.Converse, relation.TakesValue ? "yes" : string.Empty);
        }

        output.Table(grid);
    }
}

namespace ContextFabric.Cli.Reports;

/// <summary>How a search was run.</summary>
internal sealed record PlanReport
{
    public required string Template { get; init; }

    /// <summary>Number of results; null when not run to the end.</summary>
    public required long? Results { get; init; }

    public required double ElapsedMs { get; init; }

    /// <summary>True when results come in the wanted order without sorting.</summary>
    public required bool IsStreamed { get; init; }

    public required IReadOnlyList<PlanStep> Steps { get; init; }

    public static PlanReport Of(SearchPlan plan) => new()
    {
        Template = plan.Template,
        Results = plan.Results,
        ElapsedMs = Math.Round(plan.Elapsed.TotalMilliseconds, 3),
        IsStreamed = plan.IsStreamed,
        Steps = [.. plan.Steps.Select(step => new PlanStep(
            step.Kind.ToString().ToLowerInvariant(),
            step.Atom < 0 ? null : step.Atom,
            step.Line == 0 ? null : step.Line,
            step.Text,
            double.IsFinite(step.Estimated) ? Math.Round(step.Estimated, 1) : null,
            step.Actual,
            step.Elapsed is { } time ? Math.Round(time.TotalMilliseconds, 3) : null))],
    };
}

/// <summary>A step of a plan.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Atom">Index of the atom concerned, or null.</param>
/// <param name="Line">Its line in the template, or null.</param>
/// <param name="Text">For a person.</param>
/// <param name="Estimated">Nodes or bindings expected; null when without bound.</param>
/// <param name="Actual">Nodes or bindings found; null when not run.</param>
/// <param name="ElapsedMs">Time within the step; null when not measured.</param>
internal sealed record PlanStep(string Kind, int? Atom, int? Line, string Text, double? Estimated, long? Actual, double? ElapsedMs);

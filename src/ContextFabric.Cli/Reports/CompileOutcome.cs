using ContextFabric.Storage;

namespace ContextFabric.Cli.Reports;

/// <summary>What a compilation came to, for <c>--json</c>.</summary>
internal sealed record CompileOutcome
{
    public required string Store { get; init; }

    public required long StoreBytes { get; init; }

    /// <summary>Wall time; of all stores together when they were compiled together.</summary>
    public required double Milliseconds { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>True when nothing had to be done; null when several stores were compiled together.</summary>
    public bool? WasUpToDate { get; init; }

    public long? SourceBytes { get; init; }

    public IReadOnlyDictionary<string, double>? PhaseMilliseconds { get; init; }

    public static CompileOutcome Of(CompileReport report) => new()
    {
        Store = report.StorePath,
        StoreBytes = report.StoreBytes,
        Milliseconds = report.Elapsed.TotalMilliseconds,
        Warnings = [.. report.Diagnostics.Select(d => d.ToString())],
        WasUpToDate = !report.IsFresh,
        SourceBytes = report.SourceBytes,
        PhaseMilliseconds = report.Phases.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Sum(p => p.Elapsed.TotalMilliseconds)),
    };

    public static CompileOutcome Of(ArrayStore store, double milliseconds, IReadOnlyList<string> warnings) => new()
    {
        Store = store.Path,
        StoreBytes = store.Length,
        Milliseconds = milliseconds,
        Warnings = warnings,
    };
}

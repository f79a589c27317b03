namespace ContextFabric.Cli.Reports;

/// <summary>What a compilation came to, for <c>--json</c>.</summary>
internal sealed record CompileOutcome(
    string Store,
    bool WasUpToDate,
    long SourceBytes,
    long StoreBytes,
    double Milliseconds,
    IReadOnlyDictionary<string, double> PhaseMilliseconds,
    IReadOnlyList<string> Warnings)
{
    public static CompileOutcome Of(CompileReport report) => new(
        report.StorePath,
        !report.IsFresh,
        report.SourceBytes,
        report.StoreBytes,
        report.Elapsed.TotalMilliseconds,
        report.Phases.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Sum(p => p.Elapsed.TotalMilliseconds)),
        [.. report.Diagnostics.Select(d => d.ToString())]);
}

using System.Globalization;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>The closing line under results that a person reads.</summary>
internal static class ResultSummary
{
    /// <summary>Says how many results there are, and how many of them were shown.</summary>
    public static string Of(SearchOutcome outcome) => outcome switch
    {
        { Stop: StopReason.Limit, Total: { } total } => $"{Format.Count(outcome.Count)} of {total.ToString("N0", CultureInfo.InvariantCulture)} shown; --limit 0 shows all",
        { Stop: StopReason.Limit } => $"{Format.Count(outcome.Count)} shown, there are more; --limit 0 shows all",
        { Stop: StopReason.Complete } => Results(outcome.Count),
        _ => $"{Results(outcome.Count)} so far",
    };

    private static string Results(long count) => count switch
    {
        0 => "no results",
        1 => "1 result",
        _ => $"{Format.Count(count)} results",
    };
}

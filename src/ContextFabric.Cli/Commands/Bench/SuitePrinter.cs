using System.CommandLine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary>Runs benchmarks and prints the few figures that they end with.</summary>
internal static class SuitePrinter
{
    /// <summary>Runs one benchmark; returns the exit code.</summary>
    public static Task<int> RunAsync(CliOutput output, IBenchSuite suite, BenchArguments arguments, ParseResult parsed, CancellationToken cancellationToken) =>
        RunAsync(output, suite.Name, [suite], arguments.Read(parsed), parsed.GetValue(arguments.Json), cancellationToken);

    /// <summary>Runs several benchmarks; returns the exit code.</summary>
    public static async Task<int> RunAsync(
        CliOutput output, string name, IReadOnlyList<IBenchSuite> suites, BenchOptions options, bool json, CancellationToken cancellationToken)
    {
        BenchOutcome outcome = await BenchCommand.RunAsync(output, name, suites, options, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SummaryLine> lines = [.. suites.OfType<ISummarizedSuite>().SelectMany(suite => suite.Summary.Lines)];
        if (json)
        {
            CliOutput.Json(new BenchSummary<SummaryLine>(outcome.ExitCode, outcome.Folder, lines), CliJson.Instance.BenchSummarySummaryLine);
        }
        else
        {
            Print(output, lines);
        }

        return outcome.ExitCode;
    }

    private static void Print(CliOutput output, IReadOnlyList<SummaryLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var grid = new Grid("corpus", "subject", "measure", ">median", ">least", ">greatest", "unit", ">n");
        foreach (SummaryLine line in lines)
        {
            grid.Add(line.Corpus, line.Subject, line.Measure, Number(line.Median), Number(line.Low), Number(line.High), line.Unit, Format.Count(line.Count));
        }

        output.Table(grid);
    }

    private static string Number(double value) => Math.Abs(value) >= 1000 ? Format.Invariant($"{value:0}") : Format.Invariant($"{value:0.000}");
}

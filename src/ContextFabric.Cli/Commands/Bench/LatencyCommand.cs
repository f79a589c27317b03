using System.CommandLine;
using ContextFabric.Bench;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Latency;
using ContextFabric.Bench.Workers;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench latency</c>: times of queries, right answers only.</summary>
internal static class LatencyCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var queries = new QueryArguments();
        var suite = new LatencyArguments();
        return new Command("latency", "Query times by query and category; an answer that is wrong is not timed")
            .With([.. arguments.Symbols, .. queries.Symbols, .. suite.Symbols])
            .Benches(output, async (parsed, cancellationToken) =>
            {
                var latency = new LatencySuite(suite.Read(parsed, queries));
                BenchOutcome outcome = await BenchCommand.RunAsync(output, latency.Name, [latency], arguments.Read(parsed), cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(arguments.Json))
                {
                    CliOutput.Json(new BenchSummary<LatencySummaryRow>(outcome.ExitCode, outcome.Folder, latency.Summary), CliJson.Instance.BenchSummaryLatencySummaryRow);
                }
                else
                {
                    Print(output, latency.Summary);
                }

                return outcome.ExitCode;
            });
    }

    /// <summary>Prints the figures as a table.</summary>
    public static void Print(CliOutput output, IReadOnlyList<LatencySummaryRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var grid = new Grid("corpus", "want", "category", "subject", ">queries", ">sum of medians ms", ">baseline / subject", "95 % interval");
        foreach (LatencySummaryRow row in rows)
        {
            grid.Add(
                row.Corpus,
                row.Want,
                row.Category,
                row.Subject,
                Format.Count(row.Queries),
                Format.Invariant($"{row.SumOfMediansMs:0.00}"),
                row.Ratio is { } ratio ? Format.Invariant($"{ratio:0.000}") : "baseline",
                row is { RatioLow: { } low, RatioHigh: { } high } ? Format.Invariant($"{low:0.000}–{high:0.000}") + (low <= 1 && high >= 1 ? ", no clear difference" : string.Empty) : string.Empty);
        }

        output.Table(grid);
    }
}

/// <summary>The options of the latency benchmark.</summary>
internal sealed class LatencyArguments
{
    private readonly Option<int?> _iterations = new("--iterations") { Description = "Least number of timed executions per query and block [10]" };
    private readonly Option<double> _minTime = new("--min-time") { Description = "Least milliseconds that they take together", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _maxIterations = new("--max-iterations") { Description = "Greatest number of them", DefaultValueFactory = _ => 100 };
    private readonly Option<string> _want = new("--want") { Description = "What is asked for: full, count, first; a list", DefaultValueFactory = _ => QueryWants.Full };
    private readonly Option<long?> _limit = new("--limit") { Description = "End after so many results [none]" };
    private readonly Option<bool> _compatible = new("--compat-cap") { Description = "End after 100000 results, as the reference does" };

    public Symbol[] Symbols => [_iterations, _minTime, _maxIterations, _want, _limit, _compatible];

    /// <exception cref="BenchException">The options make no sense.</exception>
    public LatencyOptions Read(ParseResult parsed, QueryArguments queries)
    {
        if (parsed.GetValue(_compatible) && parsed.GetValue(_limit) is not null)
        {
            throw new BenchException("--compat-cap and --limit exclude each other");
        }

        var options = new LatencyOptions
        {
            Queries = queries.Read(parsed),
            Iterations = parsed.GetValue(_iterations),
            MinTime = TimeSpan.FromMilliseconds(parsed.GetValue(_minTime)),
            MaxIterations = parsed.GetValue(_maxIterations),
            Wants = BenchArguments.Words(parsed.GetValue(_want)),
            Limit = parsed.GetValue(_compatible) ? LatencyOptions.CompatibleCap : parsed.GetValue(_limit),
        };
        options.Validate();
        return options;
    }
}

using System.CommandLine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench verify</c>: are the answers right? Nothing is timed.</summary>
internal static class VerifyQueriesCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var queries = new QueryArguments();
        return new Command("verify", "Check counts and digests of a query set; nothing is timed")
            .With([.. arguments.VerifySymbols, .. queries.Symbols])
            .Benches(output, async (parsed, cancellationToken) =>
            {
                var verify = new VerifySuite(queries.Read(parsed));
                BenchOutcome outcome = await BenchCommand.RunAsync(output, verify.Name, [verify], arguments.Read(parsed), cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(arguments.Json))
                {
                    CliOutput.Json(new BenchSummary<VerdictCount>(outcome.ExitCode, outcome.Folder, verify.Summary), CliJson.Instance.BenchSummaryVerdictCount);
                }
                else
                {
                    Print(output, verify.Summary);
                }

                return outcome.ExitCode;
            });
    }

    private static void Print(CliOutput output, IReadOnlyList<VerdictCount> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var grid = new Grid("corpus", "subject", "verdict", ">queries");
        foreach (VerdictCount row in rows)
        {
            grid.Add(row.Corpus, row.Subject, new Cell(row.Verdict, row.Verdict == Verdict.Ok ? Tone.Good : Tone.Warning), Format.Count(row.Queries));
        }

        output.Table(grid);
    }
}

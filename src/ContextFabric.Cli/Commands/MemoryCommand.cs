using System.CommandLine;
using ContextFabric.Bench.Sharing;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric memory CORPUS</c>: which arrays are in memory, what this process and one more like it cost.</summary>
internal static class MemoryCommand
{
    private const int DefaultTop = 20;

    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        Option<string> by = new("--by") { Description = "What to list", DefaultValueFactory = _ => NameOf(MemoryGrouping.Array) };
        by.AcceptOnlyFromAmong([.. Enum.GetValues<MemoryGrouping>().Select(NameOf)]);
        Option<int> top = new("--top") { Description = "How many to list; 0 = all", DefaultValueFactory = _ => DefaultTop };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--top must not be negative");
            }
        });
        Option<bool> warm = new("--warm") { Description = "Bring the whole corpus into memory first" };
        Option<bool> noWorker = new("--no-worker") { Description = "Do not start processes to measure what one more costs" };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("memory", "Show which arrays are in memory, and what a process costs")
            .With(corpus.Corpus, corpus.Modules, by, top, warm, noWorker, json)
            .RunsAsync(async (parsed, cancellationToken) =>
            {
                MemoryGrouping grouping = Enum.Parse<MemoryGrouping>(parsed.GetValue(by)!, ignoreCase: true);
                MemoryOutcome outcome = Look(corpus, parsed, grouping, parsed.GetValue(top), parsed.GetValue(warm), cancellationToken);
                if (!parsed.GetValue(noWorker))
                {
                    outcome = await WithWorkerAsync(outcome, cancellationToken).ConfigureAwait(false);
                }

                if (parsed.GetValue(json))
                {
                    CliOutput.Json(outcome, CliJson.Instance.MemoryOutcome);
                }
                else
                {
                    MemoryPrinter.Print(outcome, output);
                }

                return ExitCode.Ok;
            });
    }

    // closes the corpus again, so that the workers are the only ones who map it while they are measured
    private static MemoryOutcome Look(
        CorpusArgument argument, ParseResult parsed, MemoryGrouping by, int top, bool warm, CancellationToken cancellationToken)
    {
        using Corpus corpus = argument.Open(parsed, cancellationToken);
        if (warm)
        {
            _ = corpus.Warm(cancellationToken: cancellationToken);
        }

        // what opening left behind is no cost of a process that has been running for a while
        GC.Collect();
        return MemoryOutcome.Of(corpus.MemoryReport(), by, top);
    }

    private static async Task<MemoryOutcome> WithWorkerAsync(MemoryOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            WorkerCost cost = await WorkerCost.MeasureAsync([.. outcome.Stores.Select(s => s.Path)], cancellationToken).ConfigureAwait(false);
            return outcome with { OneMoreWorker = cost };
        }
        catch (SharingException e)
        {
            return outcome with { NotAvailable = [.. outcome.NotAvailable, $"one more worker: {e.Message}"] };
        }
    }

    private static string NameOf(MemoryGrouping by) => by.ToString().ToLowerInvariant();
}

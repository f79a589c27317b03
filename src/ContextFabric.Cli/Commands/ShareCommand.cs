using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Sharing;
using ContextFabric.Compile;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric share CORPUS</c>: do worker processes share one physical copy? Measured here and now.</summary>
internal static class ShareCommand
{
    public const int DefaultWorkers = 4;
    private const int MostWorkers = 64;

    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        Option<int> workers = new("--workers", "-n") { Description = "How many worker processes", DefaultValueFactory = _ => DefaultWorkers };
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostWorkers)
            {
                result.AddError($"--workers must be between 1 and {MostWorkers}");
            }
        });
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("share", "Prove that worker processes share one copy of a corpus in memory")
            .With(corpus.Corpus, corpus.Modules, workers, json)
            .RunsAsync(async (parsed, cancellationToken) =>
            {
                string[] stores = StoresOf(corpus, corpus.Locations(parsed), cancellationToken);
                SharingReport report = await MeasureAsync(output, stores, parsed.GetValue(workers), cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(json))
                {
                    CliOutput.Json(report, CliJson.Instance.SharingReport);
                }
                else
                {
                    SharingPrinter.Print(report, output);
                }

                return report.Holds ? ExitCode.Ok : ExitCode.Failed;
            });
    }

    /// <summary>Runs the measurement with progress on a terminal. Nothing in this process may map the stores meanwhile.</summary>
    public static async Task<SharingReport> MeasureAsync(CliOutput output, IReadOnlyList<string> stores, int workers, CancellationToken cancellationToken)
    {
        string small = CorpusCompiler.Compile(EmbeddedCorpus.Extract(), cancellationToken: cancellationToken).StorePath;
        using ProgressLine progress = output.Progress();
        return await new SharingExperiment(stores, small, workers).RunAsync(progress.Show, cancellationToken).ConfigureAwait(false);
    }

    // opening compiles what is missing; closing makes sure that the workers are the only ones who map the stores
    private static string[] StoresOf(CorpusArgument argument, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        using Corpus corpus = argument.Open(locations, cancellationToken);
        return [.. corpus.Stores.Select(store => store.Path)];
    }
}

using System.CommandLine;
using System.Text.Json;
using ContextFabric.Bench.Reports;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Sharing;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Compile;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric share CORPUS</c>: do worker processes share one physical copy? Measured here and now.</summary>
internal static class ShareCommand
{
    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        Option<int> workers = Number("--workers", "How many worker processes", SharingSettings.DefaultWorkers, 1, SharingSettings.MostWorkers);
        workers.Aliases.Add("-n");
        Option<int?> runs = new("--runs") { Description = $"How many times each mode is measured (default {SharingSettings.DefaultRuns})" };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--runs must be at least 1");
            }
        });
        Option<int> warmUp = Number("--warmup", "How many times each mode runs before and is not counted", SharingSettings.DefaultWarmUp, 0, int.MaxValue);
        Option<bool> quick = new("--quick") { Description = $"{SharingSettings.QuickRuns} runs after one warm-up, and no series over the number of workers" };
        Option<string[]> sections = new("--section") { Description = "Run this part only; may be given more than once", AllowMultipleArgumentsPerToken = true };
        sections.AcceptOnlyFromAmong([.. SharingSections.All.Select(SharingSections.NameOf)]);
        Option<string?> reportFolder = new("--report") { Description = "Write raw readings, share.json and a report with charts to this folder, which must be new or empty" };
        Option<string?> scratch = new("--scratch") { Description = "Folder for scratch files; needs room for a copy of the corpus, and a disk behind it" };
        Option<string?> group = new("--cgroup") { Description = "Memory control group in which to make one with less memory than the corpus" };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("share", "Prove that worker processes share one copy of a corpus in memory")
            .With(corpus.Corpus, corpus.Modules, workers, runs, warmUp, quick, sections, reportFolder, scratch, group, json)
            .RunsAsync(async (parsed, cancellationToken) =>
            {
                bool isQuick = parsed.GetValue(quick);
                var settings = new SharingSettings
                {
                    Workers = parsed.GetValue(workers),
                    Runs = parsed.GetValue(runs) ?? (isQuick ? SharingSettings.QuickRuns : SharingSettings.DefaultRuns),
                    WarmUp = isQuick && parsed.GetResult(warmUp) is not { Implicit: false } ? 1 : parsed.GetValue(warmUp),
                    Quick = isQuick,
                    Sections = parsed.GetValue(sections) is { Length: > 0 } names ? [.. names.Select(n => Enum.Parse<SharingSection>(n, ignoreCase: true))] : SharingSections.All,
                    Scratch = parsed.GetValue(scratch),
                    ControlGroup = parsed.GetValue(group),
                };
                string[] stores = StoresOf(corpus, corpus.Locations(parsed), cancellationToken);
                RunFolder? folder = parsed.GetValue(reportFolder) is { } path ? RunFolder.Create(path) : null;
                string command = CommandOf(parsed);
                SharingReport report = await MeasureAsync(output, stores, settings, folder, command, cancellationToken).ConfigureAwait(false);
                if (folder is not null)
                {
                    Write(report, folder, command);
                }

                if (parsed.GetValue(json))
                {
                    CliOutput.Json(report, SharingJson.Instance.SharingReport);
                }
                else
                {
                    ReportPrinter.Print(SharingDocument.Build(report, command, isDetailed: false), output);
                }

                if (folder is not null)
                {
                    output.Notice($"report: {folder.File("report.html")}");
                }

                return report.Holds ? ExitCode.Ok : ExitCode.Failed;
            });
    }

    /// <summary>Runs the measurement with progress on a terminal. Nothing in this process may map the stores meanwhile.</summary>
    public static async Task<SharingReport> MeasureAsync(
        CliOutput output, IReadOnlyList<string> stores, SharingSettings settings, RunFolder? folder, string command, CancellationToken cancellationToken)
    {
        string small = CorpusCompiler.Compile(EmbeddedCorpus.Extract(), cancellationToken: cancellationToken).StorePath;
        using ProgressLine progress = output.Progress();
        return await new SharingRun(stores, small, settings).RunAsync(folder, command, progress.Show, cancellationToken).ConfigureAwait(false);
    }

    private static void Write(SharingReport report, RunFolder folder, string command)
    {
        File.WriteAllText(folder.File("share.json"), JsonSerializer.Serialize(report, SharingJson.Instance.SharingReport) + "\n");
        _ = ReportWriter.Write(SharingDocument.Build(report, command, isDetailed: true), folder.Path, ReportFormats.All);
    }

    private static string CommandOf(ParseResult parsed) =>
        string.Join(' ', parsed.Tokens.Select(t => t.Value).Prepend("cfabric").Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word));

    // opening compiles what is missing; closing makes sure that the workers are the only ones who map the stores
    private static string[] StoresOf(CorpusArgument argument, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        using Corpus corpus = argument.Open(locations, cancellationToken);
        return [.. corpus.Stores.Select(store => store.Path)];
    }

    private static Option<int> Number(string name, string description, int value, int least, int most)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is int given && (given < least || given > most))
            {
                result.AddError(most == int.MaxValue ? $"{name} must be at least {least}" : $"{name} must be between {least} and {most}");
            }
        });
        return option;
    }
}

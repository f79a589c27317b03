using System.CommandLine;
using System.Diagnostics;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Compile;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric compile SRC…</c>: folders of <c>.tf</c> files become stores.</summary>
internal static class CompileCommand
{
    public static Command Create(CliOutput output)
    {
        var sources = new Argument<string[]>("SRC")
        {
            Description = "A .tf folder; further folders are layers over the first",
            Arity = ArgumentArity.OneOrMore,
        };
        var store = new Option<string?>("--output", "-o") { Description = "Store to write, instead of the one beside the sources" };
        var force = new Option<bool>("--force") { Description = "Compile even when the store is up to date" };
        var lenient = new Option<bool>("--lenient") { Description = "Accept what can be accepted without guessing, with warnings" };
        var threads = new Option<int>("--threads") { Description = "Number of threads; 0 = one per processor" };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--threads must not be negative");
            }
        });
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("compile", "Compile .tf folders to stores")
            .With(sources, store, force, lenient, threads, json)
            .Runs((parsed, cancellationToken) =>
            {
                string[] folders = [.. parsed.GetValue(sources)!.Select(FolderOf)];
                var options = new CompileOptions
                {
                    Output = parsed.GetValue(store) is { } path ? Path.GetFullPath(path) : null,
                    Force = parsed.GetValue(force),
                    Lenient = parsed.GetValue(lenient),
                    Threads = parsed.GetValue(threads),
                };
                if (options.Output is not null && folders.Length > 1)
                {
                    throw CliException.Usage("--output names one store, so it goes with one SRC");
                }

                return folders.Length == 1
                    ? CompileOne(folders[0], options, output, parsed.GetValue(json), cancellationToken)
                    : CompileLayers(folders, options, output, parsed.GetValue(json), cancellationToken);
            });
    }

    /// <summary>The result for a person.</summary>
    public static void Print(CompileReport report, CliOutput output)
    {
        foreach (Diagnostic warning in report.Diagnostics)
        {
            output.Warning(warning.ToString());
        }

        if (!report.IsFresh)
        {
            output.Tagged("UP TO DATE", Tone.Good, $"{report.StorePath} ({Format.Size(report.StoreBytes)}); --force compiles anyway");
            return;
        }

        output.Tagged("COMPILED", Tone.Good, report.StorePath);
        output.Pairs(
            ("sources", Format.Size(report.SourceBytes)),
            ("store", $"{Format.Size(report.StoreBytes)} ({Format.Ratio((double)report.StoreBytes / Math.Max(1, report.SourceBytes))} of the sources)"),
            ("time", $"{Format.Time(report.Elapsed)}{Rate(report)}"));
        if (report.Phases.Count > 0)
        {
            output.Pairs([.. report.Phases.Select(phase => ($"  {phase.Name}", new Cell(Format.Time(phase.Elapsed))))]);
        }
    }

    // below a megabyte the rate tells how fast the program starts, not how fast it compiles
    private static string Rate(CompileReport report) => report.SourceBytes < 1_000_000
        ? string.Empty
        : $" ({Format.Size((long)(report.SourceBytes / report.Elapsed.TotalSeconds))} of source per second)";

    private static int CompileOne(string folder, CompileOptions options, CliOutput output, bool json, CancellationToken cancellationToken)
    {
        CompileReport report;
        using (ProgressLine bar = output.Progress())
        {
            report = CorpusCompiler.Compile(folder, options, new StepProgress(bar), cancellationToken);
        }

        if (json)
        {
            CliOutput.Json([CompileOutcome.Of(report)], CliJson.Instance.ListCompileOutcome);
        }
        else
        {
            Print(report, output);
        }

        return ExitCode.Ok;
    }

    // a layer is compiled against the corpus below it, which is what opening them together does
    private static int CompileLayers(string[] folders, CompileOptions options, CliOutput output, bool json, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        long begin = Stopwatch.GetTimestamp();
        List<CompileOutcome> outcomes;
        using (ProgressLine bar = output.Progress())
        {
            using Corpus corpus = Corpus.Open(folders, modules: null, new CorpusOptions
            {
                Compile = options,
                Progress = new StepProgress(bar),
                Warning = warning => warnings.Add(warning.ToString()),
                CancellationToken = cancellationToken,
            });
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            outcomes = [.. corpus.Stores.Select(store => CompileOutcome.Of(store, milliseconds, warnings))];
        }

        if (json)
        {
            CliOutput.Json(outcomes, CliJson.Instance.ListCompileOutcome);
            return ExitCode.Ok;
        }

        warnings.ForEach(output.Warning);
        outcomes.ForEach(outcome => output.Tagged("READY", Tone.Good, $"{outcome.Store} ({Format.Size(outcome.StoreBytes)})"));
        output.Line($"together {Format.Time(Stopwatch.GetElapsedTime(begin))}", Tone.Muted);
        return ExitCode.Ok;
    }

    private static string FolderOf(string source)
    {
        string path = CorpusArgument.Resolve(source);
        return Directory.Exists(path) ? path : throw CliException.Usage($"'{source}' is a file; give the folder with the .tf files");
    }

    private sealed class StepProgress(ProgressLine bar) : IProgress<CompileProgress>
    {
        public void Report(CompileProgress value) =>
            bar.Show(value.Step, value.Total == 0 ? 0 : (double)value.Done / value.Total);
    }
}

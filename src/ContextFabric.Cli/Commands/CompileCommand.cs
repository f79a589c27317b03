using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
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

                List<CompileReport> reports = CompileAll(folders, options, output, cancellationToken);
                if (parsed.GetValue(json))
                {
                    CliOutput.Json(reports.ConvertAll(CompileOutcome.Of), CliJson.Instance.ListCompileOutcome);
                }
                else
                {
                    reports.ForEach(report => Print(report, output));
                }

                return ExitCode.Ok;
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

        double seconds = report.Elapsed.TotalSeconds;
        output.Tagged("COMPILED", Tone.Good, report.StorePath);
        output.Pairs(
            ("sources", Format.Size(report.SourceBytes)),
            ("store", $"{Format.Size(report.StoreBytes)} ({Format.Ratio((double)report.StoreBytes / Math.Max(1, report.SourceBytes))} of the sources)"),
            ("time", $"{Format.Time(report.Elapsed)} ({Format.Size((long)(report.SourceBytes / Math.Max(seconds, 1e-6)))} of source per second)"));
        if (report.Phases.Count > 0)
        {
            output.Pairs([.. report.Phases.Select(phase => ($"  {phase.Name}", new Cell(Format.Time(phase.Elapsed))))]);
        }
    }

    private static List<CompileReport> CompileAll(string[] folders, CompileOptions options, CliOutput output, CancellationToken cancellationToken)
    {
        using ProgressLine bar = output.Progress();
        var progress = new StepProgress(bar);
        return [.. folders.Select(folder => CorpusCompiler.Compile(folder, options, progress, cancellationToken))];
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

using System.CommandLine;
using ContextFabric.Cli.Generating;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Synthesis;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric generate OUT</c>: a synthetic corpus of any size.</summary>
internal static class GenerateCommand
{
    public static Command Create(CliOutput output)
    {
        var target = new Argument<string>("OUT") { Description = "Folder for the .tf files; with --store the store file" };
        var store = new Option<bool>("--store") { Description = "Write a store and keep no .tf files" };
        var force = new Option<bool>("--force") { Description = "Replace the store, or the .tf files of a folder that is not empty" };
        Option<bool> json = CommandExtensions.JsonOption();
        var arguments = new GenerateArguments();
        return new Command("generate", "Make a synthetic corpus of any size")
            .With([target, .. arguments.Symbols, store, force, json])
            .Runs((parsed, cancellationToken) =>
            {
                SyntheticCorpusOptions options = arguments.Read(parsed);
                Validate(options);
                string path = Path.GetFullPath(parsed.GetValue(target)!);
                bool isStore = parsed.GetValue(store);
                bool overwrite = parsed.GetValue(force);
                RequireFree(path, isStore, overwrite);
                SyntheticReport report;
                using (ProgressLine bar = output.Progress())
                {
                    var progress = new StepProgress(bar);
                    report = isStore
                        ? SyntheticCorpus.WriteStore(path, options, overwrite, progress, cancellationToken)
                        : SyntheticCorpus.Write(path, options, overwrite, progress, cancellationToken);
                }

                if (parsed.GetValue(json))
                {
                    CliOutput.Json(GenerateOutcome.Of(report, options), CliJson.Instance.GenerateOutcome);
                }
                else
                {
                    Print(report, output);
                }

                return ExitCode.Ok;
            });
    }

    private static void Validate(SyntheticCorpusOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException wrong)
        {
            throw CliException.Usage(wrong.Message);
        }
    }

    private static void RequireFree(string path, bool isStore, bool overwrite)
    {
        if (!overwrite && (File.Exists(path) || (!isStore && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())))
        {
            throw CliException.Usage($"{path} {(File.Exists(path) ? "exists" : "is not empty")}; --force replaces what is there");
        }
    }

    private static void Print(SyntheticReport report, CliOutput output)
    {
        foreach (string warning in report.Compilation?.Diagnostics.Select(d => d.ToString()) ?? [])
        {
            output.Warning(warning);
        }

        output.Tagged("GENERATED", Tone.Good, report.Path);
        output.Pairs(
            ("nodes", $"{Format.Count(report.MaxNode)}, {Format.Count(report.MaxSlot)} of them slots; {Format.Count(report.Gapped)} with a gap"),
            ("types", string.Join(", ", report.Types.Select(type => $"{type.Name} {Format.Count(type.Nodes)}"))),
            ("edges", Format.Count(report.Edges)),
            (".tf files", $"{Format.Size(report.SourceBytes)} in {Format.Time(report.Elapsed)}"));
        if (report.Compilation is { } compiled)
        {
            output.Pairs(("store", $"{Format.Size(compiled.StoreBytes)}, compiled in {Format.Time(compiled.Elapsed)}"));
        }
    }

    private sealed class StepProgress(ProgressLine bar) : IProgress<SyntheticProgress>
    {
        public void Report(SyntheticProgress value) =>
            bar.Show(value.Step, value.Total == 0 ? 0 : (double)value.Done / value.Total);
    }
}

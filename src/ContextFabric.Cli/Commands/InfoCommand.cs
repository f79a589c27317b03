using System.CommandLine;
using System.Diagnostics;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric info CORPUS</c>: types, counts, features, sections, formats, sizes.</summary>
internal static class InfoCommand
{
    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("info", "Show what a corpus holds")
            .With(corpus.Corpus, corpus.Modules, json)
            .Runs((parsed, cancellationToken) =>
            {
                IReadOnlyList<string> locations = corpus.Locations(parsed);
                long begin = Stopwatch.GetTimestamp();
                using Corpus opened = corpus.Open(locations, cancellationToken);
                InfoReport report = InfoReport.Of(opened, Stopwatch.GetElapsedTime(begin));
                if (parsed.GetValue(json))
                {
                    CliOutput.Json(report, CliJson.Instance.InfoReport);
                }
                else
                {
                    Print(report, output);
                }

                return ExitCode.Ok;
            });
    }

    /// <summary>The overview for a person.</summary>
    public static void Print(InfoReport report, CliOutput output)
    {
        foreach (StoreInfo store in report.Stores)
        {
            output.Pairs(("store", store.Path), ("size", $"{Format.Size(store.Bytes)} in {Format.Count(store.Arrays)} arrays"));
        }

        output.Pairs(
            ("nodes", $"{Format.Count(report.MaxNode)}, of which {Format.Count(report.MaxSlot)} slots"),
            ("opened in", Format.Time(TimeSpan.FromMilliseconds(report.OpenMilliseconds))));
        PrintTypes(report, output);
        output.Pairs(
            ("node features", string.Join(' ', report.NodeFeatures)),
            ("edge features", string.Join(' ', report.EdgeFeatures)),
            ("sections", Levels(report.Sections)),
            ("structure", Levels(report.Structure)),
            ("languages", string.Join(", ", report.Languages.Select(l => $"{l.EnglishName} ({l.Feature})"))));
        PrintFormats(report.Formats, output);
        if (report.Metadata.Count > 0)
        {
            output.Pairs([.. report.Metadata.Select(m => (m.Key, new Cell(m.Value)))]);
        }
    }

    /// <summary>The table of types.</summary>
    public static void PrintTypes(InfoReport report, CliOutput output)
    {
        var grid = new Grid("type", ">nodes", ">average slots", ">first", ">last");
        foreach (TypeInfo type in report.Types)
        {
            grid.Add(
                new Cell(type.Name, type.IsSlot ? Tone.Accent : Tone.Normal),
                Format.Count(type.Count),
                Format.Ratio(type.AverageSlots),
                Format.Number(type.First),
                Format.Number(type.Last));
        }

        output.Table(grid);
    }

    /// <summary>The table of text formats.</summary>
    public static void PrintFormats(IReadOnlyList<FormatInfo> formats, CliOutput output)
    {
        var grid = new Grid("format", "written for each", "template");
        foreach (FormatInfo format in formats)
        {
            grid.Add(format.Name, format.Type, format.Template);
        }

        output.Table(grid);
    }

    private static string Levels(IReadOnlyList<LevelInfo> levels) =>
        levels.Count == 0 ? "none" : string.Join(" > ", levels.Select(l => l.Type == l.Feature ? l.Type : $"{l.Type} ({l.Feature})"));
}

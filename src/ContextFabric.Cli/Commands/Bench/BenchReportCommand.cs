using System.CommandLine;
using ContextFabric.Bench;
using ContextFabric.Bench.Reports;
using ContextFabric.Bench.Running;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary>
/// <c>cfabric bench report RESULT [OTHER]</c>: makes the report of a run anew from its raw files, or compares two runs;
/// shows the results that the reference authors published.
/// </summary>
internal static class BenchReportCommand
{
    public static Command Create(CliOutput output)
    {
        var result = new Argument<string?>("RESULT") { Description = "Folder of a run", Arity = ArgumentArity.ZeroOrOne };
        var other = new Argument<string?>("OTHER") { Description = "Folder of a later run to compare with", Arity = ArgumentArity.ZeroOrOne };
        var published = new Option<string?>("--published") { Description = "Folder with raw results of the reference suite, shown apart" };
        var formats = new Option<string>("--format") { Description = "Files to write: md, html, svg, png", DefaultValueFactory = _ => "md,html,svg" };
        var png = new Option<bool>("--png") { Description = "Draw the figures as PNG too" };
        var target = new Option<string?>("--output", "-o") { Description = "Folder of a comparison [OTHER/comparison]" };
        return new Command("report", "Make the report of a run anew from its raw files, or compare two runs")
            .With(result, other, published, formats, png, target)
            .Benches(output, (parsed, _) =>
            {
                ReportFormats chosen = ReadFormats(parsed.GetValue(formats)!) | (parsed.GetValue(png) ? ReportFormats.Png : ReportFormats.None);
                PublishedResults? reference = parsed.GetValue(published) is { } folder ? PublishedResults.Read(folder) : null;
                (string? one, string? two) = (parsed.GetValue(result), parsed.GetValue(other));
                if (one is null && reference is null)
                {
                    throw new BenchException("there is nothing to report: name the folder of a run, or --published FOLDER");
                }

                if (two is null && parsed.GetValue(target) is not null)
                {
                    throw new BenchException("--output is for the comparison of two runs; the report of one run is written into its folder");
                }

                if (two is not null)
                {
                    Compare(output, one!, two, parsed.GetValue(target) ?? Path.Combine(two, "comparison"), chosen);
                }
                else if (one is not null)
                {
                    (Report report, IReadOnlyList<string> written) = RunReport.Write(one, chosen, reference);
                    output.Line(report.Lead);
                    output.Notice($"written into {one}: {Files(written)}");
                }

                if (reference is not null)
                {
                    Print(output, reference.Section());
                }

                return Task.FromResult(BenchExit.Ok);
            });
    }

    private static void Compare(CliOutput output, string before, string after, string target, ReportFormats formats)
    {
        Report report = ComparisonReport.Build(before, after);
        IReadOnlyList<string> written = ReportWriter.Write(report, target, formats);
        output.Line(report.Lead);
        foreach (ReportTable table in report.Sections.Where(s => s.Heading.StartsWith("Changes", StringComparison.Ordinal)).SelectMany(s => s.Blocks).OfType<ReportTable>())
        {
            Print(output, table);
        }

        output.Notice($"written into {target}: {Files(written)}");
    }

    private static void Print(CliOutput output, ReportSection section)
    {
        output.Heading(section.Heading);
        foreach (ReportBlock block in section.Blocks)
        {
            if (block is Paragraph paragraph)
            {
                output.Line(paragraph.Text);
            }
            else if (block is ReportTable table)
            {
                output.Line();
                output.Line(table.Caption, Tone.Strong);
                Print(output, table);
            }
        }
    }

    private static void Print(CliOutput output, ReportTable table)
    {
        var grid = new Grid([.. table.Columns]);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            grid.Add([.. row.Select(cell => new Cell(cell))]);
        }

        output.Table(grid);
    }

    private static string Files(IReadOnlyList<string> written)
    {
        int figures = written.Count(w => w.StartsWith("figures/", StringComparison.Ordinal));
        string others = string.Join(", ", written.Where(w => !w.StartsWith("figures/", StringComparison.Ordinal)));
        return figures == 0 ? others : $"{others}, {figures} files in figures";
    }

    private static ReportFormats ReadFormats(string list)
    {
        ReportFormats formats = ReportFormats.None;
        foreach (string word in BenchArguments.Words(list))
        {
            formats |= word switch
            {
                "md" => ReportFormats.Markdown,
                "html" => ReportFormats.Html,
                "svg" => ReportFormats.Svg,
                "png" => ReportFormats.Png,
                "csv" or "json" => ReportFormats.None,
                _ => throw new BenchException($"--format: '{word}' is none of md, html, svg, png"),
            };
        }

        return formats;
    }
}

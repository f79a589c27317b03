using System.CommandLine;
using ContextFabric.Bench.Sharing;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric demo</c>: the whole tour on the embedded corpus, in seconds.</summary>
internal static class DemoCommand
{
    private const int TourWorkers = 2;
    private const string Command = "cfabric demo";

    public static Command Create(CliOutput output)
    {
        var workers = new Option<int>("--workers", "-n") { Description = "Worker processes of the sharing measurement", DefaultValueFactory = _ => TourWorkers };
        return new Command("demo", "Take the tour on the corpus in this program")
            .With(workers)
            .RunsAsync(async (parsed, cancellationToken) =>
            {
                var tour = new DemoTour(output);
                IReadOnlyList<string> stores = tour.Run(cancellationToken);
                output.Line();
                output.Heading("6  Share: worker processes use one copy in memory");
                var settings = new SharingSettings { Workers = parsed.GetValue(workers), Runs = 1, WarmUp = 0, Quick = true, Sections = SharingSections.Tour };
                SharingReport report = await ShareCommand.MeasureAsync(output, stores, settings, null, Command, cancellationToken).ConfigureAwait(false);
                ReportPrinter.Print(SharingDocument.Tour(report), output);
                DemoTour.Farewell(output);
                return report.Holds ? ExitCode.Ok : ExitCode.Failed;
            });
    }
}

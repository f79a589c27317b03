using System.CommandLine;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Sharing;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric demo</c>: the whole tour on the embedded corpus, in seconds.</summary>
internal static class DemoCommand
{
    public static Command Create(CliOutput output)
    {
        var workers = new Option<int>("--workers", "-n") { Description = "Worker processes of the sharing measurement", DefaultValueFactory = _ => ShareCommand.DefaultWorkers };
        return new Command("demo", "Take the tour on the corpus in this program")
            .With(workers)
            .RunsAsync(async (parsed, cancellationToken) =>
            {
                var tour = new DemoTour(output);
                IReadOnlyList<string> stores = tour.Run(cancellationToken);
                output.Line();
                SharingReport report = await ShareCommand.MeasureAsync(output, stores, parsed.GetValue(workers), cancellationToken).ConfigureAwait(false);
                SharingPrinter.Print(report, output);
                DemoTour.Farewell(output);
                return report.Holds ? ExitCode.Ok : ExitCode.Failed;
            });
    }
}

using System.CommandLine;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench scale</c>: what grows with what.</summary>
internal static class ScaleCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var suite = new ScaleArguments();
        var touch = new TouchArguments();
        Option<string?> queries = new QueryArguments().Queries;
        return new Command("scale", "Growth with the number of corpora, threads and processes, and with the size of a corpus")
            .With([.. arguments.Symbols, ..suite.Symbols, ..touch.Symbols, queries])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, suite.Read(parsed, touch, queries), arguments, parsed, cancellationToken));
    }
}

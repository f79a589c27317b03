using System.CommandLine;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench memory</c>: what readers of a corpus cost.</summary>
internal static class MemoryBenchCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var suite = new MemoryArguments();
        var touch = new TouchArguments();
        Option<string?> queries = new QueryArguments().Queries;
        return new Command("memory", "What one process costs before opening, opened, touched and after queries; and several of them, or threads")
            .With([.. arguments.Symbols, ..suite.Symbols, ..touch.Symbols, queries])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, suite.Read(parsed, touch, queries), arguments, parsed, cancellationToken));
    }
}

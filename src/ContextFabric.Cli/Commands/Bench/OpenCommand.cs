using System.CommandLine;
using ContextFabric.Bench.Suites.Opening;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench open</c>: opening alone.</summary>
internal static class OpenCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        return new Command("open", "Opening alone, first in a process and again, over corpora of any size")
            .With([.. arguments.Symbols])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, new OpenSuite(), arguments, parsed, cancellationToken));
    }
}

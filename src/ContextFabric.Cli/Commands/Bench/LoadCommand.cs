using System.CommandLine;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench load</c>: the way of a process to its first answer.</summary>
internal static class LoadCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments(usualCache: "both");
        var suite = new LoadArguments();
        return new Command("load", "How long until a process has its first answer, with the files in memory and without")
            .With([.. arguments.Symbols, ..suite.Symbols])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, suite.Read(parsed), arguments, parsed, cancellationToken));
    }
}

using System.CommandLine;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench compile</c>: compiling.</summary>
internal static class CompileBenchCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments(usualRuns: 5);
        var suite = new CompileArguments();
        return new Command("compile", "Time, memory and size of compiling, and whether the bytes are the same every time")
            .With([.. arguments.Symbols, ..suite.Symbols])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, suite.Read(parsed), arguments, parsed, cancellationToken));
    }
}

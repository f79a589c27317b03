using System.CommandLine;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench share</c>: what further processes cost.</summary>
internal static class ShareBenchCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var suite = new ShareArguments();
        var touch = new TouchArguments();
        return new Command("share", "What the second to the last process on one corpus costs")
            .With([.. arguments.Symbols, ..suite.Symbols, ..touch.Symbols])
            .Benches(output, (parsed, cancellationToken) => SuitePrinter.RunAsync(output, suite.Read(parsed, touch), arguments, parsed, cancellationToken));
    }
}

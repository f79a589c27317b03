using System.CommandLine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Latency;
using ContextFabric.Bench.Suites.Opening;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench all</c>: all benchmarks with the same options, into one folder.</summary>
internal static class AllCommand
{
    public static Command Create(CliOutput output)
    {
        var arguments = new BenchArguments();
        var compile = new CompileArguments();
        var load = new LoadArguments();
        var memory = new MemoryArguments();
        var share = new ShareArguments();
        var touch = new TouchArguments();
        var latency = new LatencyArguments();
        var queries = new QueryArguments();
        var scale = new ScaleArguments();
        return new Command("all", "All benchmarks, one after the other, into one folder")
            .With([
                .. arguments.Symbols, .. compile.Symbols, .. load.Symbols, .. memory.Symbols, .. share.Symbols, .. touch.Symbols, .. queries.Symbols, .. latency.Symbols,
                .. scale.Symbols,
            ])
            .Benches(output, (parsed, cancellationToken) =>
            {
                BenchOptions options = arguments.Read(parsed);
                IReadOnlyList<IBenchSuite> suites =
                [
                    compile.Read(parsed), load.Read(parsed), new OpenSuite(), memory.Read(parsed, touch, queries.Queries), share.Read(parsed, touch),
                    new OptionalSuite(new LatencySuite(latency.Read(parsed, queries))), scale.Read(parsed, touch, queries.Queries),
                ];
                return SuitePrinter.RunAsync(output, "all", suites, options, parsed.GetValue(arguments.Json), cancellationToken);
            });
    }
}

using System.CommandLine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench peer-script</c>: what makes the Python packages subjects of the benchmarks.</summary>
internal static class PeerScriptCommand
{
    public static Command Create(CliOutput output) =>
        new Command("peer-script", "Print a Python script that makes Text-Fabric or Context-Fabric (Python) a peer: --peer 'tf=python3 peer.py --engine tf'")
            .Benches(output, (_, _) =>
            {
                CliOutput.Raw(PeerScript.Text);
                return Task.FromResult(BenchExit.Ok);
            });
}

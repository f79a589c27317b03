using System.CommandLine;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench env</c>: what the results of this machine would say about it, and how noisy it is.</summary>
internal static class EnvCommand
{
    public static Command Create(CliOutput output)
    {
        var anonymize = new Option<bool>("--anonymize") { Description = "Leave the name of the host out" };
        return new Command("env", "Print environment.json, with a check of the noise of this machine")
            .With(anonymize)
            .Benches(output, (parsed, _) =>
            {
                EnvironmentRecord environment = EnvironmentReader.Read(parsed.GetValue(anonymize)) with { NoiseBefore = NoiseCheck.Run() };
                environment = environment with { LoadAfter = EnvironmentReader.LoadAverage(), NoiseAfter = NoiseCheck.Run() };
                CliOutput.Json(environment, MachineJson.Instance.EnvironmentRecord);
                return Task.FromResult(BenchExit.Ok);
            });
    }
}

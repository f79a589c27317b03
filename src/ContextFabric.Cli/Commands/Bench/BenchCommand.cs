using System.CommandLine;
using System.CommandLine.Parsing;
using ContextFabric.Bench;
using ContextFabric.Bench.Running;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary><c>cfabric bench</c>: the benchmarks. Their exit codes are those of <see cref="BenchExit"/>.</summary>
internal static class BenchCommand
{
    private const string Name = "bench";

    public static Command Create(CliOutput output)
    {
        var command = new Command(Name, "Measure compiling, opening, memory and search on this machine, against other ways of doing it");
        command.Subcommands.Add(LatencyCommand.Create(output));
        command.Subcommands.Add(VerifyQueriesCommand.Create(output));
        command.Subcommands.Add(PeerScriptCommand.Create(output));
        command.Subcommands.Add(EnvCommand.Create(output));
        return command;
    }

    /// <summary>True for this command and its subcommands.</summary>
    public static bool IsPartOf(CommandResult command) =>
        command.Command.Name == Name || (command.Parent is CommandResult parent && IsPartOf(parent));

    /// <summary>Sets work as the action of a benchmark command: what makes it impossible ends with exit code 1.</summary>
    public static Command Benches(this Command command, CliOutput output, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.RunsAsync(async (parsed, cancellationToken) =>
        {
            try
            {
                return await work(parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is BenchException or IOException or UnauthorizedAccessException or ContextFabricException or InvalidDataException)
            {
                output.Error($"cfabric: {e.Message}");
                return BenchExit.Usage;
            }
        });

    /// <summary>Runs benchmarks and tells where the results are.</summary>
    public static async Task<BenchOutcome> RunAsync(
        CliOutput output, string name, IReadOnlyList<IBenchSuite> suites, BenchOptions options, CancellationToken cancellationToken)
    {
        BenchOutcome outcome = await BenchRunner.RunAsync(name, suites, options, output.Notice, cancellationToken).ConfigureAwait(false);
        output.Notice(outcome.ExitCode == BenchExit.Cancelled ? $"cancelled; what was measured is in {outcome.Folder}" : $"results are in {outcome.Folder}");
        return outcome;
    }
}

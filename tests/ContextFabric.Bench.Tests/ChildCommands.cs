using System.Reflection;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Latency;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;
using ContextFabric.Testing;

namespace ContextFabric.Bench.Tests;

/// <summary>What this executable does as the child of one of its tests.</summary>
internal static class ChildCommands
{
    public const string FalsePeerCommand = "false-peer";
    public const string EndlessLatency = "endless-latency";

    /// <summary>Program and arguments that start this executable as a worker, for <see cref="BenchOptions.Self"/>.</summary>
    public static IReadOnlyList<string> Self { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [Environment.ProcessPath!, Assembly.GetEntryAssembly()!.Location, ChildProcess.Argument]
            : [Environment.ProcessPath!, ChildProcess.Argument];

    /// <summary>The option <c>--peer</c> for a false peer of a kind.</summary>
    public static string Peer(string name, string kind) =>
        $"{name}={string.Join(' ', Self.Select(word => $"\"{word}\""))} {FalsePeerCommand} {kind}";

    public static async Task<int> RunAsync(string[] command)
    {
        switch (command[0])
        {
            case BenchWorker.CommandName:
                return BenchWorker.Run(command[1..]);
            case WorkerGuard.CommandName:
                return WorkerGuard.Run(command[1], Console.In);
            case FalsePeerCommand:
                return FalsePeer.Run(command[1]);
            case EndlessLatency:
                return await RunEndlesslyAsync(command[1], command[2], command[3]);
            default:
                return 2;
        }
    }

    // a run that does not end by itself; its test kills it
    private static async Task<int> RunEndlesslyAsync(string corpus, string queries, string folder)
    {
        const int Many = 100_000;
        var suite = new LatencySuite(new LatencyOptions { Queries = new QuerySelection { Path = queries }, Iterations = 1, MinTime = TimeSpan.Zero });
        var options = new BenchOptions
        {
            Corpora = [corpus],
            Subjects = [WorkerSession.Mapped],
            Peers = [Peer("deaf", FalsePeer.Deaf)],
            Runs = Many,
            WarmUp = 0,
            Output = Path.Combine(folder, "run"),
            Work = Path.Combine(folder, "work"),
            Self = Self,
        };
        BenchOutcome outcome = await BenchRunner.RunAsync("latency", [suite], options, progress: null, CancellationToken.None);
        return outcome.ExitCode;
    }
}

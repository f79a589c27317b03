namespace ContextFabric.Bench.Running;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">One of <see cref="BenchExit"/>.</param>
/// <param name="Folder">Folder of the results.</param>
internal sealed record BenchOutcome(int ExitCode, string Folder);

/// <summary>Runs benchmarks one after the other into one folder.</summary>
internal static class BenchRunner
{
    /// <summary>
    /// Runs them. When it is cancelled, workers are killed, what was measured stays, and the outcome says so.
    /// </summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="suites">What to run.</param>
    /// <param name="options">Common options.</param>
    /// <param name="progress">Is told every step.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="BenchException">Options make no sense, or the machine cannot do what is asked.</exception>
    public static async Task<BenchOutcome> RunAsync(
        string command, IReadOnlyList<IBenchSuite> suites, BenchOptions options, Action<string>? progress, CancellationToken cancellationToken)
    {
        using BenchRun run = BenchRun.Start(command, options, suites, progress);
        try
        {
            foreach (IBenchSuite suite in suites)
            {
                await suite.RunAsync(run, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Finish(suites, isComplete: false);
            return new BenchOutcome(BenchExit.Cancelled, run.Folder.Path);
        }
        catch
        {
            run.Finish(suites, isComplete: false);
            throw;
        }

        run.Finish(suites, isComplete: true);
        return new BenchOutcome(run.ExitCode, run.Folder.Path);
    }
}

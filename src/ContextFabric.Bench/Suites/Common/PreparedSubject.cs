using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Queries;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>A subject and a corpus in the form that it opens.</summary>
internal sealed record PreparedSubject(Subject Subject, SubjectCache Cache)
{
    public string Name => Subject.Name;

    /// <summary>All subjects of a run that can have a corpus; those that cannot are reported.</summary>
    public static async Task<List<PreparedSubject>> ForAsync(BenchRun run, BenchCorpus corpus, CancellationToken cancellationToken) =>
        [.. (await SubjectPaths.PrepareAsync(run, corpus, cancellationToken).ConfigureAwait(false)).Select(pair => new PreparedSubject(pair.Subject, pair.Cache))];
}

/// <summary>Numbers of blocks. Those below 1 are to warm up and leave no rows.</summary>
internal static class Blocks
{
    /// <summary>The blocks of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="usual">How many are measured unless the options say otherwise.</param>
    /// <param name="needsWarmUp">
    /// False where the first block is like any other once the files are in memory; then a quick run saves the warm-up.
    /// </param>
    public static IEnumerable<int> Of(BenchRun run, int usual, bool needsWarmUp = true)
    {
        int warmUp = run.Options.Quick && !needsWarmUp ? 0 : run.Options.WarmUp;
        return Enumerable.Range(1 - warmUp, warmUp + run.Options.RunsOr(usual));
    }

    /// <summary>True when the block leaves rows.</summary>
    public static bool IsMeasured(int block) => block >= 1;
}

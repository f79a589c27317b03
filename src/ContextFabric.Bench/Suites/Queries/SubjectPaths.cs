using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>The compiled form of a corpus for each subject that has one.</summary>
internal static class SubjectPaths
{
    /// <summary>Makes what is missing; a subject for which it cannot be made is reported to the run and left out.</summary>
    public static async Task<IReadOnlyList<(Subject Subject, SubjectCache Cache)>> PrepareAsync(BenchRun run, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        var prepared = new List<(Subject, SubjectCache)>();
        foreach (Subject subject in run.Subjects.All)
        {
            try
            {
                prepared.Add((subject, await run.CacheOfAsync(subject, corpus, cancellationToken).ConfigureAwait(false)));
            }
            catch (BenchException e)
            {
                run.SubjectFailed(corpus.Name, subject.Name, e);
            }
        }

        return prepared;
    }
}

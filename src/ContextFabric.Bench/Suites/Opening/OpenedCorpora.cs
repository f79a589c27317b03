using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;

namespace ContextFabric.Bench.Suites.Opening;

/// <summary>The subjects of a corpus for measurements that may have to drop its files from memory.</summary>
internal static class OpenedCorpora
{
    /// <summary>All subjects that can have the corpus; with a copy of the store where that is needed for a cold cache.</summary>
    public static async Task<List<PreparedSubject>> PrepareAsync(
        BenchRun run, BenchCorpus corpus, IReadOnlyList<CacheChoice> states, BenchScratch scratch, CancellationToken cancellationToken)
    {
        List<PreparedSubject> subjects = await PreparedSubject.ForAsync(run, corpus, cancellationToken).ConfigureAwait(false);
        PreparedSubject? own = null;
        for (int i = 0; states.Contains(CacheChoice.Cold) && i < subjects.Count; i++)
        {
            if (subjects[i].Subject.IsPeer)
            {
                continue;
            }

            // one copy for all built-in subjects, so that they read the same file
            own ??= await CacheControl.OwnAsync(run, subjects[i], scratch, cancellationToken).ConfigureAwait(false);
            subjects[i] = subjects[i] with { Cache = own.Cache };
        }

        return subjects;
    }

    /// <summary>Removes what was copied for one corpus.</summary>
    public static void Release(IReadOnlyList<PreparedSubject> subjects, BenchScratch scratch)
    {
        foreach (string folder in subjects.Select(subject => Path.GetDirectoryName(subject.Cache.Path)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (Path.GetDirectoryName(folder) == scratch.Path)
            {
                BenchScratch.Remove(folder);
            }
        }
    }
}

using ContextFabric.Bench.Running;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>Brings the files of a subject into the state that a measurement asks for.</summary>
internal static class CacheControl
{
    /// <summary>The states that are asked for, one by one.</summary>
    public static IReadOnlyList<CacheChoice> States(CacheChoice asked, CacheChoice usual)
    {
        CacheChoice states = asked == CacheChoice.None ? usual : asked;
        return [.. new[] { CacheChoice.Warm, CacheChoice.Cold }.Where(state => states.HasFlag(state))];
    }

    /// <summary>Warms or cools the files.</summary>
    /// <returns>The state as it stands in rows.</returns>
    public static string Set(BenchRun run, CacheChoice state, SubjectCache cache) =>
        state == CacheChoice.Cold ? CorpusPages.Cool(run, cache.Files) : CorpusPages.Warm(cache.Files);

    /// <summary>
    /// The subject with a copy of its store that nobody maps, when somebody maps the store: pages that are mapped cannot
    /// be dropped. The folders of peers are theirs alone.
    /// </summary>
    public static async Task<PreparedSubject> OwnAsync(BenchRun run, PreparedSubject subject, BenchScratch scratch, CancellationToken cancellationToken)
    {
        if (subject.Subject.IsPeer || subject.Cache.Files is not [string store] || PageCache.FindMappers(store) is not { ProcessIds.Count: > 0 } mappers)
        {
            return subject;
        }

        run.Detail($"{store} is mapped by process {string.Join(", ", mappers.ProcessIds)}; a copy of it is measured");
        string copy = await scratch.CopyAsync(store, cancellationToken).ConfigureAwait(false);
        return subject with { Cache = new SubjectCache(copy, [RealPath.Of(copy)]) };
    }
}

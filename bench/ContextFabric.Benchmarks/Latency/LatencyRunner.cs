using System.Diagnostics;
using System.Numerics;

namespace ContextFabric.Benchmarks.Latency;

/// <summary>
/// Checks the answers, then times the queries in rounds. A round runs every query in every mode, so that whatever
/// disturbs the machine for a while falls on all of them.
/// </summary>
internal sealed class LatencyRunner(Corpus corpus, int rounds)
{
    private const int WarmUpRounds = 2;
    private const int PageSize = 20;
    private static readonly LatencyMode[] s_timed = [LatencyMode.Full, LatencyMode.Count, LatencyMode.Page];
    private static readonly SearchOptions s_page = new() { Limit = PageSize };

    /// <summary>What is wrong with the answer to a query; null when it is right.</summary>
    /// <param name="query">The query.</param>
    /// <param name="first">The time of its first run, code compiled on the way included.</param>
    public string? Check(LatencyQuery query, out LatencySample first)
    {
        first = default;
        long begin = Stopwatch.GetTimestamp();
        SearchQuery prepared = corpus.Search.Prepare(query.Template);
        if (!prepared.IsValid)
        {
            return prepared.Diagnostics[0].Message;
        }

        long enumerated = Enumerate(prepared);
        first = new LatencySample(query.Id, query.Category, LatencyMode.First, 0, Stopwatch.GetElapsedTime(begin).TotalMilliseconds, enumerated);
        if (enumerated != query.ExpectedCount)
        {
            return FormattableString.Invariant($"{enumerated} results, {query.ExpectedCount} expected");
        }

        BigInteger counted = prepared.Count();
        return counted == query.ExpectedCount ? null : FormattableString.Invariant($"counted {counted}, {query.ExpectedCount} expected");
    }

    /// <summary>Times the queries.</summary>
    /// <param name="queries">Queries that were checked.</param>
    /// <param name="progress">Is told the number of each round, from 1; warm-up counts.</param>
    public List<LatencySample> Run(IReadOnlyList<LatencyQuery> queries, Action<int, int> progress)
    {
        var samples = new List<LatencySample>();
        for (int round = 1 - WarmUpRounds; round <= rounds; round++)
        {
            progress(round + WarmUpRounds, rounds + WarmUpRounds);
            foreach (LatencyQuery query in queries)
            {
                foreach (LatencyMode mode in s_timed)
                {
                    LatencySample sample = Time(query, mode, round);
                    if (round > 0)
                    {
                        samples.Add(sample);
                    }
                }
            }
        }

        return samples;
    }

    private LatencySample Time(LatencyQuery query, LatencyMode mode, int round)
    {
        long begin = Stopwatch.GetTimestamp();
        long count = mode switch
        {
            LatencyMode.Full => Enumerate(corpus.Search.Prepare(query.Template)),
            LatencyMode.Count => (long)corpus.Search.Prepare(query.Template).Count(),
            _ => Enumerate(corpus.Search.Prepare(query.Template, s_page)),
        };
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        long expected = mode == LatencyMode.Page ? Math.Min(PageSize, query.ExpectedCount) : query.ExpectedCount;
        return count == expected
            ? new LatencySample(query.Id, query.Category, mode, round, elapsed, count)
            : throw new InvalidOperationException($"{query.Id}: {LatencySample.NameOf(mode)} gives {count} results in round {round}, {expected} before");
    }

    private static long Enumerate(SearchQuery query)
    {
        using SearchCursor cursor = query.Open();
        long count = 0;
        while (cursor.MoveNext())
        {
            count++;
        }

        return cursor.Stop is SearchStop.None or SearchStop.Limit ? count : throw new SearchStoppedException(cursor.Stop);
    }
}

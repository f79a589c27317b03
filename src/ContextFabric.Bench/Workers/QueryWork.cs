using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using ContextFabric.Diagnostics;

namespace ContextFabric.Bench.Workers;

/// <summary>Queries, timed from the call to the last result; digests are computed after the clock has stopped.</summary>
internal static class QueryWork
{
    /// <summary>Runs one query.</summary>
    public static WorkerAnswer Do(Corpus corpus, WorkerRequest request)
    {
        string template = WorkerSession.Require(request.Template, "template");
        int collections = GC.CollectionCount(0);
        long begin = Stopwatch.GetTimestamp();
        SearchQuery query = corpus.Search.Prepare(template, OptionsOf(request));
        double parseMs = WorkerSession.Elapsed(begin);
        if (!query.IsValid)
        {
            return new WorkerAnswer { ParseMs = parseMs, Error = MessageOf(query) };
        }

        QueryOutcome outcome = Execute(query, request, begin);
        return new WorkerAnswer
        {
            Ms = outcome.Ms,
            ParseMs = parseMs,
            FirstMs = outcome.FirstMs,
            Count = outcome.Count,
            Digest = request.Digest == true && outcome.Rows is not null ? ResultDigest.Of(outcome.Rows) : null,
            GcCount = outcome.Collections - collections,
        };
    }

    /// <summary>
    /// Several threads run all templates on one corpus, each starting with another one. With digests the results of
    /// all threads must be the same; these runs are to check, not to time.
    /// </summary>
    public static WorkerAnswer RunTogether(Corpus corpus, WorkerRequest request)
    {
        IReadOnlyList<string> templates = request.Templates ?? throw new BenchException("the request has no 'templates'");
        int threads = Math.Max(1, request.Threads ?? 1);
        int rounds = Math.Max(1, request.Rounds ?? 1);
        string?[,] results = new string?[threads, templates.Count];
        var failures = new Exception?[threads];
        using var start = new Barrier(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                for (int i = 0; i < rounds * templates.Count; i++)
                {
                    int which = (int)((i + ((long)number * templates.Count / threads)) % templates.Count);
                    results[number, which] = RunOne(corpus, templates[which], request);
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures[number] = e; // thrown again by the thread that answers
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        start.SignalAndWait();
        long begin = Stopwatch.GetTimestamp();
        Array.ForEach(workers, worker => worker.Join());
        double ms = WorkerSession.Elapsed(begin);
        if (failures.FirstOrDefault(failure => failure is not null) is { } failed)
        {
            throw new BenchException(failed.Message, failed);
        }

        return new WorkerAnswer
        {
            Ms = ms,
            Count = (long)threads * rounds * templates.Count,
            Results = [.. Enumerable.Range(0, templates.Count).Select(which => Common(results, which))],
        };
    }

    private static string? Common(string?[,] results, int which)
    {
        string? first = results[0, which];
        for (int thread = 1; thread < results.GetLength(0); thread++)
        {
            if (results[thread, which] != first)
            {
                return null;
            }
        }

        return first;
    }

    private static string RunOne(Corpus corpus, string template, WorkerRequest request)
    {
        // one thread per query: it is the number of queries at a time that is varied
        SearchQuery query = corpus.Search.Prepare(template, OptionsOf(request) with { Threads = 1 });
        if (!query.IsValid)
        {
            throw new BenchException(MessageOf(query));
        }

        QueryOutcome outcome = Execute(query, request, Stopwatch.GetTimestamp());
        return request.Digest == true && outcome.Rows is not null
            ? ResultDigest.Of(outcome.Rows)
            : outcome.Count.ToString(CultureInfo.InvariantCulture);
    }

    private static QueryOutcome Execute(SearchQuery query, WorkerRequest request, long begin)
    {
        switch (request.Want ?? QueryWants.Full)
        {
            case QueryWants.Full:
                TupleTable rows = query.Fetch().Tuples;
                return new QueryOutcome(WorkerSession.Elapsed(begin), null, rows.Count, rows, GC.CollectionCount(0));
            case QueryWants.Count:
                BigInteger count = query.Count();
                count = request.Limit is { } limit ? BigInteger.Min(count, limit) : count;
                return new QueryOutcome(WorkerSession.Elapsed(begin), null, count, null, GC.CollectionCount(0));
            case QueryWants.First:
                return First(query, begin);
            default:
                throw new BenchException($"want '{request.Want}': {string.Join(", ", QueryWants.All)} expected");
        }
    }

    private static QueryOutcome First(SearchQuery query, long begin)
    {
        double? firstMs = null;
        using (SearchCursor cursor = query.Open())
        {
            while (cursor.MoveNext())
            {
                firstMs ??= WorkerSession.Elapsed(begin);
            }

            return new QueryOutcome(WorkerSession.Elapsed(begin), firstMs, cursor.Produced, null, GC.CollectionCount(0));
        }
    }

    private static SearchOptions OptionsOf(WorkerRequest request) =>
        new() { Limit = request.Limit ?? (request.Want == QueryWants.First ? 1 : 0) };

    private static string MessageOf(SearchQuery query) =>
        string.Join("; ", query.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.ToString()));

    private readonly record struct QueryOutcome(double Ms, double? FirstMs, BigInteger Count, IReadOnlyList<int[]>? Rows, int Collections);
}

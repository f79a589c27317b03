using System.Numerics;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Latency;

/// <summary>One block of the latency benchmark: a process per subject, all queries once, then all queries timed.</summary>
/// <param name="run">The run.</param>
/// <param name="options">Options of the benchmark.</param>
/// <param name="corpus">The corpus.</param>
/// <param name="set">The queries.</param>
/// <param name="ledger">Gets the times.</param>
/// <param name="answers">The right number of results, by query and subject; filled by the first block. What is not there is not timed.</param>
/// <param name="block">Number of the block; below 1 nothing is written but verdicts.</param>
/// <param name="state">State of the page cache at its beginning.</param>
internal sealed class LatencyBlock(
    BenchRun run,
    LatencyOptions options,
    BenchCorpus corpus,
    IReadOnlyList<BenchQuery> set,
    LatencyLedger ledger,
    Dictionary<(string Query, string Subject), BigInteger> answers,
    int block,
    string state)
{
    private const string FileName = "latency.csv";
    private const string Mode = "single";
    private const int BatchesPerQuery = 4;
    private readonly Dictionary<(string Query, string Subject), string> _verdicts = [];
    private int _order;

    /// <summary>Runs it. The first block of all judges the answers.</summary>
    public async Task RunAsync(IReadOnlyList<(Subject Subject, SubjectCache Cache)> subjects, bool isFirst, CancellationToken cancellationToken)
    {
        QueryWorker[] workers =
        [
            .. Interleaving.Shuffle(subjects, run.Options.Seed, block)
                .Select(s => new QueryWorker(run, s.Subject, corpus, s.Cache.Path, $"latency-{corpus.Name}-{s.Subject.Name}-{Math.Max(block, 0)}")),
        ];
        try
        {
            foreach (QueryWorker worker in workers)
            {
                await worker.OpenAsync(cancellationToken).ConfigureAwait(false);
            }

            IReadOnlyList<BenchQuery> shuffled = Interleaving.Shuffle(set, run.Options.Seed, block);
            foreach (BenchQuery query in isFirst ? set : shuffled)
            {
                await WarmUpAsync(workers, query, isFirst, cancellationToken).ConfigureAwait(false);
            }

            foreach (BenchQuery query in shuffled)
            {
                foreach (string want in options.Wants)
                {
                    await TimeAsync(workers, query, want, cancellationToken).ConfigureAwait(false);
                }
            }

            foreach (QueryWorker worker in workers)
            {
                await worker.CloseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }
    }

    private async Task WarmUpAsync(QueryWorker[] workers, BenchQuery query, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst)
        {
            await VerifyAsync(workers, query, cancellationToken).ConfigureAwait(false);
        }

        // what was just verified has been run for the first time already
        string? done = isFirst && options.Limit is null ? QueryWants.Full : null;
        foreach (string want in options.Wants.Where(want => want != done))
        {
            foreach (QueryWorker worker in workers.Where(worker => IsTimed(worker, query)))
            {
                await ExecuteAsync(worker, query, want, 0, state, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task VerifyAsync(QueryWorker[] workers, BenchQuery query, CancellationToken cancellationToken)
    {
        var replies = new List<(QueryWorker Worker, QueryReply Reply)>();
        foreach (QueryWorker worker in workers.Where(worker => !worker.IsLost))
        {
            replies.Add((worker, await worker.AskAsync(query, QueryWants.Full, limit: null, digest: true, cancellationToken).ConfigureAwait(false)));
        }

        IReadOnlyList<VerdictRow> rows = AnswerJudge.Judge(corpus.Name, query, [.. replies.Select(r => QueryCheck.ToAnswer(r.Worker.Subject, r.Reply))]);
        QueryCheck.Report(run, rows);
        foreach ((VerdictRow row, (QueryWorker worker, QueryReply reply)) in rows.Zip(replies))
        {
            if (Verdict.IsTimed(row.Verdict))
            {
                answers[(query.Id, row.Subject)] = row.Count!.Value;
            }

            _verdicts[(query.Id, row.Subject)] = row.Verdict;
            if (options.Wants.Contains(QueryWants.Full) && options.Limit is null)
            {
                Write(worker, query, QueryWants.Full, 0, state, reply, row.Verdict, row.Message);
            }
        }
    }

    private async Task TimeAsync(QueryWorker[] workers, BenchQuery query, string want, CancellationToken cancellationToken)
    {
        int enough = options.IterationsOf(run.Options.Quick);
        int batch = Math.Max(1, (enough + BatchesPerQuery - 1) / BatchesPerQuery);
        var progress = workers.ToDictionary(worker => worker, _ => (Count: 0, Ms: 0.0));
        bool IsDone(QueryWorker worker) => !IsTimed(worker, query)
            || progress[worker].Count >= options.MaxIterations
            || (progress[worker].Count >= enough && progress[worker].Ms >= options.MinTime.TotalMilliseconds);

        for (int round = 0; !Array.TrueForAll(workers, IsDone); round++)
        {
            foreach (QueryWorker worker in Interleaving.Turn(workers, run.Options.Seed, block, round))
            {
                for (int i = 0; i < batch && !IsDone(worker); i++)
                {
                    (int count, double ms) = progress[worker];
                    // by now the pages that the query needs are in memory, whatever they were at the beginning
                    double took = await ExecuteAsync(worker, query, want, count + 1, CacheState.Warm, cancellationToken).ConfigureAwait(false);
                    progress[worker] = (count + 1, ms + took);
                }
            }
        }
    }

    /// <summary>Runs a query once, writes the row, and returns the milliseconds. An answer that changed ends the timing of it.</summary>
    private async Task<double> ExecuteAsync(QueryWorker worker, BenchQuery query, string want, int iteration, string cacheState, CancellationToken cancellationToken)
    {
        (string, string) key = (query.Id, worker.Subject.Name);
        BigInteger right = Clamp(want, answers[key]);
        QueryReply reply = await worker.AskAsync(query, want, options.Limit, digest: false, cancellationToken).ConfigureAwait(false);
        QueryAnswer answer = QueryCheck.ToAnswer(worker.Subject, reply);
        string verdict = answer.Failure ?? (answer.Rejection is not null ? Verdict.Invalid : answer.Count == right ? _verdicts.GetValueOrDefault(key, Verdict.Ok) : Verdict.Mismatch);
        string? message = answer.Message ?? answer.Rejection ?? (verdict == Verdict.Mismatch ? $"{want}: {answer.Count} results where there were {right}" : null);
        Write(worker, query, want, iteration, cacheState, reply, verdict, message);
        if (Verdict.IsTimed(verdict))
        {
            return reply.Reply!.Ms;
        }

        answers.Remove(key);
        ledger.Remove(query.Id, worker.Subject.Name);
        QueryCheck.Report(run, [new VerdictRow(corpus.Name, worker.Subject.Name, verdict) { QueryId = query.Id, Count = answer.Count, ExpectedCount = right, Message = message }]);
        return 0;
    }

    private BigInteger Clamp(string want, BigInteger count)
    {
        long? limit = options.Limit ?? (want == QueryWants.First ? 1 : null);
        return limit is { } most ? BigInteger.Min(most, count) : count;
    }

    private bool IsTimed(QueryWorker worker, BenchQuery query) => !worker.IsLost && answers.ContainsKey((query.Id, worker.Subject.Name));

    private void Write(QueryWorker worker, BenchQuery query, string want, int iteration, string cacheState, QueryReply reply, string verdict, string? message)
    {
        if (block < 1)
        {
            return;
        }

        WorkerReply? r = reply.Reply;
        WorkerAnswer? a = r?.Answer;
        bool isTimed = Verdict.IsTimed(verdict);
        run.Add(
            FileName,
            RawColumns.Latency,
            new RowHead(block, ++_order, corpus.Name, worker.Subject.Name, Mode, 1, cacheState, verdict),
            query.Id, query.Category, want, iteration,
            isTimed ? r?.Ms : null, isTimed ? r?.OuterMs : null, r?.Counters.UserMs, r?.Counters.SystemMs, a?.ParseMs, a?.PlanMs, a?.FirstMs,
            a?.Count, r?.Counters.MinorFaults, r?.Counters.MajorFaults, a?.GcCount, isTimed ? null : message);
        if (iteration > 0 && isTimed)
        {
            ledger.Add(new LatencyKey(corpus.Name, want, query.Category, query.Id, worker.Subject.Name), block, r!.Ms, r.OverheadMs);
        }
    }
}

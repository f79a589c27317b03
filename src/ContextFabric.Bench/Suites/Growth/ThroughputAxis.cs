using System.Diagnostics;
using System.Globalization;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary>
/// Queries per second with several threads in one process, or with several processes: each works through the whole set
/// of queries, as often as it takes for the least time. Every query uses one thread, since it is the number of queries at
/// a time that is varied.
/// </summary>
internal sealed class ThroughputAxis(BenchRun run, GrowthOptions options, string axis, SuiteSummary summary)
{
    private const int UsualRuns = 10;
    private const double MillisecondsPerSecond = 1000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (BenchCorpus corpus in run.Corpora)
        {
            List<PreparedSubject> subjects = await PreparedSubject.ForAsync(run, corpus, cancellationToken).ConfigureAwait(false);
            var product = new Subject(WorkerSession.Mapped, WorkerSession.Mapped, []);
            SubjectCache store = await run.CacheOfAsync(product, corpus, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<BenchQuery> queries = await CorpusQueries.ForAsync(run, corpus, store.Path, options.Queries, cancellationToken).ConfigureAwait(false);
            foreach (PreparedSubject subject in subjects)
            {
                CorpusPages.Warm(subject.Cache.Files);
            }

            int round = 0;
            foreach (int block in Blocks.Of(run, UsualRuns, needsWarmUp: false))
            {
                run.Step($"{corpus.Name}: {axis}, block {block}");
                int order = 0;
                foreach (int count in options.CountsOf())
                {
                    foreach (PreparedSubject subject in Interleaving.Turn(subjects.ToArray(), run.Options.Seed, block, round++))
                    {
                        var head = new RowHead(block, ++order, corpus.Name, subject.Name, axis, count, CacheState.Warm, Verdict.Ok);
                        if (!await MeasureAsync(subject, head, queries, cancellationToken).ConfigureAwait(false))
                        {
                            subjects.Remove(subject);
                        }
                    }
                }
            }

            Derive(corpus.Name);
        }
    }

    private async Task<bool> MeasureAsync(PreparedSubject subject, RowHead head, IReadOnlyList<BenchQuery> queries, CancellationToken cancellationToken)
    {
        var row = new GrowthRow(axis) { Threads = head.Workers, CacheBytes = subject.Cache.Bytes };
        try
        {
            bool inOneProcess = axis == GrowthAxes.Threads;
            using WorkerGroup group = await WorkerGroup.StartAsync(run, subject, inOneProcess ? 1 : head.Workers, $"scale-{axis}-{head.Corpus}", cancellationToken).ConfigureAwait(false);
            bool canRun = group.First.Hello.Ops?.Contains(WorkerOps.Run) == true;
            if (inOneProcess && !canRun)
            {
                run.Warn($"{subject.Name} cannot do '{WorkerOps.Run}'; it is left out of axis {axis}");
                return false;
            }

            await group.OpenAsync(cancellationToken).ConfigureAwait(false);
            var work = new Work(group, canRun, [.. queries.Select(query => query.Template)], inOneProcess ? head.Workers : 1);
            double once = (await work.RunAsync(1, cancellationToken).ConfigureAwait(false)).Ms; // to warm up
            once = Math.Min(once, (await work.RunAsync(1, cancellationToken).ConfigureAwait(false)).Ms);
            int rounds = (int)Math.Max(1, Math.Ceiling(options.MinTimeOf(run.Options.Quick).TotalMilliseconds / Math.Max(once, 1e-3)));
            (double ms, long count) = await work.RunAsync(rounds, cancellationToken).ConfigureAwait(false);
            GroupReading reading = (await group.ReadBothAsync(cancellationToken).ConfigureAwait(false)).Raw;
            await group.ExitAsync(cancellationToken).ConfigureAwait(false);
            row = row with { StepMs = ms, QueriesPerSecond = count / ms * MillisecondsPerSecond, Memory = reading.Sum ?? throw reading.Failure! };
            row.Write(run, head);
            if (Blocks.IsMeasured(head.Block))
            {
                summary.Add(head.Corpus, head.Subject, Title(head.Workers), "queries/s", row.QueriesPerSecond);
            }

            return true;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, head.Subject, e);
            row.Write(run, head with { Verdict = verdict });
            return false;
        }
    }

    private void Derive(string corpus)
    {
        foreach (string subject in run.Subjects.All.Select(subject => subject.Name))
        {
            int most = options.CountsOf()[^1];
            summary.Add(corpus, subject, $"speed-up, {Title(most)}", "×", summary.MedianOf(corpus, subject, Title(most), "queries/s") / summary.MedianOf(corpus, subject, Title(1), "queries/s"));
        }
    }

    private string Title(int count) => string.Create(CultureInfo.InvariantCulture, $"{axis}: {count}");

    /// <summary>One set of queries for each thread or process.</summary>
    private sealed class Work(WorkerGroup group, bool canRun, IReadOnlyList<string> templates, int threads)
    {
        /// <summary>Time by our clock from the first request to the last answer where there are several processes, by the worker's where there is one.</summary>
        public async Task<(double Ms, long Count)> RunAsync(int rounds, CancellationToken cancellationToken)
        {
            long begin = Stopwatch.GetTimestamp();
            if (!canRun)
            {
                await Task.WhenAll(group.Members.Select(member => AskAsync(member.Worker!, rounds, cancellationToken))).ConfigureAwait(false);
                return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds, (long)group.Members.Count * rounds * templates.Count);
            }

            WorkerReply[] replies = await group.SendAsync(
                new WorkerRequest { Op = WorkerOps.Run, Templates = templates, Threads = threads, Rounds = rounds, Want = QueryWants.Full }, cancellationToken).ConfigureAwait(false);
            double ms = replies.Length == 1 ? replies[0].Ms : Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            return (ms, replies.Sum(reply => (long)(reply.Answer.Count ?? 0)));
        }

        private async Task AskAsync(WorkerClient worker, int rounds, CancellationToken cancellationToken)
        {
            for (int i = 0; i < rounds * templates.Count; i++)
            {
                string template = templates[i % templates.Count];
                WorkerReply reply = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Query, Template = template, Want = QueryWants.Full }, cancellationToken).ConfigureAwait(false);
                _ = reply.Answer.Error is { } rejection ? throw new BenchException($"subject '{worker.Subject}' rejects '{template}': {rejection}") : reply;
            }
        }
    }
}

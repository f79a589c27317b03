using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>Counts and digests of a query set, without timing: a check for continuous integration.</summary>
internal sealed class VerifySuite(QuerySelection selection) : IBenchSuite
{
    private readonly Dictionary<(string Corpus, string Subject, string Verdict), int> _verdicts = [];

    public string Name => "verify";

    public IReadOnlyList<string> UsualSubjects => [WorkerSession.Mapped];

    /// <summary>How often each verdict was given, in the order of corpora and subjects.</summary>
    public IReadOnlyList<VerdictCount> Summary =>
        [.. _verdicts.Select(entry => new VerdictCount(entry.Key.Corpus, entry.Key.Subject, entry.Key.Verdict, entry.Value))];

    public void Describe(JsonObject config) => selection.Describe(config);

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var queries = new List<(string, BenchQuery)>();
        foreach (BenchCorpus corpus in run.Corpora)
        {
            IReadOnlyList<BenchQuery> set = await selection.ReadAsync(run, corpus, cancellationToken).ConfigureAwait(false);
            queries.AddRange(set.Select(query => (corpus.Name, query)));
            QueryFile.Write(run.Folder.File("queries.json"), queries);
            await VerifyAsync(run, corpus, set, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task VerifyAsync(BenchRun run, BenchCorpus corpus, IReadOnlyList<BenchQuery> set, CancellationToken cancellationToken)
    {
        IReadOnlyList<(Subject Subject, SubjectCache Cache)> prepared = await SubjectPaths.PrepareAsync(run, corpus, cancellationToken).ConfigureAwait(false);
        QueryWorker[] workers = [.. prepared.Select(p => new QueryWorker(run, p.Subject, corpus, p.Cache.Path, $"verify-{corpus.Name}-{p.Subject.Name}"))];
        try
        {
            foreach (QueryWorker worker in workers)
            {
                await worker.OpenAsync(cancellationToken).ConfigureAwait(false);
            }

            run.Step($"{corpus.Name}: {set.Count} queries, {string.Join(", ", workers.Where(worker => !worker.IsLost).Select(worker => worker.Subject.Name))}");
            foreach (BenchQuery query in set)
            {
                var answers = new List<QueryAnswer>();
                foreach (QueryWorker worker in workers.Where(worker => !worker.IsLost))
                {
                    QueryReply reply = await worker.AskAsync(query, QueryWants.Full, limit: null, digest: true, cancellationToken).ConfigureAwait(false);
                    answers.Add(QueryCheck.ToAnswer(worker.Subject, reply));
                }

                IReadOnlyList<VerdictRow> rows = AnswerJudge.Judge(corpus.Name, query, answers);
                QueryCheck.Report(run, rows);
                Count(rows);
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

    private void Count(IEnumerable<VerdictRow> rows)
    {
        foreach (VerdictRow row in rows)
        {
            (string, string, string) key = (row.Corpus, row.Subject, row.Verdict);
            _verdicts[key] = _verdicts.GetValueOrDefault(key) + 1;
        }
    }
}

/// <summary>How often a verdict was given.</summary>
internal sealed record VerdictCount(string Corpus, string Subject, string Verdict, int Queries);

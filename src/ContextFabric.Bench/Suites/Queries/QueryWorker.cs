using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>What came of a query: the reply, or why there is none.</summary>
/// <param name="Reply">The answer with its times; null after a failure.</param>
/// <param name="Failure">What happened instead.</param>
internal readonly record struct QueryReply(WorkerReply? Reply, WorkerException? Failure);

/// <summary>
/// A worker of one subject with one corpus open. When a query kills it, the next query gets a new one; after several
/// such failures in a row it is given up.
/// </summary>
internal sealed class QueryWorker(BenchRun run, Subject subject, BenchCorpus corpus, string path, string log) : IDisposable
{
    private const int MaxFailures = 3;
    private WorkerClient? _worker;
    private int _failures;

    public Subject Subject => subject;

    /// <summary>True when no further query makes sense.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Starts the process and opens the corpus; a failure is reported to the run.</summary>
    public async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _worker = await run.StartWorkerAsync(subject, log, cancellationToken).ConfigureAwait(false);
            await _worker.SendAsync(new WorkerRequest { Op = WorkerOps.Open, Path = path, Features = FeatureSelection.All }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (WorkerException e)
        {
            GiveUp(e);
            return false;
        }
    }

    /// <summary>Runs a query. A template that is rejected is an answer, not a failure.</summary>
    public async Task<QueryReply> AskAsync(BenchQuery query, string want, long? limit, bool digest, CancellationToken cancellationToken)
    {
        if (IsLost || (_worker is not { IsAlive: true } && !await ReopenAsync(cancellationToken).ConfigureAwait(false)))
        {
            return new QueryReply(null, new WorkerException(WorkerFault.Died, $"subject '{subject.Name}' was given up after failures"));
        }

        try
        {
            var request = new WorkerRequest { Op = WorkerOps.Query, Template = query.Template, Want = want, Limit = limit, Digest = digest };
            WorkerReply reply = await _worker!.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply.Answer is { Count: null, Error: null })
            {
                return new QueryReply(null, new WorkerException(WorkerFault.Refused, $"subject '{subject.Name}' answered a query with neither 'count' nor 'error'"));
            }

            _failures = 0;
            return new QueryReply(reply, null);
        }
        catch (WorkerException e)
        {
            if (e.Fault != WorkerFault.Refused && ++_failures >= MaxFailures)
            {
                GiveUp(e);
            }

            return new QueryReply(null, e);
        }
    }

    /// <summary>Lets the process end by itself.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_worker is { IsAlive: true })
        {
            await _worker.ExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _worker?.Dispose();

    private async Task<bool> ReopenAsync(CancellationToken cancellationToken)
    {
        _worker?.Dispose();
        return await OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    private void GiveUp(WorkerException failure)
    {
        IsLost = true;
        _worker?.Dispose();
        run.SubjectFailed(corpus.Name, subject.Name, failure);
    }
}

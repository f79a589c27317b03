using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>A process of a group whose memory is read: a worker, or a child that a worker has forked.</summary>
/// <param name="Worker">Null for a child.</param>
/// <param name="ProcessId">The process.</param>
internal sealed record GroupMember(WorkerClient? Worker, int ProcessId)
{
    public static GroupMember Of(WorkerClient worker) => new(worker, worker.ProcessId);

    /// <summary>True when a worker says that it understands a request, or does not say what it understands.</summary>
    public bool Supports(string op) => Worker?.Hello.Ops is not { } ops ? Worker is not null : ops.Contains(op);

    /// <summary>Reads its memory.</summary>
    /// <param name="files">Files of the corpus, links resolved.</param>
    /// <param name="isSettled">True to wait until two readings agree.</param>
    /// <param name="pause">Between two readings.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BenchException">It has ended.</exception>
    public async Task<ProcessReading> ReadAsync(IReadOnlyList<string> files, bool isSettled, TimeSpan pause, CancellationToken cancellationToken)
    {
        WorkerAnswer? own = Supports(WorkerOps.Mem) && Worker is not null
            ? (await Worker.SendAsync(new WorkerRequest { Op = WorkerOps.Mem }, cancellationToken).ConfigureAwait(false)).Answer
            : null;
        ProcessReading reading = isSettled
            ? await ProcessReading.ReadSettledAsync(ProcessId, files, cancellationToken, pause).ConfigureAwait(false)
            : ProcessReading.Read(ProcessId, files);
        return reading with { ManagedHeap = own?.HeapBytes, ManagedCommitted = own?.CommittedBytes };
    }
}

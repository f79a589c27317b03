using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// What one more worker process on the same stores costs, in bytes. Measured with two workers that read every page,
/// so that it is the cost of a process that uses all of the corpus.
/// </summary>
/// <param name="MarginalCost">How much more memory two use than one: ΣPSS(2) − PSS(1).</param>
/// <param name="Uss">What the second has to itself while both live.</param>
internal sealed record WorkerCost(long MarginalCost, long Uss)
{
    /// <summary>Starts two workers, one after the other. Nothing else in this process may map the stores meanwhile.</summary>
    /// <exception cref="SharingException">This system does not account for memory, others map the stores, or a worker failed.</exception>
    public static async Task<WorkerCost> MeasureAsync(IReadOnlyList<string> stores, CancellationToken cancellationToken)
    {
        _ = Read(Environment.ProcessId);
        using WorkerProcess first = await StartAsync(stores, cancellationToken).ConfigureAwait(false);
        long alone = Read(first.Id).Pss;
        if (IsSharedAlready(first.Id, stores))
        {
            throw new SharingException("another process maps these stores just now, and its share in their pages would be counted as cost");
        }

        using WorkerProcess second = await StartAsync(stores, cancellationToken).ConfigureAwait(false);
        ProcessMemory added = Read(second.Id);
        long together = Read(first.Id).Pss + added.Pss;
        await first.QuitAsync(cancellationToken).ConfigureAwait(false);
        await second.QuitAsync(cancellationToken).ConfigureAwait(false);
        return new WorkerCost(together - alone, added.Uss);
    }

    private static async Task<WorkerProcess> StartAsync(IReadOnlyList<string> stores, CancellationToken cancellationToken)
    {
        WorkerProcess worker = WorkerProcess.Start(WorkerKind.Mapped, stores);
        try
        {
            await worker.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
            _ = await worker.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    private static bool IsSharedAlready(int processId, IReadOnlyList<string> stores) =>
        (SmapsMap.Read(processId) ?? []).Any(m => stores.Contains(m.Path) && m.SharedClean + m.SharedDirty > m.Rss / 100);

    private static ProcessMemory Read(int processId) =>
        ProcessMemory.Read(processId) ?? throw new SharingException(SharingSystem.WhyUnsupported);
}

namespace ContextFabric.Bench.Sharing;

/// <summary>Workers that are alive at the same time. Disposing ends them all.</summary>
internal sealed class WorkerGroup : IDisposable
{
    private readonly List<WorkerProcess> _workers = [];

    public IReadOnlyList<WorkerProcess> Workers => _workers;

    public WorkerProcess this[int index] => _workers[index];

    /// <summary>Starts workers together and waits until all are ready.</summary>
    public static async Task<WorkerGroup> StartAsync(int count, WorkerKind kind, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var group = new WorkerGroup();
        try
        {
            await group.AddAsync(count, kind, arguments, cancellationToken).ConfigureAwait(false);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>Starts further workers together and waits until they are ready.</summary>
    public async Task AddAsync(int count, WorkerKind kind, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        int first = _workers.Count;
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _workers.Add(WorkerProcess.Start(kind, arguments));
        }

        await Task.WhenAll(_workers.Skip(first).Select(w => w.WaitUntilReadyAsync(cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Tells all to do something, at the same time.</summary>
    public async Task<IReadOnlyList<WorkerReply>> AskAsync(string request, CancellationToken cancellationToken) =>
        await Task.WhenAll(_workers.Select(w => w.AskAsync(request, cancellationToken))).ConfigureAwait(false);

    /// <summary>Lets all end by themselves.</summary>
    public Task QuitAsync(CancellationToken cancellationToken) => Task.WhenAll(_workers.Select(w => w.QuitAsync(cancellationToken)));

    public void Dispose() => _workers.ForEach(w => w.Dispose());
}

using System.Diagnostics;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>
/// Workers of one subject that live side by side, so that all are there when their memory is read. None of them ends
/// before the group is let go; disposing kills what is left.
/// </summary>
internal sealed class WorkerGroup : IDisposable
{
    private static readonly TimeSpan s_quickPause = TimeSpan.FromMilliseconds(20);
    private readonly BenchRun _run;
    private readonly PreparedSubject _subject;
    private readonly string _log;
    private readonly List<GroupMember> _members = [];
    private readonly List<double?> _ready = [];
    private readonly List<int> _fresh = [];
    private long _started;

    private WorkerGroup(BenchRun run, PreparedSubject subject, string log)
    {
        _run = run;
        _subject = subject;
        _log = log;
    }

    public IReadOnlyList<GroupMember> Members => _members;

    /// <summary>Milliseconds from the start of the first process of its batch until it had opened the corpus.</summary>
    public IReadOnlyList<double?> ReadyMs => _ready;

    /// <summary>The first worker.</summary>
    public WorkerClient First => _members[0].Worker!;

    /// <summary>Starts workers at the same time and waits until all have answered.</summary>
    /// <exception cref="WorkerException">One does not answer as it should; all are gone then.</exception>
    public static async Task<WorkerGroup> StartAsync(BenchRun run, PreparedSubject subject, int count, string log, CancellationToken cancellationToken)
    {
        var group = new WorkerGroup(run, subject, log);
        try
        {
            await group.StartMoreAsync(count, cancellationToken).ConfigureAwait(false);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>Starts further workers. Until <see cref="OpenAsync"/> they have nothing open.</summary>
    /// <exception cref="WorkerException">One does not answer as it should.</exception>
    public async Task StartMoreAsync(int count, CancellationToken cancellationToken)
    {
        _started = Stopwatch.GetTimestamp();
        _fresh.Clear();
        for (int i = 0; i < count; i++)
        {
            WorkerClient worker = _run.Launch(_subject.Subject, $"{_log}-{_subject.Name}-{_members.Count}");
            _fresh.Add(_members.Count);
            _members.Add(GroupMember.Of(worker));
            _ready.Add(null);
        }

        await Task.WhenAll(_fresh.Select(i => _run.GreetAsync(_subject.Subject, _members[i].Worker!, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Lets the workers that were started last open the corpus, all at the same time.</summary>
    /// <exception cref="WorkerException">One cannot.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken) => await Task.WhenAll(_fresh.Select(async i =>
    {
        await _members[i].Worker!.SendAsync(OpenRequest(_subject.Cache.Path), cancellationToken).ConfigureAwait(false);
        _ready[i] = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
    })).ConfigureAwait(false);

    /// <summary>Sends a request to the workers that were started last, and waits for all answers.</summary>
    /// <exception cref="WorkerException">One cannot.</exception>
    public Task<WorkerReply[]> SendAsync(WorkerRequest request, CancellationToken cancellationToken) =>
        Task.WhenAll(_fresh.Select(i => _members[i].Worker!.SendAsync(request, cancellationToken)));

    /// <summary>Takes up children that a worker has forked.</summary>
    public void Adopt(IEnumerable<int> processIds)
    {
        foreach (int id in processIds)
        {
            _members.Add(new GroupMember(null, id));
            _ready.Add(null);
        }
    }

    /// <summary>Reads all as they are, and once more after a collection.</summary>
    /// <returns>The reading without a collection, which is what a service would have, and the settled one.</returns>
    public async Task<(GroupReading Raw, GroupReading Settled)> ReadBothAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(isSettled: false, cancellationToken).ConfigureAwait(false), await ReadSettledAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Lets all collect, and reads them when they have settled.</summary>
    public async Task<GroupReading> ReadSettledAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_members.Where(member => member.Worker is { IsAlive: true } && member.Supports(WorkerOps.Gc)).Select(async member =>
        {
            try
            {
                await member.Worker!.SendAsync(new WorkerRequest { Op = WorkerOps.Gc }, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkerException)
            {
                // it is dead, and its reading says so
            }
        })).ConfigureAwait(false);
        return await ReadAsync(isSettled: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets all end, now that everything was read.</summary>
    public Task ExitAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_members.Select(member => member.Worker).OfType<WorkerClient>().Where(worker => worker.IsAlive).Select(worker => worker.ExitAsync(cancellationToken)));

    public void Dispose() => _members.ForEach(member => member.Worker?.Dispose());

    /// <summary>Asks to open a corpus with all features.</summary>
    public static WorkerRequest OpenRequest(string path) => new() { Op = WorkerOps.Open, Path = path, Features = FeatureSelection.All };

    private Task<GroupReading> ReadAsync(bool isSettled, CancellationToken cancellationToken) =>
        GroupReading.ReadAsync(_members, _subject.Cache.Files, isSettled, _run.Options.Quick ? s_quickPause : Machine.ProcessReading.UsualPause, cancellationToken);
}

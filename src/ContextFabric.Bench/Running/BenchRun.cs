using System.Globalization;
using System.Text.Json;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Running;

/// <summary>
/// A run: its folder, corpora, subjects and raw files, and what has gone wrong so far. Rows are on disk as soon as they
/// are added, so a run that is killed leaves what it measured; <c>config.json</c> says whether it is complete.
/// </summary>
internal sealed class BenchRun : IDisposable
{
    private readonly Dictionary<string, RawTable> _tables = [];
    private readonly List<WorkerClient> _workers = [];
    private readonly List<string> _warnings = [];
    private readonly Action<string>? _progress;
    private readonly SubjectCaches _caches;
    private readonly Lock _lock = new();
    private WorkerGuard? _guard;
    private EnvironmentRecord _environment;
    private bool _isFailed;
    private bool _isWrong;
    private bool _isNoisy;

    private BenchRun(string command, BenchOptions options, SubjectList subjects, IReadOnlyList<BenchCorpus> corpora, RunFolder folder, Action<string>? progress)
    {
        Command = command;
        Options = options;
        Subjects = subjects;
        Corpora = corpora;
        Folder = folder;
        _progress = options.Quiet ? null : progress;
        _caches = new SubjectCaches(this);
        _environment = EnvironmentReader.Read(options.Anonymize);
    }

    /// <summary>Name of the command.</summary>
    public string Command { get; }

    /// <summary>Tells the rows of one run from those of others in the same folder.</summary>
    public string Id { get; } = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public BenchOptions Options { get; }

    public SubjectList Subjects { get; }

    public IReadOnlyList<BenchCorpus> Corpora { get; }

    public RunFolder Folder { get; }

    /// <summary>What the reader of the report should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>True when there is a raw file.</summary>
    public bool HasRows
    {
        get
        {
            lock (_lock)
            {
                return _tables.Count > 0;
            }
        }
    }

    /// <summary>What the run ends with so far: wrong answers weigh most, then failures, then noise.</summary>
    public int ExitCode => _isWrong ? BenchExit.Wrong : _isFailed ? BenchExit.SubjectFailed : _isNoisy ? BenchExit.TooNoisy : BenchExit.Ok;

    /// <summary>Begins a run: checks the options, finds the corpora, creates the folder, describes the machine.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="options">Common options.</param>
    /// <param name="suites">What will be run.</param>
    /// <param name="progress">Is told every step.</param>
    /// <exception cref="BenchException">Options make no sense, or there is no corpus.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public static BenchRun Start(string command, BenchOptions options, IReadOnlyList<IBenchSuite> suites, Action<string>? progress)
    {
        options.Validate();
        SubjectList subjects = Subject.List(
            options.Subjects ?? [.. suites.SelectMany(suite => suite.UsualSubjects).Distinct(StringComparer.Ordinal)],
            options.Peers,
            options.Baseline,
            options.AddCopy,
            options.Self ?? SelfCommand.Words(),
            options.RuntimeConfig);
        bool isNamed = options.Corpora.Count > 0 || options.CorporaFolder is not null;
        IReadOnlyList<BenchCorpus> corpora = isNamed || suites.Any(suite => suite.NeedsCorpora)
            ? CorpusDiscovery.Find(options.Corpora, options.CorporaFolder, options.CorpusNames)
            : [];
        string path = options.Output ?? Path.Combine("bench-results", $"{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{command}");
        var run = new BenchRun(command, options, subjects, corpora, RunFolder.Create(path, options.Append), progress);
        try
        {
            if (ProductInfo.IsDebug)
            {
                run.Warn("this is a Debug build: its figures mean nothing");
            }

            run._environment = run._environment with { NoiseBefore = NoiseCheck.Run() };
            run.WriteEnvironment();
            RunConfig.Write(run, suites, isComplete: false);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>The raw file of this name; created or gone on with at the first call.</summary>
    public RawTable Table(string name, IReadOnlyList<string> columns)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(name, out RawTable? table))
            {
                _tables[name] = table = RawTable.Open(Folder.File(name), columns);
            }

            return table;
        }
    }

    /// <summary>Adds a row to a raw file.</summary>
    public void Add(string name, IReadOnlyList<string> columns, RowHead head, params ReadOnlySpan<object?> cells) =>
        Table(name, columns).Add([.. head.Cells(Id), .. cells]);

    /// <summary>Adds a verdict, and keeps in mind what it means for the end of the run.</summary>
    public void Add(VerdictRow row)
    {
        _isWrong |= row.Verdict is Verdict.Mismatch or Verdict.Nondeterministic;
        _isFailed |= row.Verdict is Verdict.Error or Verdict.Timeout || (row.Verdict == Verdict.Invalid && row.ExpectedCount is not null);
        Table("verdicts.csv", RawColumns.Verdicts).Add(row.Cells);
    }

    /// <summary>Notes that a subject failed with a corpus: a verdict, a line of progress.</summary>
    /// <returns>The verdict for rows about it: timeout or error.</returns>
    public string SubjectFailed(string corpus, string subject, BenchException failure, string? queryId = null)
    {
        string verdict = failure is WorkerException { Fault: WorkerFault.Timeout } ? Verdict.Timeout : Verdict.Error;
        Add(new VerdictRow(corpus, subject, verdict) { QueryId = queryId, Message = failure.Message });
        Step($"{corpus}: {failure.Message}");
        return verdict;
    }

    /// <summary>Notes that the machine was noisier than allowed.</summary>
    public void TooNoisy(string message)
    {
        _isNoisy = true;
        Warn(message);
    }

    /// <summary>Notes something that the reader of the report should know.</summary>
    public void Warn(string message)
    {
        if (!_warnings.Contains(message))
        {
            _warnings.Add(message);
            Step($"warning: {message}");
        }
    }

    /// <summary>A line of progress.</summary>
    public void Step(string text) => _progress?.Invoke(text);

    /// <summary>A line of progress that only <c>--verbose</c> shows.</summary>
    public void Detail(string text)
    {
        if (Options.Verbose)
        {
            _progress?.Invoke(text);
        }
    }

    /// <summary>Starts a worker of a subject and greets it. It is killed at the end of the run at the latest.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="log">Name of the file below <c>logs</c> for its standard error, without extension.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="WorkerException">It does not answer as it should.</exception>
    public async Task<WorkerClient> StartWorkerAsync(Subject subject, string log, CancellationToken cancellationToken)
    {
        WorkerClient worker = Launch(subject, log);
        await GreetAsync(subject, worker, cancellationToken).ConfigureAwait(false);
        return worker;
    }

    /// <summary>Greets a worker that was launched, and keeps what it says of itself.</summary>
    /// <exception cref="WorkerException">It does not answer as it should.</exception>
    public async Task GreetAsync(Subject subject, WorkerClient worker, CancellationToken cancellationToken)
    {
        await worker.SayHelloAsync(cancellationToken).ConfigureAwait(false);
        Note(subject, worker.Hello);
    }

    /// <summary>Starts a worker without greeting it, for those who want to start several at the same time.</summary>
    /// <exception cref="WorkerException">It cannot be started.</exception>
    public WorkerClient Launch(Subject subject, string log)
    {
        WorkerLaunch launch = subject.Launch(Options.Timeout, Options.Processors, Path.Combine(Folder.Logs, $"{log}.txt"));
        lock (_lock)
        {
            // the guard first: a peer must not be alone for a moment
            var worker = WorkerClient.Start(subject.IsPeer ? Guard().Mark(launch) : launch);
            _workers.RemoveAll(other => !other.IsAlive);
            _workers.Add(worker);
            if (subject.IsPeer)
            {
                Guard().Watch(worker.ProcessId);
            }

            return worker;
        }
    }

    /// <summary>
    /// Where a subject finds a corpus in its own compiled form, which is made now if it is missing. Never writes into the
    /// folder of the corpus.
    /// </summary>
    /// <exception cref="BenchException">It cannot be made.</exception>
    public Task<SubjectCache> CacheOfAsync(Subject subject, BenchCorpus corpus, CancellationToken cancellationToken) =>
        _caches.GetAsync(subject, corpus, cancellationToken);

    /// <summary>Ends the run: describes the machine once more, and what it came to.</summary>
    public void Finish(IReadOnlyList<IBenchSuite> suites, bool isComplete)
    {
        StopWorkers();
        CloseTables();
        _environment = _environment with { LoadAfter = EnvironmentReader.LoadAverage(), NoiseAfter = NoiseCheck.Run() };
        WriteEnvironment();
        RunConfig.Write(this, suites, isComplete);
    }

    /// <summary>Takes the folder away when nothing was measured: what was wrong was found before that.</summary>
    /// <returns>True when it is gone.</returns>
    public bool TryDiscard()
    {
        StopWorkers();
        lock (_lock)
        {
            if (_tables.Count > 0 || Options.Append)
            {
                return false;
            }
        }

        Directory.Delete(Folder.Path, recursive: true);
        return true;
    }

    public void Dispose()
    {
        StopWorkers();
        _guard?.Dispose();
        _guard = null;
        CloseTables();
    }

    /// <summary>Makes sure that a foreign process does not outlive this one.</summary>
    internal void Guard(int processId)
    {
        lock (_lock)
        {
            Guard().Watch(processId);
        }
    }

    /// <summary>Keeps what a worker says of itself, and the file system of a corpus, for <c>environment.json</c>.</summary>
    internal void Note(string corpus, string fileSystem)
    {
        lock (_lock)
        {
            _environment.FileSystems[corpus] = fileSystem;
        }
    }

    private void Note(Subject subject, WorkerAnswer hello)
    {
        lock (_lock)
        {
            if (_environment.Software.Subjects.TryAdd(subject.Name, new SubjectRecord(hello.Name, hello.Version, hello.Runtime, hello.Settings)))
            {
                WriteEnvironment();
            }
        }
    }

    private WorkerGuard Guard() => _guard ??= WorkerGuard.Start(Options.Self ?? SelfCommand.Words());

    private void WriteEnvironment() =>
        File.WriteAllText(Folder.File("environment.json"), JsonSerializer.Serialize(_environment, MachineJson.Instance.EnvironmentRecord) + "\n");

    private void StopWorkers()
    {
        lock (_lock)
        {
            _workers.ForEach(worker => worker.Dispose());
            _workers.Clear();
        }
    }

    private void CloseTables()
    {
        lock (_lock)
        {
            foreach (RawTable table in _tables.Values)
            {
                table.Dispose();
            }

            _tables.Clear();
        }
    }
}

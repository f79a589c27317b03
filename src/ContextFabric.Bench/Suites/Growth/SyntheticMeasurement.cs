using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Memory;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary>Everything that is measured of one synthetic corpus.</summary>
internal sealed class SyntheticMeasurement(BenchRun run, GrowthOptions options, string folder, int slots, GrowthRow row, SuiteSummary summary)
{
    private const int Iterations = 5;
    private const int QuickIterations = 3;
    private const int MostWarmUps = 50;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BigInteger> _counts = new(StringComparer.Ordinal);
    private long? _cacheBytes;

    /// <summary>Name of the corpus in the rows.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"synthetic-{slots}");

    public int Slots => slots;

    /// <summary>Median of each measure: name of the subject, a tabulator, name of the measure.</summary>
    public IEnumerable<(string Measure, double Median)> Medians() =>
        _values.Select(entry => (entry.Key, Sample.Of(entry.Value).Median));

    /// <summary>Compiles in a process of its own.</summary>
    /// <returns>Peak memory in MiB; null when it failed or is not known.</returns>
    public async Task<double?> CompileAsync(Subject compiler, string store, int block, CancellationToken cancellationToken)
    {
        try
        {
            using WorkerClient worker = await run.StartWorkerAsync(compiler, $"scale-{Name}-compile", cancellationToken).ConfigureAwait(false);
            WorkerReply reply = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Compile, Path = folder, Out = store }, cancellationToken).ConfigureAwait(false);
            double? peak = ProcessReading.Megabytes(ProcessReading.PeakOf(worker.ProcessId));
            await worker.ExitAsync(cancellationToken).ConfigureAwait(false);
            _cacheBytes = new FileInfo(store).Length;
            Write(block, 1, compiler.Name, GrowthMeasures.Compile, reply.Ms, GrowthMeasures.Milliseconds);
            Write(block, 1, compiler.Name, GrowthMeasures.CompileUser, reply.Counters.UserMs, GrowthMeasures.Milliseconds);
            Write(block, 1, compiler.Name, GrowthMeasures.CompileSystem, reply.Counters.SystemMs, GrowthMeasures.Milliseconds);
            Write(block, 1, compiler.Name, GrowthMeasures.CompilePeak, peak, GrowthMeasures.Mebibytes);
            return peak;
        }
        catch (BenchException e)
        {
            Failed(block, 1, compiler.Name, e);
            return null;
        }
    }

    /// <summary>One process: opening, first answers, touching, queries, with its memory in between.</summary>
    /// <returns>False when the subject failed.</returns>
    public async Task<bool> RunAsync(PreparedSubject subject, int block, int order, IReadOnlyList<BenchQuery> queries, CancellationToken cancellationToken)
    {
        try
        {
            CorpusPages.Warm(subject.Cache.Files);
            using WorkerGroup group = await WorkerGroup.StartAsync(run, subject, 1, $"scale-{Name}", cancellationToken).ConfigureAwait(false);
            void Add(string measure, double? value) => Write(block, order, subject.Name, measure, value, GrowthMeasures.Milliseconds);
            WorkerClient worker = group.First;
            Add(GrowthMeasures.Start, worker.StartMs);
            WorkerRequest open = WorkerGroup.OpenRequest(subject.Cache.Path);
            Add(GrowthMeasures.Open, (await worker.SendAsync(open, cancellationToken).ConfigureAwait(false)).Ms);
            WorkerReply first = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.First }, cancellationToken).ConfigureAwait(false);
            Add(GrowthMeasures.FirstLookup, first.Answer.LookupMs);
            Add(GrowthMeasures.FirstQuery, first.Answer.QueryMs);
            if (worker.Hello.Ops?.Contains(WorkerOps.Close) == true)
            {
                await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Close }, cancellationToken).ConfigureAwait(false);
                await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Gc }, cancellationToken).ConfigureAwait(false);
                Add(GrowthMeasures.OpenAgain, (await worker.SendAsync(open, cancellationToken).ConfigureAwait(false)).Ms);
            }

            await ReadAsync(group, subject, MemoryStages.Open, block, order, cancellationToken).ConfigureAwait(false);
            WorkerReply touched = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Touch, Kind = options.Touch, Seed = run.Options.Seed }, cancellationToken).ConfigureAwait(false);
            Add(GrowthMeasures.Touch, touched.Ms);
            await ReadAsync(group, subject, MemoryStages.Touch, block, order, cancellationToken).ConfigureAwait(false);
            foreach (BenchQuery query in queries)
            {
                await AskAsync(worker, subject, query, QueryWants.Count, GrowthMeasures.CountOf(query.Id), block, order, cancellationToken).ConfigureAwait(false);
                await AskAsync(worker, subject, query, QueryWants.Full, GrowthMeasures.EnumerateOf(query.Id), block, order, cancellationToken).ConfigureAwait(false);
            }

            await ReadAsync(group, subject, MemoryStages.Queries, block, order, cancellationToken).ConfigureAwait(false);
            await group.ExitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (BenchException e)
        {
            Failed(block, order, subject.Name, e);
            return false;
        }
    }

    /// <summary>Writes a row and keeps the value. Blocks to warm up leave neither.</summary>
    public void Write(int block, int order, string subject, string measure, double? value, string unit, string verdict = Verdict.Ok, ProcessReading? memory = null, int? step = null)
    {
        if (!Blocks.IsMeasured(block) || value is null)
        {
            return;
        }

        (row with { CacheBytes = _cacheBytes, Measure = measure, Value = value, Unit = unit, Memory = memory, Step = step })
            .Write(run, new RowHead(block, order, Name, subject, GrowthAxes.Slots, 1, CacheState.Warm, verdict));
        if (Verdict.IsTimed(verdict))
        {
            string key = $"{subject}\t{measure}";
            if (!_values.TryGetValue(key, out List<double>? values))
            {
                _values[key] = values = [];
            }

            values.Add(value.Value);
            summary.Add(Name, subject, measure, unit, value);
        }
    }

    private async Task AskAsync(WorkerClient worker, PreparedSubject subject, BenchQuery query, string want, string measure, int block, int order, CancellationToken cancellationToken)
    {
        var request = new WorkerRequest { Op = WorkerOps.Query, Template = query.Template, Want = want };
        long begin = Stopwatch.GetTimestamp();
        WorkerReply reply;
        int warmUps = 0;
        do
        {
            // long enough for code that is compiled while it runs to be compiled
            reply = await worker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        while (++warmUps < MostWarmUps && Stopwatch.GetElapsedTime(begin) < s_warmUp);
        string verdict = Judge(subject, query, reply);
        if (want == QueryWants.Count)
        {
            Write(block, order, subject.Name, GrowthMeasures.ResultsOf(query.Id), (double?)reply.Answer.Count, GrowthMeasures.Results, verdict);
        }

        int iterations = run.Options.Quick ? QuickIterations : Iterations;
        for (int i = 1; i <= iterations; i++)
        {
            reply = await worker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Write(block, order, subject.Name, measure, reply.Ms, GrowthMeasures.Milliseconds, verdict, step: i);
        }
    }

    // the subjects are compared with the one that answered first
    private string Judge(PreparedSubject subject, BenchQuery query, WorkerReply reply)
    {
        if (reply.Answer.Count is not { } count)
        {
            throw new BenchException($"subject '{subject.Name}' rejects the query {query.Id}: {reply.Answer.Error ?? "it does not say why"}");
        }

        if (_counts.TryAdd(query.Id, count) || _counts[query.Id] == count)
        {
            return Verdict.Ok;
        }

        run.Add(new VerdictRow(Name, subject.Name, Verdict.Mismatch)
        {
            QueryId = query.Id,
            Count = count,
            ExpectedCount = _counts[query.Id],
            Message = "the first answer to this query had another number of results",
        });
        return Verdict.Mismatch;
    }

    private async Task ReadAsync(WorkerGroup group, PreparedSubject subject, string stage, int block, int order, CancellationToken cancellationToken)
    {
        GroupReading reading = await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false);
        ProcessReading memory = reading.Sum ?? throw reading.Failure!;
        Write(block, order, subject.Name, GrowthMeasures.MemoryAt(stage), ProcessReading.Megabytes(memory.Pss ?? memory.Rss), GrowthMeasures.Mebibytes, memory: memory);
    }

    private void Failed(int block, int order, string subject, BenchException failure)
    {
        string verdict = run.SubjectFailed(Name, subject, failure);
        (row with { CacheBytes = _cacheBytes }).Write(run, new RowHead(block, order, Name, subject, GrowthAxes.Slots, 1, CacheState.Warm, verdict));
    }
}

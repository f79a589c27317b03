using System.Text.Json.Nodes;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Memory;

/// <summary>
/// <c>bench share</c>: what the second to the last process on one corpus costs. All processes have opened and touched
/// the corpus and live side by side when they are read.
/// </summary>
internal sealed class ShareSuite : ISummarizedSuite
{
    private const string TableName = "share.csv";
    private const int UsualRuns = 10;

    /// <summary>Numbers of processes.</summary>
    public IReadOnlyList<int> Processes { get; init; } = [1, 2, 4, 8];

    /// <summary>One of <see cref="TouchKinds"/>.</summary>
    public string Touch { get; init; } = TouchKinds.Strings;

    /// <summary>Memory to be careful with; null for what the machine has.</summary>
    public MemoryBudget? Budget { get; init; }

    public string Name => "share";

    public SuiteSummary Summary { get; } = new();

    public void Describe(JsonObject config)
    {
        config["processes"] = string.Join(',', Processes);
        config["touch"] = Touch;
    }

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        _ = Processes.Count > 0 && Processes.All(n => n >= 1) ? Processes : throw new BenchException("--processes must be numbers from 1");
        _ = TouchKinds.Names.Contains(Touch) ? Touch : throw new BenchException($"--touch: '{Touch}' is none of {string.Join(", ", TouchKinds.Names)}");
        MemoryBudget budget = Budget ?? MemoryBudget.Read();
        foreach (BenchCorpus corpus in run.Corpora)
        {
            List<PreparedSubject> subjects = await PreparedSubject.ForAsync(run, corpus, cancellationToken).ConfigureAwait(false);
            var perProcess = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (PreparedSubject subject in subjects)
            {
                CorpusPages.Warm(subject.Cache.Files);
            }

            int round = 0;
            foreach (int block in Blocks.Of(run, UsualRuns, needsWarmUp: false))
            {
                run.Step($"{corpus.Name}: sharing, block {block}");
                int order = 0;
                foreach (int count in Processes.Order())
                {
                    foreach (PreparedSubject subject in Interleaving.Turn(subjects.ToArray(), run.Options.Seed, block, round++))
                    {
                        if (perProcess.TryGetValue(subject.Name, out long bytes) && budget.Refusal(count, bytes) is { } refusal)
                        {
                            run.Warn($"{corpus.Name}: {subject.Name} is not measured with {count} processes: {refusal}");
                            continue;
                        }

                        run.Detail($"{corpus.Name}: {subject.Name}, processes: {count}");
                        var head = new RowHead(block, ++order, corpus.Name, subject.Name, MemoryModes.Spawn, count, CacheState.Warm, Verdict.Ok);
                        if (await MeasureAsync(run, subject, head, cancellationToken).ConfigureAwait(false) is { } own)
                        {
                            perProcess[subject.Name] = Math.Max(own, bytes);
                        }
                        else
                        {
                            subjects.Remove(subject);
                        }
                    }
                }
            }

            Derive(corpus.Name);
        }
    }

    /// <returns>Private bytes of one process; null when the subject failed.</returns>
    private async Task<long?> MeasureAsync(BenchRun run, PreparedSubject subject, RowHead head, CancellationToken cancellationToken)
    {
        try
        {
            using WorkerGroup group = await WorkerGroup.StartAsync(run, subject, head.Workers, $"share-{head.Corpus}", cancellationToken).ConfigureAwait(false);
            Write(run, head, MemoryStages.Baseline, await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false), [], null);
            await group.OpenAsync(cancellationToken).ConfigureAwait(false);
            await group.SendAsync(new WorkerRequest { Op = WorkerOps.Touch, Kind = Touch, Seed = run.Options.Seed }, cancellationToken).ConfigureAwait(false);
            GroupReading reading = await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false);
            long? resident = CorpusPages.ResidentBytes(subject.Cache.Files);
            Write(run, head, MemoryStages.Touch, reading, group.ReadyMs, resident);
            await group.ExitAsync(cancellationToken).ConfigureAwait(false);
            if (Blocks.IsMeasured(head.Block))
            {
                Summarize(head, reading);
            }

            ProcessReading sum = reading.Sum!;
            return (sum.Uss ?? sum.Rss ?? 0) / head.Workers;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, subject.Name, e);
            run.Add(TableName, RawColumns.Share, head with { Verdict = verdict }, new object?[RawColumns.Share.Count - head.Cells(run.Id).Length]);
            return null;
        }
    }

    private static void Write(BenchRun run, RowHead head, string stage, GroupReading reading, IReadOnlyList<double?> ready, long? resident)
    {
        if (Blocks.IsMeasured(head.Block) || reading.Failure is not null)
        {
            foreach ((string verdict, object?[] cells) in reading.Rows(stage, ready))
            {
                run.Add(TableName, RawColumns.Share, head with { Verdict = verdict }, [.. cells, ProcessReading.Megabytes(resident)]);
            }
        }

        if (reading.Failure is { } failure)
        {
            throw failure;
        }
    }

    private void Summarize(RowHead head, GroupReading reading)
    {
        ProcessReading sum = reading.Sum!;
        string what = Title(head.Workers);
        Summary.Add(head.Corpus, head.Subject, $"{what}, PSS", "MiB", ProcessReading.Megabytes(sum.Pss));
        Summary.Add(head.Corpus, head.Subject, $"{what}, USS", "MiB", ProcessReading.Megabytes(sum.Uss));

        // all have read the same, so what one of them has of the corpus is what they have together if nothing is there twice
        if (reading.Processes.Max(process => process!.CorpusRss) is > 0 and long distinct)
        {
            Summary.Add(head.Corpus, head.Subject, $"{what}, corpus PSS / distinct pages of it", "", (double?)sum.CorpusPss / distinct);
        }
    }

    // of the medians; the report has the intervals
    private void Derive(string corpus)
    {
        foreach (string subject in Summary.Lines.Where(line => line.Corpus == corpus).Select(line => line.Subject).Distinct().ToArray())
        {
            (double X, double Y)[] points = [.. Processes.Distinct().Order()
                .Select(n => (X: (double)n, Y: Summary.MedianOf(corpus, subject, $"{Title(n)}, PSS", "MiB")))
                .Where(point => point.Y is not null)
                .Select(point => (point.X, point.Y!.Value))];
            Summary.Add(corpus, subject, "marginal process", "MiB", LinearFit.Of(points)?.Slope.Value);
            if (points is [(1, var alone), .., (var most, var all)])
            {
                Summary.Add(corpus, subject, $"PSS({most:0}) / PSS(1)", "", all / alone);
                Summary.Add(corpus, subject, $"sharing efficiency at {most:0}", "", 1 - ((all - alone) / ((most - 1) * alone)));
            }
        }
    }

    private static string Title(int processes) => $"{processes} process{(processes == 1 ? string.Empty : "es")}";
}

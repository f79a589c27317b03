using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Memory;

/// <summary>
/// <c>bench memory</c>: what readers of a corpus cost, at four stages (before opening, opened, after touching, after
/// queries), alone and several of them. Each stage is read as it is (<c>…-raw</c>) and after a collection.
/// </summary>
internal sealed class MemorySuite : ISummarizedSuite
{
    private const int UsualRuns = 10;

    /// <summary>Some of <see cref="MemoryModes"/>.</summary>
    public IReadOnlyList<string> Modes { get; init; } = MemoryModes.Usual;

    /// <summary>Number of processes or threads in the modes with several.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>One of <see cref="TouchKinds"/>; the same in all modes.</summary>
    public string Touch { get; init; } = TouchKinds.Strings;

    /// <summary>A file or folder of queries; null for the bundled ones, or some that follow from the corpus.</summary>
    public string? Queries { get; init; }

    public string Name => "memory";

    public SuiteSummary Summary { get; } = new();

    public void Describe(JsonObject config)
    {
        config["modes"] = string.Join(',', Modes);
        config["workers"] = Workers;
        config["touch"] = Touch;
        config["queries"] = Queries is null ? null : Path.GetFileName(Queries);
    }

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        Validate(run);
        foreach (BenchCorpus corpus in run.Corpora)
        {
            List<PreparedSubject> subjects = await PreparedSubject.ForAsync(run, corpus, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<BenchQuery> queries = await QueriesOfAsync(run, corpus, cancellationToken).ConfigureAwait(false);
            var cases = new List<MemoryCase>();
            foreach (string mode in Modes)
            {
                cases.AddRange(subjects
                    .Where(subject => mode != MemoryModes.Fork || subject.Subject.IsPeer)
                    .Select(subject => new MemoryCase(mode, subject, mode == MemoryModes.Single ? 1 : Workers, Touch, queries)));
            }

            await MeasureAsync(run, corpus, cases, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(BenchRun run, BenchCorpus corpus, List<MemoryCase> cases, CancellationToken cancellationToken)
    {
        foreach (PreparedSubject subject in cases.Select(one => one.Subject).Distinct())
        {
            CorpusPages.Warm(subject.Cache.Files);
        }

        int round = 0;
        foreach (int block in Blocks.Of(run, UsualRuns, needsWarmUp: false))
        {
            run.Step($"{corpus.Name}: memory, block {block}");
            int order = 0;
            foreach (MemoryCase one in Interleaving.Turn(cases.ToArray(), run.Options.Seed, block, round++))
            {
                run.Detail($"{corpus.Name}: {one.Subject.Name}, {one.Mode}");
                var head = new RowHead(block, ++order, corpus.Name, one.Subject.Name, one.Mode, one.Workers, CacheState.Warm, Verdict.Ok);
                var measurement = new MemoryMeasurement(run, one, head, Summary);
                if (await measurement.RunAsync(cancellationToken).ConfigureAwait(false) == MemoryEnd.LeaveOut)
                {
                    cases.Remove(one);
                }
            }
        }
    }

    private async Task<IReadOnlyList<BenchQuery>> QueriesOfAsync(BenchRun run, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        var product = new Subject(WorkerSession.Mapped, WorkerSession.Mapped, []);
        SubjectCache store = await run.CacheOfAsync(product, corpus, cancellationToken).ConfigureAwait(false);
        return await CorpusQueries.ForAsync(run, corpus, store.Path, Queries, cancellationToken).ConfigureAwait(false);
    }

    private void Validate(BenchRun run)
    {
        foreach (string mode in Modes)
        {
            _ = MemoryModes.All.Contains(mode) ? mode : throw new BenchException($"--mode: '{mode}' is none of {string.Join(", ", MemoryModes.All)}");
        }

        _ = Workers >= 1 ? Workers : throw new BenchException($"--workers must be at least 1, not {Workers}");
        _ = TouchKinds.Names.Contains(Touch) ? Touch : throw new BenchException($"--touch: '{Touch}' is none of {string.Join(", ", TouchKinds.Names)}");
        if (Modes.Contains(MemoryModes.Fork))
        {
            if (!run.Subjects.All.Any(subject => subject.IsPeer))
            {
                throw new BenchException(MemoryModes.WhyNoFork);
            }

            if (run.Subjects.All.Any(subject => !subject.IsPeer))
            {
                run.Warn(MemoryModes.WhyNoFork);
            }
        }
    }
}

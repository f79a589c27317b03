using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Memory;

/// <summary>What is measured in turn with others.</summary>
/// <param name="Mode">One of <see cref="MemoryModes"/>.</param>
/// <param name="Subject">The subject with the corpus.</param>
/// <param name="Workers">Number of processes or threads.</param>
/// <param name="Touch">One of <see cref="TouchKinds"/>.</param>
/// <param name="Queries">Run once at the last stage.</param>
internal sealed record MemoryCase(string Mode, PreparedSubject Subject, int Workers, string Touch, IReadOnlyList<BenchQuery> Queries);

/// <summary>How a measurement ended.</summary>
internal enum MemoryEnd
{
    /// <summary>All stages were read.</summary>
    Done,

    /// <summary>The subject failed, or cannot do this; it need not be tried again.</summary>
    LeaveOut,
}

/// <summary>One subject in one mode in one block, through all stages.</summary>
internal sealed class MemoryMeasurement(BenchRun run, MemoryCase one, RowHead head, SuiteSummary summary)
{
    private const string TableName = "memory.csv";

    /// <summary>Measures; a failure is reported to the run and leaves a row with a verdict.</summary>
    public async Task<MemoryEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // in the other modes one process comes first, and the rest of it or its threads later
            int first = one.Mode == MemoryModes.Spawn ? one.Workers : 1;
            using WorkerGroup group = await WorkerGroup.StartAsync(run, one.Subject, first, $"memory-{head.Corpus}-{one.Mode}", cancellationToken).ConfigureAwait(false);
            if (Missing(group) is { } missing)
            {
                run.Warn($"{one.Subject.Name} cannot do '{missing}'; it is left out of mode {one.Mode}");
                return MemoryEnd.LeaveOut;
            }

            if (one.Mode == MemoryModes.Prefork)
            {
                await BeginPreforkAsync(group, cancellationToken).ConfigureAwait(false);
            }

            Write(MemoryStages.Baseline, await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false), []);
            await group.OpenAsync(cancellationToken).ConfigureAwait(false);
            await ReadAsync(group, MemoryStages.Open, cancellationToken).ConfigureAwait(false);
            await TouchAsync(group, cancellationToken).ConfigureAwait(false);
            await ReadAsync(group, MemoryStages.Touch, cancellationToken).ConfigureAwait(false);
            if (one.Mode != MemoryModes.Fork)
            {
                await QueryAsync(group, cancellationToken).ConfigureAwait(false);
                await ReadAsync(group, MemoryStages.Queries, cancellationToken).ConfigureAwait(false);
                await CompareThreadsAsync(group, cancellationToken).ConfigureAwait(false);
            }

            if (one.Mode != MemoryModes.Fork)
            {
                await group.ExitAsync(cancellationToken).ConfigureAwait(false);
            }

            return MemoryEnd.Done; // a process with children is killed with them, or they would stay
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, one.Subject.Name, e);
            run.Add(TableName, RawColumns.Memory, head with { Verdict = verdict }, new object?[RawColumns.Memory.Count - head.Cells(run.Id).Length]);
            return MemoryEnd.LeaveOut;
        }
    }

    private string? Missing(WorkerGroup group)
    {
        string? needed = one.Mode switch
        {
            MemoryModes.Threads => WorkerOps.Run,
            MemoryModes.Fork => WorkerOps.Fork,
            _ => null,
        };

        // what is not advertised is there only if it belongs to the protocol; these do not
        return needed is null || group.First.Hello.Ops?.Contains(needed) == true ? null : needed;
    }

    // one process has everything in memory before the others begin; its reading alone is what they are compared with
    private async Task BeginPreforkAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        await group.OpenAsync(cancellationToken).ConfigureAwait(false);
        await group.SendAsync(TouchRequest(), cancellationToken).ConfigureAwait(false);
        Write(MemoryStages.Alone, await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false), group.ReadyMs);
        await group.StartMoreAsync(one.Workers, cancellationToken).ConfigureAwait(false);
    }

    private async Task TouchAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        if (one.Mode != MemoryModes.Fork)
        {
            await group.SendAsync(TouchRequest(), cancellationToken).ConfigureAwait(false);
            return;
        }

        WorkerReply[] forked = await group.SendAsync(TouchRequest() with { Op = WorkerOps.Fork, N = one.Workers }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<int> children = forked[0].Answer.Pids ?? [];
        group.Adopt(children.Count == one.Workers ? children
            : throw new BenchException($"subject '{one.Subject.Name}' was to fork {one.Workers} children and names {children.Count}"));
    }

    private async Task QueryAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        if (one.Mode == MemoryModes.Threads)
        {
            await group.SendAsync(TogetherRequest(one.Workers), cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (BenchQuery query in one.Queries)
        {
            WorkerReply[] replies = await group.SendAsync(new WorkerRequest { Op = WorkerOps.Query, Template = query.Template, Want = QueryWants.Full }, cancellationToken).ConfigureAwait(false);
            if (replies[0].Answer.Error is { } rejection)
            {
                run.Warn($"{head.Corpus}: {one.Subject.Name} rejects the query {query.Id}: {rejection}");
            }
        }
    }

    /// <summary>In the first block: the results of several threads must be those of one.</summary>
    private async Task CompareThreadsAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        if (one.Mode != MemoryModes.Threads || head.Block != 1)
        {
            return;
        }

        IReadOnlyList<string?> alone = (await group.SendAsync(TogetherRequest(1) with { Digest = true }, cancellationToken).ConfigureAwait(false))[0].Answer.Results ?? [];
        IReadOnlyList<string?> together = (await group.SendAsync(TogetherRequest(one.Workers) with { Digest = true }, cancellationToken).ConfigureAwait(false))[0].Answer.Results ?? [];
        for (int i = 0; i < one.Queries.Count; i++)
        {
            string? expected = i < alone.Count ? alone[i] : null;
            string? found = i < together.Count ? together[i] : null;
            bool isSame = expected is not null && found == expected;
            run.Add(new VerdictRow(head.Corpus, one.Subject.Name, isSame ? Verdict.Ok : Verdict.Mismatch)
            {
                QueryId = one.Queries[i].Id,
                Digest = found,
                ExpectedDigest = expected,
                Message = isSame ? $"{one.Workers} threads give the results of one" : $"{one.Workers} threads do not give the results of one",
            });
        }
    }

    private WorkerRequest TouchRequest() => new() { Op = WorkerOps.Touch, Kind = one.Touch, Seed = run.Options.Seed };

    private WorkerRequest TogetherRequest(int threads) =>
        new() { Op = WorkerOps.Run, Templates = [.. one.Queries.Select(query => query.Template)], Threads = threads, Rounds = 1, Want = QueryWants.Full };

    private async Task ReadAsync(WorkerGroup group, string stage, CancellationToken cancellationToken)
    {
        (GroupReading raw, GroupReading settled) = await group.ReadBothAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<double?> ready = stage == MemoryStages.Open ? group.ReadyMs : [];
        Write(stage + MemoryStages.RawSuffix, raw, ready);
        Write(stage, settled, ready);
    }

    private void Write(string stage, GroupReading reading, IReadOnlyList<double?> ready)
    {
        if (Blocks.IsMeasured(head.Block) || reading.Failure is not null)
        {
            foreach ((string verdict, object?[] cells) in reading.Rows(stage, ready))
            {
                run.Add(TableName, RawColumns.Memory, head with { Verdict = verdict }, cells);
            }
        }

        if (reading.Failure is { } failure)
        {
            throw failure; // what remains of the group is no longer the group that was to be measured
        }

        if (Blocks.IsMeasured(head.Block) && !stage.EndsWith(MemoryStages.RawSuffix, StringComparison.Ordinal))
        {
            string what = $"{one.Mode}{(one.Workers > 1 ? $" × {one.Workers}" : string.Empty)}, {stage}";
            summary.Add(head.Corpus, head.Subject, $"{what}, PSS", "MiB", ProcessReading.Megabytes(reading.Sum?.Pss ?? reading.Sum?.Rss));
            summary.Add(head.Corpus, head.Subject, $"{what}, USS", "MiB", ProcessReading.Megabytes(reading.Sum?.Uss));
        }
    }
}

/// <summary>Stages of a process, as they stand in the rows.</summary>
internal static class MemoryStages
{
    /// <summary>Nothing is open yet.</summary>
    public const string Baseline = "baseline";

    /// <summary>Mode prefork: the first process, opened and touched, before the workers are started.</summary>
    public const string Alone = "alone";

    public const string Open = "open";

    public const string Touch = "touch";

    public const string Queries = "queries";

    /// <summary>Behind the name of a stage: read before a collection.</summary>
    public const string RawSuffix = "-raw";
}

using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>Copy-on-write: what one worker writes becomes its own, and nothing else does. Bytes.</summary>
internal sealed record DirtyResult
{
    public required int Workers { get; init; }

    public required long CorpusBytes { get; init; }

    /// <summary>Part that the first worker wrote to, in percent.</summary>
    public required int Percent { get; init; }

    public required long WrittenBytes { get; init; }

    public required IReadOnlyList<MappedShare> Before { get; init; }

    public required IReadOnlyList<MappedShare> After { get; init; }

    /// <summary>Share in the corpus that the writer should have: what it wrote, and its share of the rest.</summary>
    public required long ExpectedPssOfWriter { get; init; }

    /// <summary>Share that each of the others should have.</summary>
    public required long ExpectedPssOfOthers { get; init; }

    /// <summary>True when the file and what the others read stayed the same.</summary>
    public required bool IsUnchanged { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Maps a copy of the corpus copy-on-write in all workers, and has the first write to a tenth of it.</summary>
internal sealed class DirtySection(SharingContext context)
{
    private const int Percent = 10;
    private const double ShareTolerance = 0.02;
    private const long PrivateTolerance = 3 << 20;

    public async Task<DirtyResult> RunAsync(CancellationToken cancellationToken)
    {
        int workers = context.Settings.Workers;
        context.Report("copy-on-write: copying the corpus to the scratch folder", 0);
        ScratchCorpus corpus = await ScratchCorpus.CreateAsync(context, "dirty", cancellationToken).ConfigureAwait(false);
        using WorkerGroup group = await WorkerGroup.StartAsync(
            workers, WorkerKind.File, [nameof(FileAccessKind.CopyOnWrite), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        context.Report($"copy-on-write: {workers} workers read everything", 0.4);
        _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        string[] sums = await ChecksumsAsync(group, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<MappedShare> before = corpus.SharesOf(group);
        context.Report($"copy-on-write: one worker writes to {Percent} %", 0.7);
        long pages = (await group[0].AskAsync($"{WorkerProtocol.Dirty} {Percent}", cancellationToken).ConfigureAwait(false)).Number("pages");
        IReadOnlyList<MappedShare> after = corpus.SharesOf(group);
        string[] sumsAfter = await ChecksumsAsync(group, cancellationToken).ConfigureAwait(false);
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        using WorkerGroup reader = await WorkerGroup.StartAsync(1, WorkerKind.File, [nameof(FileAccessKind.Read), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        string[] sumOfFile = await ChecksumsAsync(reader, cancellationToken).ConfigureAwait(false);
        await reader.QuitAsync(cancellationToken).ConfigureAwait(false);
        corpus.Delete();

        long written = pages * Environment.SystemPageSize;
        long size = before[0].Rss ?? context.StoreBytes;
        long rest = (size - written) / workers;
        var result = new DirtyResult
        {
            Workers = workers,
            CorpusBytes = size,
            Percent = Percent,
            WrittenBytes = written,
            Before = before,
            After = after,
            ExpectedPssOfWriter = written + rest,
            ExpectedPssOfOthers = rest + (workers > 1 ? written / (workers - 1) : 0),
            IsUnchanged = sumOfFile[0] == sums[0] && sumsAfter.Skip(1).All(s => s == sums[0]) && sumsAfter[0] != sums[0],
            Claims = [],
        };
        Record("before", before);
        Record("after", after);
        return result with { Claims = [Judge(result), JudgeFile(result)] };
    }

    private static async Task<string[]> ChecksumsAsync(WorkerGroup group, CancellationToken cancellationToken) =>
        [.. (await group.AskAsync(WorkerProtocol.Checksum, cancellationToken).ConfigureAwait(false)).Select(r => r.Text("checksum"))];

    private void Record(string step, IReadOnlyList<MappedShare> shares)
    {
        for (int i = 0; i < shares.Count; i++)
        {
            context.Record(SharingSection.Dirty, step, i, "corpus-pss", shares[i].Pss, "B");
            context.Record(SharingSection.Dirty, step, i, "corpus-private", shares[i].Private, "B");
            context.Record(SharingSection.Dirty, step, i, "uss", shares[i].Uss, "B");
        }
    }

    internal static Claim Judge(DirtyResult result)
    {
        const string Id = "copy-on-write";
        const string Statement = "Of a mapping that can be written, only the written pages become private";
        if (result.After[0].Pss is null)
        {
            return new Claim(Id, Statement, SharingSystem.WhyUnsupported, ClaimOutcome.CannotBeTested);
        }

        if (result.Workers == 1)
        {
            return new Claim(Id, Statement, "one worker alone shares nothing; use --workers 2 or more", ClaimOutcome.CannotBeTested);
        }

        long risen = result.After[0].Uss!.Value - result.Before[0].Uss!.Value;
        long others = result.After.Zip(result.Before).Skip(1).Max(pair => Math.Abs(pair.First.Uss!.Value - pair.Second.Uss!.Value));
        bool holds = result.After[0].Anonymous == result.WrittenBytes
            && Math.Abs(risen - result.WrittenBytes) <= PrivateTolerance
            && others <= PrivateTolerance
            && IsNear(result.After[0].Pss!.Value, result.ExpectedPssOfWriter, result.CorpusBytes)
            && result.After.Skip(1).All(s => IsNear(s.Pss!.Value, result.ExpectedPssOfOthers, result.CorpusBytes));
        return new Claim(
            Id,
            Statement,
            $"the writer of {Amount.Mib(result.WrittenBytes)} has {Amount.Mib(risen)} more to itself, the others {Amount.Mib(others)} at most; shares (PSS) {Amount.Cell(result.After[0].Pss!.Value)} and {Amount.Cell(result.After[1].Pss!.Value)}, expected {Amount.Cell(result.ExpectedPssOfWriter)} and {Amount.Cell(result.ExpectedPssOfOthers)} MiB",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static bool IsNear(long value, long expected, long size) => Math.Abs(value - expected) <= Math.Max(64 * 1024, size * ShareTolerance);

    private static Claim JudgeFile(DirtyResult result) => new(
        "copy-on-write-file",
        "Writes to a copy-on-write mapping are seen by the writer alone",
        result.IsUnchanged ? "checksums of the file and of what the others read did not change, that of the writer did" : "a checksum is not as it should be",
        result.IsUnchanged ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
}

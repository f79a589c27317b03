using ContextFabric.Bench.Reports;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>Section 4 of the note: one copy in physical memory, the same for all.</summary>
internal sealed record FramesResult
{
    public required int Workers { get; init; }

    /// <summary>Workers that map the corpus; null when the page map cannot be read.</summary>
    public FrameComparison? Mapped { get; init; }

    /// <summary>The control: workers with a copy each.</summary>
    public FrameComparison? Copied { get; init; }

    /// <summary>First address of the corpus in each worker, as hexadecimal text.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Bytes in the page cache as each worker sees it (mincore); empty when it cannot be told.</summary>
    public required IReadOnlyList<long> Resident { get; init; }

    /// <summary>The same after the first worker dropped the corpus from its own page table.</summary>
    public required IReadOnlyList<long> ResidentAfterTrim { get; init; }

    /// <summary>What the first worker had mapped before and after that.</summary>
    public long? MappedBeforeTrim { get; init; }

    public long? MappedAfterTrim { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Compares the frames behind the corpus in several workers, and what they see of the page cache.</summary>
internal sealed class FramesSection(SharingContext context)
{
    private const int SampledPages = 4096;

    public async Task<FramesResult> RunAsync(CancellationToken cancellationToken)
    {
        int workers = context.Settings.Workers;
        context.Report("frames of the mapped corpus", 0);
        FramesResult result = await MappedAsync(workers, cancellationToken).ConfigureAwait(false);
        if (context.Copies > 1)
        {
            context.Report("frames of private copies", 0.6);
            using WorkerGroup copies = await StartAsync(WorkerKind.Copied, context.Copies, cancellationToken).ConfigureAwait(false);
            result = result with { Copied = Compare(copies) };
            await copies.QuitAsync(cancellationToken).ConfigureAwait(false);
        }

        Record("mapped", result.Mapped);
        Record("private-copy", result.Copied);
        return result with { Claims = [JudgeFrames(result), JudgeControl(result), JudgeResidency(result)] };
    }

    private async Task<FramesResult> MappedAsync(int workers, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await StartAsync(WorkerKind.Mapped, workers, cancellationToken).ConfigureAwait(false);
        FrameComparison? frames = Compare(group);
        List<string> addresses = [.. group.Workers.Select(w => "0x" + w.Ready.Ranges()[0].Start.ToString("x", System.Globalization.CultureInfo.InvariantCulture))];
        List<long> resident = await ResidentAsync(group, cancellationToken).ConfigureAwait(false);
        long? before = MappedBytes(group[0]);
        _ = await group[0].AskAsync(WorkerProtocol.Trim, cancellationToken).ConfigureAwait(false);
        long? after = MappedBytes(group[0]);
        List<long> residentAfter = await ResidentAsync(group, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < resident.Count; i++)
        {
            context.Record(SharingSection.Frames, "touched", i, "resident", resident[i], "B");
            context.Record(SharingSection.Frames, "first dropped its pages", i, "resident", residentAfter[i], "B");
        }

        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        return new FramesResult
        {
            Workers = workers,
            Mapped = frames,
            Addresses = addresses,
            Resident = resident,
            ResidentAfterTrim = residentAfter,
            MappedBeforeTrim = before,
            MappedAfterTrim = after,
            Claims = [],
        };
    }

    private async Task<WorkerGroup> StartAsync(WorkerKind kind, int workers, CancellationToken cancellationToken)
    {
        WorkerGroup group = await WorkerGroup.StartAsync(workers, kind, context.Stores, cancellationToken).ConfigureAwait(false);
        try
        {
            _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    private static async Task<List<long>> ResidentAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerReply> replies = await group.AskAsync(WorkerProtocol.Resident, cancellationToken).ConfigureAwait(false);
        List<long> bytes = [.. replies.Select(r => r.Number("bytes"))];
        return bytes.Exists(b => b < 0) ? [] : bytes;
    }

    private long? MappedBytes(WorkerProcess worker) => SmapsMap.Read(worker.Id)?.Where(m => context.Stores.Contains(m.Path)).Sum(m => m.Rss);

    // copies stand for no file, so all are found by the addresses that the workers tell
    private static FrameComparison? Compare(WorkerGroup group)
    {
        var samples = new List<PageState[]>();
        foreach (WorkerProcess worker in group.Workers)
        {
            List<PageSample?> taken = [.. worker.Ready.Ranges().Select(r => PageMap.Sample(worker.Id, r.Start, r.Length, SampledPages))];
            if (taken.Count == 0 || taken.Contains(null))
            {
                return null;
            }

            samples.Add([.. taken.SelectMany(sample => sample!.Pages)]);
        }

        return FrameComparison.Of(samples);
    }

    private void Record(string step, FrameComparison? frames)
    {
        context.Record(SharingSection.Frames, step, null, "sampled", frames?.Sampled, "pages");
        context.Record(SharingSection.Frames, step, null, "shared", frames?.SharedFilePages, "pages");
        context.Record(SharingSection.Frames, step, null, "same-frame", frames?.SameFrame, "pages");
    }

    internal static Claim JudgeFrames(FramesResult result)
    {
        const string Id = "same-pages";
        string statement = result.Workers == 1 ? "Several workers use the same physical pages" : $"{result.Workers} workers use the same physical pages";
        if (result.Workers == 1)
        {
            return new Claim(Id, statement, "one worker alone shares nothing; use --workers 2 or more", ClaimOutcome.CannotBeTested);
        }

        if (result.Mapped is not { Sampled: > 0 } frames)
        {
            return new Claim(Id, statement, "the page map of a worker cannot be read here", ClaimOutcome.CannotBeTested);
        }

        bool shared = frames.SharedFilePages == frames.Sampled;
        return frames.SameFrame is { } same
            ? new Claim(
                Id,
                statement,
                $"{Amount.Count(same)} of {Amount.Count(frames.Sampled)} sampled pages have one frame number in all {result.Workers} processes",
                shared && same == frames.Sampled ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold)
            : new Claim(
                Id,
                statement,
                $"{Amount.Count(frames.SharedFilePages)} of {Amount.Count(frames.Sampled)} sampled pages belong to the file and to more than one process (frame numbers are shown to privileged users only)",
                shared ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    internal static Claim JudgeControl(FramesResult result)
    {
        const string Id = "frames-control";
        const string Statement = "The same test sees through private copies";
        if (result.Copied is not { Sampled: > 0 } frames || result.Workers == 1)
        {
            return new Claim(Id, Statement, result.Workers == 1 ? "one worker alone shares nothing" : "the page map of a worker cannot be read here, or there is too little memory for copies", ClaimOutcome.CannotBeTested);
        }

        int taken = Math.Max(frames.SharedFilePages, frames.SameFrame ?? 0);
        return new Claim(
            Id,
            Statement,
            $"with a copy in each worker {Amount.Count(taken)} of {Amount.Count(frames.Sampled)} sampled pages are shared",
            taken == 0 ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    internal static Claim JudgeResidency(FramesResult result)
    {
        const string Id = "same-residency";
        const string Statement = "All see one page cache: what one drops from its own page table stays in memory for all";
        if (result.Resident.Count == 0)
        {
            return new Claim(Id, Statement, "this system tells which pages of a file are in memory only to those who may write the file, or not at all", ClaimOutcome.CannotBeTested);
        }

        bool holds = result.Resident.Concat(result.ResidentAfterTrim).Distinct().Count() == 1 && result.MappedAfterTrim is null or 0;
        string dropped = result.MappedAfterTrim is { } after ? $"; its own RSS of the corpus went from {Amount.Mib(result.MappedBeforeTrim ?? 0)} to {Amount.Mib(after)}" : string.Empty;
        return new Claim(
            Id,
            Statement,
            $"mincore says {Amount.Mib(result.Resident.Min())} in all {result.Workers} workers, {Amount.Mib(result.ResidentAfterTrim.Min())} after the first dropped its pages{dropped}",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }
}

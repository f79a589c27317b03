using ContextFabric.Bench.Reports;
using ContextFabric.Storage.Files;

namespace ContextFabric.Bench.Sharing;

/// <summary>Section 7 of the note: what happens when the system drops pages. Bytes.</summary>
internal sealed record EvictionResult
{
    /// <summary>Why it could not be done; null when it was.</summary>
    public string? Skipped { get; init; }

    public int Workers { get; init; }

    public long CorpusBytes { get; init; }

    public string? FileSystem { get; init; }

    public IReadOnlyList<EvictionStep> Steps { get; init; } = [];

    /// <summary>Sum of PSS of the mapping before, and after everything was read again.</summary>
    public long? PssBefore { get; init; }

    public long? PssAfter { get; init; }

    /// <summary>True when all checksums before and after are one.</summary>
    public bool IsUnchanged { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>One step: what was done, and what was in memory after it.</summary>
internal sealed record EvictionStep
{
    public required string Name { get; init; }

    /// <summary>Bytes in the page cache after it.</summary>
    public long? Resident { get; init; }

    /// <summary>Bytes in the page tables of all workers after it.</summary>
    public long? Mapped { get; init; }

    /// <summary>Read from disk by each worker during it.</summary>
    public required IReadOnlyList<long?> ReadBytes { get; init; }

    public required IReadOnlyList<long?> MinorFaults { get; init; }

    public required IReadOnlyList<long?> MajorFaults { get; init; }
}

/// <summary>
/// The five steps of evicting a file that several processes map, and a sixth in which all read it again at the same time.
/// On copies, because a page that anybody else maps cannot be evicted.
/// </summary>
internal sealed class EvictionSection(SharingContext context)
{
    public const string Begin = "read by all";
    public const string Advise = "fadvise, while all map it";
    public const string PageOut = "MADV_PAGEOUT in one, while all map it";
    public const string Drop = "MADV_DONTNEED in all";
    public const string Again = "touched by all again";
    public const string Evict = "MADV_PAGEOUT with one left on it";
    public const string Refault = "read again, one after the other";
    public const string Together = "evicted, read by all at once";
    private const double ReadTolerance = 1.05;
    private const double ShareTolerance = 0.01;
    private const double PageTolerance = 0.01;
    private const long LeastSlack = 64 * 1024;
    private const int Tries = 3;
    private readonly List<EvictionStep> _steps = [];
    private IReadOnlyList<MappedShare> _last = [];

    public async Task<EvictionResult> RunAsync(CancellationToken cancellationToken)
    {
        FileSystem system = FileSystem.Of(context.Scratch.Path);
        if (system.Kind == FileSystemKind.Memory)
        {
            return Skip($"the scratch folder is on {system.Name}, which has no disk to read pages back from; use --scratch");
        }

        int workers = context.Settings.Workers;
        context.Report("eviction: copying the corpus to the scratch folder", 0);
        ScratchCorpus corpus = await ScratchCorpus.CreateAsync(context, "eviction", cancellationToken).ConfigureAwait(false);
        if (corpus.ResidentBytes() is null || corpus.TryEvict() is not { } left)
        {
            return Skip("this system does not let a program evict a file, or does not tell what is in memory");
        }

        if (left > 0)
        {
            return Skip($"{Amount.Mib(left)} of a file that nobody maps stay in memory on {system.Name}");
        }

        using WorkerGroup group = await WorkerGroup.StartAsync(
            workers, WorkerKind.File, [nameof(FileAccessKind.Read), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        _last = corpus.SharesOf(group);
        EvictionResult result = await RunAsync(corpus, group, cancellationToken).ConfigureAwait(false);
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        corpus.Delete();
        result = result with { FileSystem = system.Name, Workers = workers, CorpusBytes = context.StoreBytes };
        return result with { Claims = [JudgeStay(result), JudgeEvicted(result), JudgeChecksums(result), JudgeReads(result), JudgeShares(result)] };
    }

    private async Task<EvictionResult> RunAsync(ScratchCorpus corpus, WorkerGroup group, CancellationToken cancellationToken)
    {
        List<string> sums = [];
        sums.AddRange(await ChecksumsAsync(group, together: true, cancellationToken).ConfigureAwait(false));
        Add(Begin, corpus, group);
        long? before = _last.Aggregate((long?)0, (sum, share) => sum + share.Pss);

        _ = corpus.TryEvict();
        Add(Advise, corpus, group);
        _ = await group[0].AskAsync(WorkerProtocol.PageOut, cancellationToken).ConfigureAwait(false);
        Add(PageOut, corpus, group);
        _ = await group.AskAsync(WorkerProtocol.Trim, cancellationToken).ConfigureAwait(false);
        Add(Drop, corpus, group);
        _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        Add(Again, corpus, group);

        await EvictAsync(corpus, group, cancellationToken).ConfigureAwait(false);
        Add(Evict, corpus, group);
        sums.AddRange(await ChecksumsAsync(group, together: false, cancellationToken).ConfigureAwait(false));
        Add(Refault, corpus, group);
        long? after = _last.Aggregate((long?)0, (sum, share) => sum + share.Pss);

        await EvictAsync(corpus, group, cancellationToken).ConfigureAwait(false);
        _last = corpus.SharesOf(group);
        sums.AddRange(await ChecksumsAsync(group, together: true, cancellationToken).ConfigureAwait(false));
        Add(Together, corpus, group);
        return new EvictionResult { Steps = _steps, PssBefore = before, PssAfter = after, IsUnchanged = sums.Distinct().Count() == 1, Claims = [] };
    }

    // the system takes a page from the cache only when at most the asking process maps it; it may hold on to a few for a moment
    private static async Task EvictAsync(ScratchCorpus corpus, WorkerGroup group, CancellationToken cancellationToken)
    {
        _ = await group.AskAsync(WorkerProtocol.Trim, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < Tries && (i == 0 || corpus.ResidentBytes() != 0); i++)
        {
            _ = await group[0].AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
            _ = await group[0].AskAsync(WorkerProtocol.PageOut, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IEnumerable<string>> ChecksumsAsync(WorkerGroup group, bool together, CancellationToken cancellationToken)
    {
        if (together)
        {
            return (await group.AskAsync(WorkerProtocol.Checksum, cancellationToken).ConfigureAwait(false)).Select(r => r.Text("checksum"));
        }

        List<string> sums = [];
        foreach (WorkerProcess worker in group.Workers)
        {
            sums.Add((await worker.AskAsync(WorkerProtocol.Checksum, cancellationToken).ConfigureAwait(false)).Text("checksum"));
        }

        return sums;
    }

    private void Add(string name, ScratchCorpus corpus, WorkerGroup group)
    {
        IReadOnlyList<MappedShare> now = corpus.SharesOf(group);
        var step = new EvictionStep
        {
            Name = name,
            Resident = corpus.ResidentBytes(),
            Mapped = now.Aggregate((long?)0, (sum, share) => sum + share.Rss),
            ReadBytes = [.. now.Zip(_last, (a, b) => a.ReadBytes - b.ReadBytes)],
            MinorFaults = [.. now.Zip(_last, (a, b) => a.MinorFaults - b.MinorFaults)],
            MajorFaults = [.. now.Zip(_last, (a, b) => a.MajorFaults - b.MajorFaults)],
        };
        _steps.Add(step);
        _last = now;
        context.Report($"eviction: {name}", 0.3 + (0.1 * _steps.Count));
        context.Record(SharingSection.Eviction, name, null, "resident", step.Resident, "B");
        for (int i = 0; i < now.Count; i++)
        {
            context.Record(SharingSection.Eviction, name, i, "read", step.ReadBytes[i], "B");
            context.Record(SharingSection.Eviction, name, i, "minflt", step.MinorFaults[i], "");
            context.Record(SharingSection.Eviction, name, i, "majflt", step.MajorFaults[i], "");
        }
    }

    private static EvictionResult Skip(string why) => new()
    {
        Skipped = why,
        Claims = [new Claim("refault", "Evicted pages are read again once, for all, and unchanged", why, ClaimOutcome.CannotBeTested)],
    };

    private static EvictionStep Step(EvictionResult result, string name) => result.Steps.First(s => s.Name == name);

    private static bool IsEvicted(EvictionResult result) => Step(result, Evict).Resident <= Math.Max(LeastSlack, result.CorpusBytes * PageTolerance);

    // residency counts whole pages, a file may end within one
    private static bool IsWhole(EvictionResult result, string step) => Step(result, step).Resident >= result.CorpusBytes;

    internal static Claim JudgeStay(EvictionResult result)
    {
        bool holds = IsWhole(result, Advise) && IsWhole(result, PageOut) && IsWhole(result, Drop) && Step(result, Drop).Mapped == 0
            && Step(result, Again).ReadBytes.All(b => b is null or 0);
        return new Claim(
            "mapped-pages-stay",
            "Pages that others map cannot be dropped by one of them; dropping them from all page tables leaves them in the cache",
            $"in memory: {Amount.Mib(Step(result, Advise).Resident ?? 0)} after fadvise, {Amount.Mib(Step(result, PageOut).Resident ?? 0)} after MADV_PAGEOUT in one, {Amount.Mib(Step(result, Drop).Resident ?? 0)} after MADV_DONTNEED in all; touching again read {Amount.Mib(Step(result, Again).ReadBytes.Sum() ?? 0)} from disk",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    internal static Claim JudgeEvicted(EvictionResult result)
    {
        const string Id = "evicted";
        const string Statement = "With one process left on them they are evicted";
        long left = Step(result, Evict).Resident ?? -1;
        return new Claim(Id, Statement, $"{Amount.Mib(left)} of {Amount.Mib(result.CorpusBytes)} left in memory", IsEvicted(result) ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    internal static Claim JudgeChecksums(EvictionResult result) => new(
        "refault-unchanged",
        "What is read again is what was evicted, in all workers",
        result.IsUnchanged ? $"all {3 * result.Workers} checksums (SHA-256) before and after are the same" : "checksums differ",
        result.IsUnchanged ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);

    internal static Claim JudgeReads(EvictionResult result)
    {
        const string Id = "refault-once";
        const string Statement = "The disk is read once for all workers";
        EvictionStep one = Step(result, Refault);
        EvictionStep all = Step(result, Together);
        if (one.ReadBytes.Contains(null))
        {
            return new Claim(Id, Statement, "this system does not tell how much a process reads from disk", ClaimOutcome.CannotBeTested);
        }

        if (!IsEvicted(result))
        {
            return new Claim(Id, Statement, "the corpus could not be evicted", ClaimOutcome.CannotBeTested);
        }

        double most = Math.Max(LeastSlack, result.CorpusBytes * (ReadTolerance - 1)) + result.CorpusBytes;
        long later = one.ReadBytes.Skip(1).Sum() ?? 0;
        bool holds = later <= LeastSlack && one.ReadBytes.Sum() <= most && all.ReadBytes.Sum() <= most;
        return new Claim(
            Id,
            Statement,
            $"read from disk: {string.Join(" + ", one.ReadBytes.Select(b => Amount.Cell(b!.Value)))} MiB one after the other, {Amount.Mib(all.ReadBytes.Sum()!.Value)} when all read at the same time, of a corpus of {Amount.Mib(result.CorpusBytes)}; major faults {string.Join(" + ", one.MajorFaults)}",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    internal static Claim JudgeShares(EvictionResult result)
    {
        const string Id = "refault-shared";
        const string Statement = "Pages that were read again are shared again";
        return result.PssBefore is not { } before || result.PssAfter is not { } after
            ? new Claim(Id, Statement, SharingSystem.WhyUnsupported, ClaimOutcome.CannotBeTested)
            : new Claim(
                Id,
                Statement,
                $"the workers' shares (PSS) of the corpus add up to {Amount.Mib(before)} before and {Amount.Mib(after)} after",
                Math.Abs(after - before) <= Math.Max(result.Workers * 1024L * 2, before * ShareTolerance) ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }
}

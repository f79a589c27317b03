using System.Diagnostics;
using ContextFabric.Bench.Reports;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>Section 8 and table 4 of the note: file mapping against POSIX shared memory. Bytes.</summary>
internal sealed record SharedMemoryResult
{
    /// <summary>Why it could not be done; null when it was.</summary>
    public string? Skipped { get; init; }

    public int Workers { get; init; }

    public long CorpusBytes { get; init; }

    public MechanismFigures? File { get; init; }

    public MechanismFigures? SharedMemory { get; init; }

    /// <summary>Time to copy the corpus into shared memory.</summary>
    public double PublishMilliseconds { get; init; }

    /// <summary>True when the objects were still there after their maker was killed.</summary>
    public bool OutlivesMaker { get; init; }

    /// <summary>True when an object could not be opened any more after it was unlinked.</summary>
    public bool IsGoneAfterUnlink { get; init; }

    /// <summary>True when those who had it mapped read the same after it was unlinked.</summary>
    public bool StaysReadable { get; init; }

    public IReadOnlyList<ComparisonRow> Table { get; init; } = [];

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Sums over workers that use the corpus through one of the two.</summary>
internal sealed record MechanismFigures
{
    public long? Rss { get; init; }

    public long? Pss { get; init; }

    public long? Uss { get; init; }

    public long? SharedClean { get; init; }

    public long? SharedDirty { get; init; }

    /// <summary>In memory when everything was read.</summary>
    public long? Resident { get; init; }

    /// <summary>In memory after all workers dropped it and one asked the system to evict it.</summary>
    public long? ResidentAfterPageOut { get; init; }
}

/// <summary>A row of table 4.</summary>
/// <param name="Aspect">As the note names it.</param>
/// <param name="Note">What the note says of file mapping and of shared memory.</param>
/// <param name="File">What was seen of file mapping.</param>
/// <param name="SharedMemory">What was seen of shared memory.</param>
internal sealed record ComparisonRow(string Aspect, string Note, string File, string SharedMemory);

/// <summary>Has workers use the same bytes as a mapped file and as shared memory, and looks after the lifecycle of both.</summary>
internal sealed class SharedMemorySection(SharingContext context)
{
    private const double CostTolerance = 0.05;
    private const double PageTolerance = 0.01;
    private const long LeastSlack = 64 * 1024;

    public async Task<SharedMemoryResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!SharedMemoryObject.IsSupported)
        {
            return Skip("shared-memory objects with a name are made at /dev/shm, which only Linux has");
        }

        context.Report("shared memory: copying the corpus", 0);
        ScratchCorpus corpus = await ScratchCorpus.CreateAsync(context, "shm", cancellationToken).ConfigureAwait(false);
        using WorkerGroup files = await WorkerGroup.StartAsync(
            context.Settings.Workers, WorkerKind.File, [nameof(FileAccessKind.Read), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        MechanismFigures file = await MeasureAsync(files, corpus.Files, "file", cancellationToken).ConfigureAwait(false);
        string sum = await ChecksumAsync(files, cancellationToken).ConfigureAwait(false);
        await files.QuitAsync(cancellationToken).ConfigureAwait(false);

        if (!HasRoom(corpus.Bytes))
        {
            corpus.Delete();
            return Skip("there is too little memory or room at /dev/shm for a copy of the corpus (containers have 64 MB there unless told otherwise)");
        }

        try
        {
            return await CompareAsync(corpus, file, sum, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // what a maker has left that did not live to tell its names
            _ = SharedMemoryObject.RemoveAbandoned();
            corpus.Delete();
        }
    }

    private async Task<SharedMemoryResult> CompareAsync(ScratchCorpus corpus, MechanismFigures file, string sum, CancellationToken cancellationToken)
    {
        context.Report("shared memory: publishing", 0.4);
        long begin = Stopwatch.GetTimestamp();
        using WorkerGroup maker = await WorkerGroup.StartAsync(
            1, WorkerKind.File, [nameof(FileAccessKind.CreateSharedMemory), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        double publish = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        List<string> names = [.. maker[0].Ready.All("name")];
        List<string> paths = [.. names.Select(SharedMemoryObject.PathOf)];
        using WorkerGroup users = await WorkerGroup.StartAsync(
            context.Settings.Workers, WorkerKind.File, [nameof(FileAccessKind.SharedMemory), .. names], cancellationToken).ConfigureAwait(false);

        // as in a crash: nothing of the maker can clean up
        maker[0].Kill();
        bool outlives = names.TrueForAll(SharedMemoryObject.Exists);

        // from here on the memory is freed by itself, however this ends
        names.ForEach(SharedMemoryObject.Unlink);
        context.Report("shared memory: the workers use it", 0.7);
        MechanismFigures memory = await MeasureAsync(users, paths, "shared-memory", cancellationToken).ConfigureAwait(false);
        bool stays = await ChecksumAsync(users, cancellationToken).ConfigureAwait(false) == sum;
        await users.QuitAsync(cancellationToken).ConfigureAwait(false);
        var result = new SharedMemoryResult
        {
            Workers = context.Settings.Workers,
            CorpusBytes = context.StoreBytes,
            File = file,
            SharedMemory = memory,
            PublishMilliseconds = publish,
            OutlivesMaker = outlives,
            IsGoneAfterUnlink = !names.Exists(SharedMemoryObject.Exists) && !CanOpen(names[0]),
            StaysReadable = stays,
            Claims = [],
        };
        return result with { Table = SharedMemoryTable.Rows(result, FileSystem.Of(corpus.Files[0]).Name), Claims = [.. Claims(result)] };
    }

    private static bool HasRoom(long bytes) =>
        new DriveInfo("/dev/shm").AvailableFreeSpace >= bytes && (SystemMemory.Read()?.Available ?? long.MaxValue) >= 2 * bytes;

    private async Task<MechanismFigures> MeasureAsync(WorkerGroup group, IReadOnlyList<string> files, string step, CancellationToken cancellationToken)
    {
        _ = await group.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        List<ProcessFigures> processes = [.. group.Workers.Select(w => ProcessFigures.Read(w.Id, "worker", files, w))];
        List<MappedShare> shares = [.. group.Workers.Select(w => MappedShare.Of(w.Id, files))];
        long? resident = await ResidentAsync(group[0], cancellationToken).ConfigureAwait(false);

        // as in the part on eviction: all drop it, one touches it and asks for its eviction
        _ = await group.AskAsync(WorkerProtocol.Trim, cancellationToken).ConfigureAwait(false);
        _ = await group[0].AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        _ = await group[0].AskAsync(WorkerProtocol.PageOut, cancellationToken).ConfigureAwait(false);
        var reading = new GroupReading { Block = 0, Mode = MemoryMode.Spawn, Workers = processes.Count, Stage = TouchStage.Touched, Processes = processes };
        var figures = new MechanismFigures
        {
            Rss = reading.Rss,
            Pss = reading.Pss,
            Uss = reading.Uss,
            SharedClean = shares.Aggregate((long?)0, (sum, share) => sum + share.SharedClean),
            SharedDirty = shares.Aggregate((long?)0, (sum, share) => sum + share.SharedDirty),
            Resident = resident,
            ResidentAfterPageOut = await ResidentAsync(group[0], cancellationToken).ConfigureAwait(false),
        };
        foreach ((string measure, long? value) in new[]
        {
            ("rss", figures.Rss), ("pss", figures.Pss), ("uss", figures.Uss), ("shared-clean", figures.SharedClean), ("shared-dirty", figures.SharedDirty),
            ("resident", figures.Resident), ("resident-after-page-out", figures.ResidentAfterPageOut),
        })
        {
            context.Record(SharingSection.Shm, step, null, measure, value, "B");
        }

        return figures;
    }

    private static async Task<long?> ResidentAsync(WorkerProcess worker, CancellationToken cancellationToken) =>
        (await worker.AskAsync(WorkerProtocol.Resident, cancellationToken).ConfigureAwait(false)).Number("bytes") is long bytes and >= 0 ? bytes : null;

    private static async Task<string> ChecksumAsync(WorkerGroup group, CancellationToken cancellationToken) => string.Join(
        ' ', (await group.AskAsync(WorkerProtocol.Checksum, cancellationToken).ConfigureAwait(false)).Select(r => r.Text("checksum")).Distinct());

    private static bool CanOpen(string name)
    {
        try
        {
            SharedMemoryObject.Open(name).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static SharedMemoryResult Skip(string why) => new()
    {
        Skipped = why,
        Claims = [new Claim("shared-memory-cost", "Shared memory costs as much as a mapped file", why, ClaimOutcome.CannotBeTested)],
    };

    private static IEnumerable<Claim> Claims(SharedMemoryResult result)
    {
        MechanismFigures file = result.File!;
        MechanismFigures memory = result.SharedMemory!;
        yield return file.Pss is not { } pss || memory.Pss is not { } shared
            ? new Claim("shared-memory-cost", "Shared memory costs as much as a mapped file", SharingSystem.WhyUnsupported, ClaimOutcome.CannotBeTested)
            : new Claim(
                "shared-memory-cost",
                "Shared memory costs as much as a mapped file, and a copy of the data beforehand",
                $"{result.Workers} workers take {Amount.Mib(pss)} (ΣPSS) with the file and {Amount.Mib(shared)} with shared memory, which took {Amount.Time(result.PublishMilliseconds)} to fill",
                Math.Abs(pss - shared) <= Math.Max(pss * CostTolerance, MemoryVerdict.Tolerance) ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
        yield return JudgeClass(result, file, memory);
        yield return new Claim(
            "shared-memory-lifecycle",
            "Shared memory has to be managed: it outlives its maker until somebody unlinks it; a file needs nobody",
            $"after its maker was killed it was {(result.OutlivesMaker ? "still there" : "gone")}; after unlinking it {(result.IsGoneAfterUnlink ? "could not be opened" : "could be opened")}, and those who had it {(result.StaysReadable ? "read the same as before" : "did not read the same")}",
            result is { OutlivesMaker: true, IsGoneAfterUnlink: true, StaysReadable: true } ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeClass(SharedMemoryResult result, MechanismFigures file, MechanismFigures memory)
    {
        const string Id = "shared-memory-class";
        const string Statement = "Pages of a file are clean and can be evicted, those of shared memory are dirty and stay";
        if (file.SharedClean is null || file.ResidentAfterPageOut is null || result.Workers == 1)
        {
            return new Claim(
                Id, Statement, result.Workers == 1 ? "one worker alone shares nothing; use --workers 2 or more" : SharingSystem.WhyUnsupported, ClaimOutcome.CannotBeTested);
        }

        // the kernel counts whole pages of whole kilobytes, and may hold on to single pages for a moment
        double slack = Math.Max(LeastSlack, result.CorpusBytes * PageTolerance);
        double all = result.CorpusBytes - slack;
        bool fileIsClean = file.SharedClean >= all * result.Workers && file.SharedDirty == 0 && file.ResidentAfterPageOut <= slack;
        bool memoryIsDirty = memory.SharedDirty >= all * result.Workers && memory.ResidentAfterPageOut >= all;
        return new Claim(
            Id,
            Statement,
            $"Shared_Dirty of the mapping is {Amount.Mib(file.SharedDirty ?? 0)} and {Amount.Mib(memory.SharedDirty ?? 0)}; after MADV_PAGEOUT {Amount.Mib(file.ResidentAfterPageOut ?? 0)} and {Amount.Mib(memory.ResidentAfterPageOut ?? 0)} are in memory",
            fileIsClean && memoryIsDirty ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }
}

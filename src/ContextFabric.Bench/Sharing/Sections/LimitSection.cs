using System.Globalization;
using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>A process that may have less memory than the corpus is big. Bytes.</summary>
internal sealed record LimitResult
{
    /// <summary>Why it could not be done; null when it was.</summary>
    public string? Skipped { get; init; }

    public long CorpusBytes { get; init; }

    public long Limit { get; init; }

    /// <summary>What the group held when all was done.</summary>
    public long? Held { get; init; }

    public long? ReadBytes { get; init; }

    /// <summary>Pages that were read again after eviction.</summary>
    public long? Refaults { get; init; }

    public double Milliseconds { get; init; }

    /// <summary>The same without a limit.</summary>
    public double UnlimitedMilliseconds { get; init; }

    public bool IsUnchanged { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Computes checksums and answers queries in a memory control group of half the corpus.</summary>
internal sealed class LimitSection(SharingContext context)
{
    private const string Id = "memory-limit";
    private const string Statement = "With less memory than the corpus a process is slower, and neither fails nor answers wrongly";
    private const int Rounds = 3;
    private const long Least = 64 << 20;

    public async Task<LimitResult> RunAsync(CancellationToken cancellationToken)
    {
        if (context.Settings.ControlGroup is not { } parent)
        {
            return Skip("needs a memory control group in which groups may be made: --cgroup FOLDER");
        }

        // beside half of the corpus, the runtime has to fit
        long limit = (context.StoreBytes / 2) + (24 << 20);
        if (context.StoreBytes < Least)
        {
            return Skip($"a corpus of {Amount.Mib(context.StoreBytes)} is no more than the runtime needs itself; try one of {Amount.Mib(Least)}");
        }

        context.Report("less memory than corpus", 0);
        ControlGroup.RemoveStale(parent);
        ScratchCorpus corpus = await ScratchCorpus.CreateAsync(context, "limit", cancellationToken).ConfigureAwait(false);
        try
        {
            using ControlGroup group = ControlGroup.Create(parent, limit);
            LimitResult result = await RunAsync(corpus, group, limit, cancellationToken).ConfigureAwait(false);
            context.Record(SharingSection.Limit, "limited", 0, "read", result.ReadBytes, "B");
            context.Record(SharingSection.Limit, "limited", 0, "time", result.Milliseconds, "ms");
            context.Record(SharingSection.Limit, "unlimited", 0, "time", result.UnlimitedMilliseconds, "ms");
            return result with { Claims = [Judge(result)] };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Skip($"{parent} is no memory control group in which groups may be made: {e.Message}");
        }
        finally
        {
            corpus.Delete();
        }
    }

    private static async Task<LimitResult> RunAsync(ScratchCorpus corpus, ControlGroup group, long limit, CancellationToken cancellationToken)
    {
        _ = corpus.TryEvict();
        (string sum, double unlimited, _, _) = await ScanAsync(corpus, null, cancellationToken).ConfigureAwait(false);
        _ = corpus.TryEvict();
        (string limitedSum, double limited, MappedShare share, WorkerReply counters) = await ScanAsync(corpus, group, cancellationToken).ConfigureAwait(false);
        return new LimitResult
        {
            CorpusBytes = corpus.Bytes,
            Limit = limit,
            Held = group.CurrentBytes(),
            ReadBytes = share.ReadBytes,
            Refaults = counters.Number("refaults") is long refaults and >= 0 ? refaults : null,
            Milliseconds = limited,
            UnlimitedMilliseconds = unlimited,
            IsUnchanged = sum == limitedSum,
            Claims = [],
        };
    }

    private static async Task<(string Sum, double Milliseconds, MappedShare Share, WorkerReply Counters)> ScanAsync(
        ScratchCorpus corpus, ControlGroup? group, CancellationToken cancellationToken)
    {
        using WorkerGroup workers = await WorkerGroup.StartAsync(1, WorkerKind.File, [nameof(FileAccessKind.Read), .. corpus.Files], cancellationToken).ConfigureAwait(false);
        WorkerProcess worker = workers[0];
        group?.Add(worker.Id);
        WorkerReply before = await worker.AskAsync(WorkerProtocol.Group, cancellationToken).ConfigureAwait(false);
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        var sums = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < Rounds; i++)
        {
            sums.Add((await worker.AskAsync(WorkerProtocol.Checksum, cancellationToken).ConfigureAwait(false)).Text("checksum"));
            sums.Add("random " + (await worker.AskAsync($"{WorkerProtocol.Scan} {i}", cancellationToken).ConfigureAwait(false)).Text("checksum"));
        }

        double time = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        WorkerReply after = await worker.AskAsync(WorkerProtocol.Group, cancellationToken).ConfigureAwait(false);
        MappedShare share = MappedShare.Of(worker.Id, corpus.Files);
        long refaults = before.Number("refaults") < 0 ? -1 : after.Number("refaults") - before.Number("refaults");
        await workers.QuitAsync(cancellationToken).ConfigureAwait(false);
        return (string.Join(' ', sums), time, share, WorkerReply.Parse(string.Create(CultureInfo.InvariantCulture, $"{WorkerProtocol.Ok} refaults={refaults}")));
    }

    private static LimitResult Skip(string why) => new() { Skipped = why, Claims = [new Claim(Id, Statement, why, ClaimOutcome.CannotBeTested)] };

    private static Claim Judge(LimitResult result) => new(
        Id,
        Statement,
        $"{Rounds} scans and as many rounds of random reads with {Amount.Mib(result.Limit)} for a corpus of {Amount.Mib(result.CorpusBytes)}: checksums {(result.IsUnchanged ? "unchanged" : "differ")}, {Amount.Mib(result.ReadBytes ?? 0)} read, {(result.Refaults is { } refaults ? Amount.Count(refaults) : "unknown")} refaults, {Amount.Time(result.Milliseconds)} (without limit {Amount.Time(result.UnlimitedMilliseconds)})",
        result.IsUnchanged && result.ReadBytes > result.CorpusBytes ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
}

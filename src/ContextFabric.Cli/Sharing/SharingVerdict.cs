using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Sharing;

/// <summary>Turns figures into claims that hold, do not hold or cannot be tested here.</summary>
internal static class SharingVerdict
{
    /// <summary>
    /// What a worker may have to itself beyond one that has closed its corpus: noise, and what grows a little with
    /// the number of features, such as the objects that stand for them. A corpus of less than four times this size cannot be told from noise by totals.
    /// </summary>
    internal const long Tolerance = 5_000_000;

    private const double ShareTolerance = 0.01;

    public static SharingReport Judge(
        SharingEnvironment environment, IReadOnlyList<string> stores, long storeBytes, int workers, IReadOnlyList<SharingRun> runs)
    {
        SharingRun Of(WorkerMode mode, int count) => runs.First(r => r.Mode == mode && r.Workers.Count == count);
        SharingRun mapped = Of(WorkerMode.Mapped, workers);
        SharingRun copied = Of(WorkerMode.Copied, workers);
        SharingSummary summary = Summarize(storeBytes, workers, Of);
        List<Claim> claims =
        [
            JudgeReadOnly(mapped),
            .. workers == 1 ? OneWorkerOnly() : new[]
            {
                JudgeFrames(mapped),
                JudgeOneCopy(mapped),
                JudgePrivateCost(mapped, Of(WorkerMode.None, workers), storeBytes),
                JudgeControl(copied),
            },
        ];
        return new SharingReport
        {
            Environment = environment,
            Stores = stores,
            StoreBytes = storeBytes,
            Workers = workers,
            Runs = runs,
            Summary = summary,
            Claims = claims,
        };
    }

    private static SharingSummary Summarize(long storeBytes, int workers, Func<WorkerMode, int, SharingRun> of)
    {
        long one = of(WorkerMode.Mapped, 1).TotalPss;
        long all = of(WorkerMode.Mapped, workers).TotalPss;
        long runtimeOfOne = of(WorkerMode.None, 1).TotalPss;
        long runtimeOfAll = of(WorkerMode.None, workers).TotalPss;
        return new SharingSummary
        {
            PssRatio = (double)all / one,
            PssFraction = (double)all / (workers * one),
            PssFractionFloor = (double)(storeBytes + runtimeOfAll) / (workers * (storeBytes + runtimeOfOne)),
            MarginalCost = Marginal(WorkerMode.Mapped),
            MarginalRuntime = Marginal(WorkerMode.None),
            MarginalCopied = Marginal(WorkerMode.Copied),
        };

        long Marginal(WorkerMode mode) =>
            workers == 1 ? 0 : (of(mode, workers).TotalPss - of(mode, 1).TotalPss) / (workers - 1);
    }

    private static Claim[] OneWorkerOnly() =>
    [
        new("same-pages", "Several workers use the same physical pages", "one worker alone shares nothing; use --workers 2 or more", ClaimOutcome.CannotBeTested),
    ];

    private static Claim JudgeReadOnly(SharingRun mapped)
    {
        const string Id = "read-only";
        const string Statement = "Every worker maps the corpus shared and read-only";
        List<StoreMapping?> mappings = [.. mapped.Workers.Select(w => w.Mapping)];
        if (mappings.Contains(null))
        {
            return new Claim(Id, Statement, "a worker has no mapping of the store", ClaimOutcome.DoesNotHold);
        }

        string permissions = string.Join(' ', mappings.Select(m => m!.Permissions).Distinct());
        return new Claim(
            Id,
            Statement,
            $"permissions {permissions} in {mappings.Count} of {mapped.Workers.Count} workers",
            mappings.TrueForAll(m => m!.IsSharedReadOnly) ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeFrames(SharingRun mapped)
    {
        const string Id = "same-pages";
        int workers = mapped.Workers.Count;
        string statement = $"{workers} workers use the same physical pages";
        if (mapped.Frames is not { Sampled: > 0 } frames)
        {
            return new Claim(Id, statement, "the page map of a worker cannot be read here", ClaimOutcome.CannotBeTested);
        }

        bool shared = frames.SharedFilePages == frames.Sampled;
        if (frames.SameFrame is not { } same)
        {
            return new Claim(
                Id,
                statement,
                $"{Format.Count(frames.SharedFilePages)} of {Format.Count(frames.Sampled)} sampled pages belong to the file and to more than one process (frame numbers are shown to privileged users only)",
                shared ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
        }

        return new Claim(
            Id,
            statement,
            $"{Format.Count(same)} of {Format.Count(frames.Sampled)} sampled pages have one frame number in all {workers} processes",
            shared && same == frames.Sampled ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    // a page that n processes map counts 1/n in each, so the shares of one copy add up to its size
    private static Claim JudgeOneCopy(SharingRun mapped)
    {
        const string Id = "one-copy";
        const string Statement = "Together they hold one copy of the corpus";
        List<StoreMapping> mappings = [.. mapped.Workers.Select(w => w.Mapping).OfType<StoreMapping>()];
        if (mappings.Count == 0)
        {
            return new Claim(Id, Statement, "no worker has a mapping of the store", ClaimOutcome.DoesNotHold);
        }

        long resident = mappings.Max(m => m.Rss);
        long shares = mappings.Sum(m => m.Pss);
        long own = mappings.Sum(m => m.Private);
        // the kernel rounds each share down to whole kilobytes
        long rounding = mappings.Count * 1024L;
        double tolerance = Math.Max(rounding, resident * ShareTolerance);
        bool holds = own == 0 && shares <= resident + tolerance;
        // any other process that maps the store takes its share of the same copy
        string others = shares < resident - tolerance ? "; the rest counts for other processes that map it now" : string.Empty;
        return new Claim(
            Id,
            Statement,
            $"their shares (PSS) of the mapping add up to {Format.Size(shares)}, the mapping is {Format.Size(resident)}{others}; private to one of them: {Format.Size(own)}",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    // decided by what each worker has to itself: PSS also moves when unrelated programs of this runtime come and go
    private static Claim JudgePrivateCost(SharingRun mapped, SharingRun none, long storeBytes)
    {
        const string Id = "private-cost";
        const string Statement = "What a worker has to itself is its runtime, not the corpus";
        long with = (long)mapped.Workers.Average(w => w.Uss);
        long without = (long)none.Workers.Average(w => w.Uss);
        string figures = $"private memory (USS) of a worker is {Format.Size(with)} with the corpus of {Format.Size(storeBytes)} and {Format.Size(without)} without";
        if (storeBytes < 4 * Tolerance)
        {
            return new Claim(
                Id, Statement, $"{figures}; a corpus stands out from the noise from {Format.Size(4 * Tolerance)} on", ClaimOutcome.CannotBeTested);
        }

        return new Claim(Id, Statement, figures, with - without <= Tolerance ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeControl(SharingRun copied)
    {
        const string Id = "control";
        const string Statement = "The same test sees through private copies";
        if (copied.Frames is not { Sampled: > 0 } frames)
        {
            return new Claim(Id, Statement, "the page map of a worker cannot be read here", ClaimOutcome.CannotBeTested);
        }

        int taken = Math.Max(frames.SharedFilePages, frames.SameFrame ?? 0);
        return new Claim(
            Id,
            Statement,
            $"with a copy in each worker {Format.Count(taken)} of {Format.Count(frames.Sampled)} sampled pages are shared",
            taken == 0 ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }
}

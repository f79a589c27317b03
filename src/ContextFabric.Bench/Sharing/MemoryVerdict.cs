using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>Turns readings into the rows of the tables and into claims that hold, do not hold or cannot be tested here.</summary>
internal static class MemoryVerdict
{
    /// <summary>
    /// What a worker may have to itself beyond one that has closed its corpus: noise, and what grows a little with
    /// the number of features, such as the objects that stand for them. A corpus of less than four times this size
    /// cannot be told from noise by totals.
    /// </summary>
    internal const long Tolerance = 5 << 20;

    /// <summary>What one more worker may cost beyond one without a corpus: programs of this runtime come and go on the machine.</summary>
    internal const long MarginalTolerance = 10 << 20;

    private const string NoRoom = "there is too little free memory for as many private copies of the corpus";
    private const double ShareTolerance = 0.01;
    private const double FloorTolerance = 1.1;
    private const double ControlFactor = 0.875;
    private const double BlindTolerance = 0.1;

    public static MemoryResult Judge(SharingSettings settings, long storeBytes, IReadOnlyList<GroupReading> readings)
    {
        int workers = settings.Workers;
        long corpus = readings.Where(r => r.Mode == MemoryMode.Single && r.Stage == TouchStage.Touched).Select(r => r.CorpusResident).DefaultIfEmpty().Max();
        corpus = corpus == 0 ? storeBytes : corpus;
        var result = new MemoryResult
        {
            Workers = workers,
            Runs = settings.Runs,
            WarmUp = settings.WarmUp,
            Copies = readings.Where(r => r.Mode == MemoryMode.PrivateCopy).Select(r => r.Workers).DefaultIfEmpty().Max(),
            CorpusBytes = corpus,
            Modes = MemoryTable.Summarize(readings, corpus),
            Marginals = MemoryTable.Marginals(readings),
            Series = MemoryTable.Series(readings),
            Claims = [],
            Readings = readings,
        };
        return result with { Claims = [.. Claims(result)] };
    }

    private static IEnumerable<Claim> Claims(MemoryResult result)
    {
        MemoryMode mode = result.Workers == 1 ? MemoryMode.Single : MemoryMode.Spawn;
        List<GroupReading> mapped = [.. result.Readings.Where(r => r.Mode == mode && r.Stage == TouchStage.Touched)];
        if (mapped.Count == 0 || mapped.Exists(r => r.Pss is null))
        {
            yield return new Claim("one-copy", "The workers together hold one copy of the corpus", SharingSystem.WhyUnsupported, ClaimOutcome.CannotBeTested);
            yield break;
        }

        yield return JudgeReadOnly(mapped);
        if (result.Workers == 1)
        {
            yield return new Claim(
                "one-copy", "The workers together hold one copy of the corpus", "one worker alone shares nothing; use --workers 2 or more", ClaimOutcome.CannotBeTested);
            yield break;
        }

        yield return JudgeOneCopy(mapped);
        yield return JudgePrivateCost(result);
        yield return JudgeMarginal(result);
        yield return JudgeFloor(result);
        yield return JudgeControl(result);
        yield return JudgeBlindness(result);
        yield return JudgeHost(result);
        yield return JudgeFork(result);
    }

    private static Claim JudgeReadOnly(List<GroupReading> mapped)
    {
        const string Id = "read-only";
        const string Statement = "Every worker maps the corpus shared and read-only";
        List<ProcessFigures> processes = [.. mapped.SelectMany(r => r.Processes)];
        if (processes.Exists(p => p.Permissions is null))
        {
            return new Claim(Id, Statement, "a worker has no mapping of the store", ClaimOutcome.DoesNotHold);
        }

        string permissions = string.Join(' ', processes.Select(p => p.Permissions).Distinct());
        return new Claim(
            Id,
            Statement,
            $"permissions {permissions} in all {processes.Count} processes that were read",
            processes.TrueForAll(p => p.IsSharedReadOnly == true) ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    // a page that n processes map counts 1/n in each, so the shares of one copy add up to its size
    private static Claim JudgeOneCopy(List<GroupReading> mapped)
    {
        const string Id = "one-copy";
        const string Statement = "The workers together hold one copy of the corpus";
        GroupReading worst = mapped.MaxBy(r => (double)r.CorpusPss / Math.Max(1, r.CorpusResident))!;
        if (worst.CorpusResident == 0)
        {
            return new Claim(Id, Statement, "no worker has a mapping of the store", ClaimOutcome.DoesNotHold);
        }

        long own = mapped.Max(r => r.Processes.Sum(p => p.CorpusPrivate ?? 0));
        // the kernel rounds each share down to whole kilobytes
        double tolerance = Math.Max(worst.Processes.Count * 1024L, worst.CorpusResident * ShareTolerance);
        bool holds = own == 0 && worst.CorpusPss <= worst.CorpusResident + tolerance;
        // any other process that maps the store takes its share of the same copy
        string others = worst.TakenByOthers > 0 ? "; the rest counts for other processes that map it now" : string.Empty;
        return new Claim(
            Id,
            Statement,
            $"their shares (PSS) of the mapping add up to {Amount.Mib(worst.CorpusPss)} at most, the mapping is {Amount.Mib(worst.CorpusResident)}{others}; private to one of them: {Amount.Mib(own)}",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    // decided by what each worker has to itself: PSS also moves when unrelated programs of this runtime come and go
    private static Claim JudgePrivateCost(MemoryResult result)
    {
        const string Id = "private-cost";
        const string Statement = "What a worker has to itself is its runtime, not the corpus";
        double with = result.Find(MemoryMode.Spawn, result.Workers)!.Uss!.Median / result.Workers;
        double without = result.Find(MemoryMode.NoCorpus, result.Workers)!.Uss!.Median / result.Workers;
        string figures = $"private memory (USS) of a worker is {Amount.Mib(with)} with the corpus of {Amount.Mib(result.CorpusBytes)} and {Amount.Mib(without)} without";
        return IsSmall(result)
            ? TooSmall(Id, Statement, figures)
            : new Claim(Id, Statement, figures, with - without <= Tolerance ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeMarginal(MemoryResult result)
    {
        const string Id = "marginal-worker";
        const string Statement = "One more worker costs about as much as one more process without a corpus";
        Spread one = result.FindMarginal(MemoryMode.Spawn)!.Pss;
        double runtime = result.FindMarginal(MemoryMode.NoCorpus)!.Pss.Median;
        string figures = $"(ΣPSS({result.Workers}) − PSS(1)) ÷ {result.Workers - 1} is {Amount.Mib(one.Median)} (from {Amount.Cell(one.Min)} to {Amount.Cell(one.Max)}), {Amount.Mib(runtime)} without a corpus";
        return IsSmall(result)
            ? TooSmall(Id, Statement, figures)
            : new Claim(Id, Statement, figures, one.Median <= runtime + MarginalTolerance ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeFloor(MemoryResult result)
    {
        const string Id = "ratio";
        string statement = $"{result.Workers} workers need little more than the least that is possible";
        ModeSummary spawn = result.Find(MemoryMode.Spawn, result.Workers)!;
        string figures = $"ΣPSS is {Amount.Ratio(spawn.PssRatio!.Value)} of {result.Workers} × single, at best {Amount.Ratio(spawn.PssFloor!.Value)} with this corpus and runtime; {Amount.Ratio(spawn.PssGrowth!.Value)} × a single one";
        return IsSmall(result)
            ? TooSmall(Id, statement, figures)
            : new Claim(Id, statement, figures, spawn.PssRatio <= spawn.PssFloor * FloorTolerance ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeControl(MemoryResult result)
    {
        const string Id = "control";
        const string Statement = "The measure tells private copies apart";
        if (result.Copies < 2)
        {
            return new Claim(Id, Statement, NoRoom, ClaimOutcome.CannotBeTested);
        }

        ModeSummary one = result.Find(MemoryMode.PrivateCopy, 1)!;
        ModeSummary all = result.Find(MemoryMode.PrivateCopy, result.Copies)!;
        double added = result.FindMarginal(MemoryMode.PrivateCopy)!.Pss.Median;
        string figures = $"with a copy in each, {result.Copies} workers take {Amount.Ratio(all.Pss!.Median / one.Pss!.Median)} × the PSS of one, and one more takes {Amount.Mib(added)}";
        return IsSmall(result)
            ? TooSmall(Id, Statement, figures)
            : new Claim(Id, Statement, figures, added >= result.CorpusBytes * ControlFactor ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeBlindness(MemoryResult result)
    {
        const string Id = "rss-is-blind";
        const string Statement = "Summed RSS does not tell shared memory from private copies";
        if (result.Copies != result.Workers)
        {
            return new Claim(Id, Statement, NoRoom, ClaimOutcome.CannotBeTested);
        }

        ModeSummary spawn = result.Find(MemoryMode.Spawn, result.Workers)!;
        ModeSummary copies = result.Find(MemoryMode.PrivateCopy, result.Workers)!;
        double mapped = spawn.Rss.Median;
        double copied = copies.Rss.Median;
        string figures = $"ΣRSS is {Amount.Mib(mapped)} mapped and {Amount.Mib(copied)} copied, where ΣPSS is {Amount.Cell(spawn.Pss!.Median)} and {Amount.Cell(copies.Pss!.Median)}";
        return IsSmall(result)
            ? TooSmall(Id, Statement, figures)
            : new Claim(Id, Statement, figures, Math.Abs(mapped - copied) <= copied * BlindTolerance ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeHost(MemoryResult result)
    {
        double session = result.FindMarginal(MemoryMode.SharedHost)!.Pss.Median;
        double worker = result.FindMarginal(MemoryMode.Spawn)!.Pss.Median;
        return new Claim(
            "shared-host",
            "A session in one process costs less than a process of its own",
            $"one more session takes {Amount.Mib(session)}, one more worker {Amount.Mib(worker)}",
            session <= worker ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static Claim JudgeFork(MemoryResult result)
    {
        const string Id = "forked-children";
        const string Statement = "Forked children use the pages of their parent's mapping";
        List<GroupReading> forked = [.. result.Readings.Where(r => r.Mode == MemoryMode.Fork && r.Workers > 0 && r.Stage == TouchStage.Touched)];
        if (forked.Count == 0)
        {
            return new Claim(Id, Statement, "there is no fork on this system", ClaimOutcome.CannotBeTested);
        }

        GroupReading worst = forked.MaxBy(r => (double)r.CorpusPss / Math.Max(1, r.CorpusResident))!;
        bool holds = worst.CorpusResident > 0
            && worst.CorpusPss <= worst.CorpusResident + Math.Max(worst.Processes.Count * 1024L, worst.CorpusResident * ShareTolerance);
        double child = result.FindMarginal(MemoryMode.Fork)!.Pss.Median;
        return new Claim(
            Id,
            Statement,
            $"parent and {result.Workers} children hold {Amount.Mib(worst.CorpusPss)} of a mapping of {Amount.Mib(worst.CorpusResident)} (PSS); one more child takes {Amount.Mib(child)}",
            holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
    }

    private static bool IsSmall(MemoryResult result) => result.CorpusBytes < 4 * Tolerance;

    private static Claim TooSmall(string id, string statement, string figures) =>
        new(id, statement, $"{figures}; a corpus stands out from the noise from {Amount.Mib(4 * Tolerance)} on", ClaimOutcome.CannotBeTested);
}

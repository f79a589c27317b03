namespace ContextFabric.Bench.Sharing;

/// <summary>Readings put together: by mode, by number of workers, by what one more costs.</summary>
internal static class MemoryTable
{
    /// <summary>A row for each mode, number of workers and stage.</summary>
    public static IReadOnlyList<ModeSummary> Summarize(IReadOnlyList<GroupReading> readings, long corpus)
    {
        List<ModeSummary> rows =
        [
            .. readings
                .Where(r => r.Mode != MemoryMode.Series)
                .GroupBy(r => (r.Mode, r.Workers, r.Stage))
                .OrderBy(g => g.Key.Mode).ThenBy(g => g.Key.Workers).ThenBy(g => g.Key.Stage)
                .Select(g => Summarize([.. g])),
        ];
        return [.. rows.Select(row => WithRatios(row, rows, corpus))];
    }

    /// <summary>What one more costs in each mode, from differences within a block.</summary>
    public static IReadOnlyList<MarginalCost> Marginals(IReadOnlyList<GroupReading> readings)
    {
        var costs = new List<MarginalCost>();
        foreach (MemoryMode mode in Enum.GetValues<MemoryMode>())
        {
            (MemoryMode baseMode, int baseWorkers) = mode switch
            {
                MemoryMode.Spawn => (MemoryMode.Single, 1),
                MemoryMode.Fork => (MemoryMode.Fork, 0),
                _ => (mode, 1),
            };
            List<double?> differences =
            [
                .. Touched(readings, mode)
                    .Where(r => r.Workers > baseWorkers && mode != MemoryMode.Series)
                    .Select(r => Touched(readings, baseMode).FirstOrDefault(b => b.Block == r.Block && b.Workers == baseWorkers) is { } start
                        ? (double?)(r.Held - start.Held) / (r.Workers - baseWorkers)
                        : null),
            ];
            if (Spread.Of(differences) is { } spread)
            {
                costs.Add(new MarginalCost(mode, spread));
            }
        }

        return costs;
    }

    /// <summary>ΣPSS by number of workers: mapped from the series, the controls from their two points.</summary>
    public static IReadOnlyList<SeriesPoint> Series(IReadOnlyList<GroupReading> readings)
    {
        bool hasSeries = readings.Any(r => r.Mode == MemoryMode.Series);
        List<SeriesPoint> points = [];
        foreach (MemoryMode mode in new[] { MemoryMode.Spawn, MemoryMode.PrivateCopy, MemoryMode.NoCorpus })
        {
            IEnumerable<GroupReading> own = mode switch
            {
                MemoryMode.Spawn when hasSeries => Touched(readings, MemoryMode.Series),
                MemoryMode.Spawn => [.. Touched(readings, MemoryMode.Single), .. Touched(readings, mode)],
                _ => Touched(readings, mode),
            };
            double? one = null;
            foreach (IGrouping<int, GroupReading> group in own.GroupBy(r => r.Workers).OrderBy(g => g.Key))
            {
                if (Spread.Of(group.Select(r => (double?)r.Held)) is not { } pss || Spread.Of(group.Select(r => (double?)r.Uss)) is not { } uss)
                {
                    continue;
                }

                int n = group.Key;
                one ??= n == 1 ? pss.Mean : null;
                points.Add(new SeriesPoint(mode, n, Spread.Of(group.Select(r => (double?)r.Rss))!, pss, uss)
                {
                    Efficiency = n > 1 && one is { } single ? 1 - ((pss.Mean - single) / ((n - 1) * single)) : null,
                });
            }
        }

        return points;
    }

    private static IEnumerable<GroupReading> Touched(IReadOnlyList<GroupReading> readings, MemoryMode mode) =>
        readings.Where(r => r.Mode == mode && r.Stage == TouchStage.Touched);

    private static ModeSummary Summarize(IReadOnlyList<GroupReading> readings)
    {
        Spread? Of(Func<ProcessFigures, long?> figure) => Spread.Of(readings.Select(r => (double?)r.Sum(figure)));
        return new ModeSummary
        {
            Mode = readings[0].Mode,
            Workers = readings[0].Workers,
            Processes = readings[0].Processes.Count,
            Stage = readings[0].Stage,
            Rss = Spread.Of(readings.Select(r => (double?)r.Rss))!,
            Pss = Spread.Of(readings.Select(r => (double?)r.Held)),
            Uss = Spread.Of(readings.Select(r => (double?)r.Uss)),
            SharedClean = Of(p => p.SharedClean),
            SharedDirty = Of(p => p.SharedDirty),
            PrivateClean = Of(p => p.PrivateClean),
            PrivateDirty = Of(p => p.PrivateDirty),
            Anonymous = Of(p => p.Anonymous),
            FilePmdMapped = Of(p => p.FilePmdMapped),
            PageTables = Of(p => p.PageTables),
            ManagedHeap = Of(p => p.ManagedHeap),
            MinorFaults = Of(p => p.MinorFaults),
            MajorFaults = Of(p => p.MajorFaults),
            ReadBytes = Of(p => p.ReadBytes),
            ReadyMilliseconds = Spread.Of(readings.Select(r => r.Processes.Max(p => p.ReadyMilliseconds))),
            OpenMilliseconds = Spread.Of(readings.Select(r => r.Processes.Max(p => p.OpenMilliseconds))),
            AnswerMilliseconds = Spread.Of(readings.Select(r => r.Processes.Max(p => p.AnswerMilliseconds))),
        };
    }

    private static ModeSummary WithRatios(ModeSummary row, List<ModeSummary> rows, long corpus)
    {
        // the parent of forked children has read everything, whether they have or not
        TouchStage stage = row.Mode == MemoryMode.Fork ? TouchStage.Touched : row.Stage;
        ModeSummary? Find(MemoryMode mode, int workers) => rows.Find(r => r.Mode == mode && r.Workers == workers && r.Stage == stage);
        (MemoryMode mode, int count) = row.Mode switch
        {
            MemoryMode.Fork => (MemoryMode.Fork, 0),
            MemoryMode.NoCorpus or MemoryMode.PrivateCopy or MemoryMode.SharedHost => (row.Mode, 1),
            _ => (MemoryMode.Single, 1),
        };
        if (row.Workers < 2 || Find(mode, count) is not { } single)
        {
            return row;
        }

        double n = row.Workers;
        row = row with
        {
            RssRatio = row.Rss.Mean / (n * single.Rss.Mean),
            RssOverhead = (row.Rss.Mean - single.Rss.Mean) / n,
        };
        if (row.Pss is null || single.Pss is null)
        {
            return row;
        }

        row = row with { PssRatio = row.Pss.Mean / (n * single.Pss.Mean), PssGrowth = row.Pss.Mean / single.Pss.Mean };
        return row.Mode == MemoryMode.Spawn && row.Stage == TouchStage.Touched
            && Find(MemoryMode.NoCorpus, row.Workers)?.Pss is { } runtimes && Find(MemoryMode.NoCorpus, 1)?.Pss is { } runtime
            ? row with { PssFloor = (corpus + runtimes.Mean) / (n * (corpus + runtime.Mean)) }
            : row;
    }
}

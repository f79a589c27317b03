using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>The tables and charts of memory.</summary>
internal static partial class SharingDocument
{
    // as published, in MB; the ratio is to 4 × single
    private static readonly string[][] s_published =
    [
        ["BHSA", "Context-Fabric", "524.0 ± 2.1", "2117.1 ± 2.4", "101.0 %", "658.4 ± 2.9", "31.4 %"],
        ["BHSA", "Text-Fabric", "6316.5 ± 4.2", "6684.8 ± 376.1", "26.5 %", "6461.4 ± 9.8", "25.6 %"],
        ["CUC", "Context-Fabric", "130.9 ± 0.6", "526.5 ± 0.6", "100.5 %", "173.3 ± 0.9", "33.1 %"],
        ["CUC", "Text-Fabric", "163.5 ± 1.2", "658.3 ± 2.0", "100.7 %", "209.2 ± 1.2", "32.0 %"],
    ];

    private static ReportSection Memory(MemoryResult result, bool isDetailed)
    {
        var blocks = new List<ReportBlock> { MainTable(result, isDetailed) };
        if (isDetailed)
        {
            blocks.Add(new Paragraph("The ratio of RSS is the note's; that of PSS is the same with a measure that can show sharing. For fork, single is the parent before it forked, and parent and children are added up; for the controls and the shared host it is one of their own kind."));
            blocks.Add(MemoryFigure(result));
        }

        blocks.Add(MarginalTable(result));
        if (isDetailed)
        {
            blocks.AddRange(MarginalFigure(result));
            blocks.AddRange(SeriesBlocks(result));
            blocks.Add(SpreadTable(result));
            blocks.Add(ClassTable(result));
            blocks.Add(CounterTable(result));
            blocks.Add(LoadedTable(result));
            blocks.Add(new ReportTable(
                "Published in the note (tables 2 and 3): RSS on another machine, under macOS, in MB. Not to be compared with the figures above",
                ["corpus", "system", ">single", ">spawn × 4", ">of 4 × single", ">fork × 4", ">of 4 × single"],
                s_published));
        }
        else
        {
            blocks.Add(LoadedTable(result));
        }

        blocks.Add(new Verdicts(result.Claims));
        return new ReportSection("Memory by mode (note §5 and §6, tables 2 and 3)", blocks);
    }

    private static IEnumerable<ModeSummary> Rows(MemoryResult result, TouchStage stage) => result.Modes
        .Where(m => m.Stage == stage)
        .OrderBy(m => m.Mode switch { MemoryMode.NoCorpus => 10, MemoryMode.PrivateCopy => 11, _ => (int)m.Mode })
        .ThenBy(m => m.Workers);

    private static ReportTable MainTable(MemoryResult result, bool isDetailed)
    {
        bool hasSpread = result.Runs > 1;
        string runs = hasSpread ? $"mean and sample deviation of {result.Runs} runs after {result.WarmUp} to warm up" : "one run";
        string[] Sized(Spread? spread) => hasSpread ? [MeanCell(spread), DeviationCell(spread)] : [MeanCell(spread)];
        string[] deviation = hasSpread ? [">sd"] : [];
        return new ReportTable(
            $"Everything touched; sums over the processes of a mode, MiB; {runs}, warm page cache. Ratio: sum ÷ (N × single); that of RSS is the note's; at best: the least that the ratio of PSS can be here",
            ["mode", ">RSS", .. deviation, ">ratio", ">PSS", .. deviation, ">ratio", ">at best", ">USS", .. isDetailed ? [.. deviation, ">page tables"] : Array.Empty<string>()],
            [.. Rows(result, TouchStage.Touched).Select(m => (string[])
            [
                MemoryModes.Describe(m.Mode, m.Workers),
                .. Sized(m.Rss),
                m.RssRatio is { } rss ? Amount.Percent(rss) : string.Empty,
                .. Sized(m.Pss),
                m.PssRatio is { } pss ? Amount.Percent(pss) : string.Empty,
                m.PssFloor is { } floor ? Amount.Percent(floor) : string.Empty,
                .. isDetailed ? Sized(m.Uss) : [MeanCell(m.Uss)],
                .. isDetailed ? [MeanCell(m.PageTables)] : Array.Empty<string>(),
            ])]);
    }

    private static ReportTable MarginalTable(MemoryResult result) => new(
        "What one more costs: (ΣPSS(N) − ΣPSS(1)) ÷ (N − 1) within each run, MiB. Program files count in it by their shares, which depend on who else runs the same runtime; USS does not",
        ["one more", ">median", ">mean", ">sd", ">min", ">max", ">USS of one of N"],
        [.. result.Marginals.Select(m => (string[])
        [
            OneMore(m.Mode),
            Amount.Cell(m.Pss.Median),
            Amount.Cell(m.Pss.Mean),
            Amount.Cell(m.Pss.Deviation),
            Amount.Cell(m.Pss.Min),
            Amount.Cell(m.Pss.Max),
            m.Mode is MemoryMode.NoCorpus or MemoryMode.Spawn or MemoryMode.PrivateCopy && result.Find(m.Mode, result.Workers)?.Uss is { } uss
                ? Amount.Cell(uss.Median / result.Workers)
                : string.Empty,
        ])]);

    private static ReportTable SpreadTable(MemoryResult result) => new(
        $"Spread of ΣPSS over {result.Runs} runs, everything touched, MiB",
        ["mode", ">mean", ">sd", ">median", ">min", ">max", ">÷ single", ">(ΣRSS − single) ÷ N"],
        [.. Rows(result, TouchStage.Touched).Where(m => m.Pss is not null).Select(m => (string[])
        [
            MemoryModes.Describe(m.Mode, m.Workers),
            Amount.Cell(m.Pss!.Mean),
            Amount.Cell(m.Pss.Deviation),
            Amount.Cell(m.Pss.Median),
            Amount.Cell(m.Pss.Min),
            Amount.Cell(m.Pss.Max),
            m.PssGrowth is { } growth ? Amount.Ratio(growth) : string.Empty,
            m.RssOverhead is { } overhead ? Amount.Cell(overhead) : string.Empty,
        ])]);

    private static ReportTable ClassTable(MemoryResult result) => new(
        "Classes of pages, everything touched, sums, means, MiB",
        ["mode", ">shared clean", ">shared dirty", ">private clean", ">private dirty", ">anonymous", ">huge (file)", ">managed heap"],
        [.. Rows(result, TouchStage.Touched).Select(m => (string[])
        [
            MemoryModes.Describe(m.Mode, m.Workers),
            MeanCell(m.SharedClean),
            MeanCell(m.SharedDirty),
            MeanCell(m.PrivateClean),
            MeanCell(m.PrivateDirty),
            MeanCell(m.Anonymous),
            MeanCell(m.FilePmdMapped),
            MeanCell(m.ManagedHeap),
        ])]);

    private static ReportTable CounterTable(MemoryResult result) => new(
        "Faults and reading since the processes began, everything touched, sums, means; and of the slowest process from its start to ready, of it opening the corpus, and the first answer after that, medians",
        ["mode", ">minor faults", ">major faults", ">read, MiB", ">ready, ms", ">open, ms", ">first answer, ms"],
        [.. Rows(result, TouchStage.Touched).Select(m => (string[])
        [
            MemoryModes.Describe(m.Mode, m.Workers),
            m.MinorFaults is { } minor ? Amount.Count((long)minor.Mean) : string.Empty,
            m.MajorFaults is { } major ? Amount.Count((long)major.Mean) : string.Empty,
            MeanCell(m.ReadBytes),
            m.ReadyMilliseconds is { } ready ? Amount.Number(ready.Median) : string.Empty,
            m.OpenMilliseconds is { } open ? Amount.Number(open.Median) : string.Empty,
            m.AnswerMilliseconds is { } answer ? Amount.Number(answer.Median) : string.Empty,
        ])]);

    private static ReportTable LoadedTable(MemoryResult result) => new(
        "As loaded: the corpus is open, nothing was read (fork: children that read nothing). Means, MiB",
        ["mode", ">RSS", ">÷ N·single", ">PSS", ">÷ N·single", ">USS"],
        [.. Rows(result, TouchStage.Loaded).Select(m => (string[])
        [
            MemoryModes.Describe(m.Mode, m.Workers),
            MeanCell(m.Rss),
            m.RssRatio is { } rss ? Amount.Percent(rss) : string.Empty,
            MeanCell(m.Pss),
            m.PssRatio is { } pss ? Amount.Percent(pss) : string.Empty,
            MeanCell(m.Uss),
        ])]);

    private static Figure MemoryFigure(MemoryResult result)
    {
        List<ModeSummary> rows = [.. Rows(result, TouchStage.Touched).Where(m => m.Pss is not null && m.Uss is not null)];
        string words = string.Join("; ", rows.Select(m => $"{MemoryModes.Describe(m.Mode, m.Workers)}: PSS {Amount.Cell(m.Pss!.Mean)}, RSS {Amount.Cell(m.Rss.Mean)}"));
        return new Figure(
            "share-memory",
            $"Sum of PSS by mode, split in what the processes have to themselves (USS) and their share in common pages; whiskers from least to greatest, ticks are sums of RSS. {result.Runs} runs, warm page cache",
            words,
            new BarChart(
                "Memory by mode",
                "MiB",
                ["own (USS)", "share in common pages"],
                [.. rows.Select(m => new Bar(
                    string.Empty,
                    MemoryModes.Describe(m.Mode, m.Workers),
                    [Amount.InMib(m.Uss!.Mean), Math.Max(0, Amount.InMib(m.Pss!.Mean - m.Uss.Mean))],
                    Amount.InMib(m.Pss.Min),
                    Amount.InMib(m.Pss.Max),
                    Amount.InMib(m.Rss.Mean)))]));
    }

    private static IEnumerable<ReportBlock> MarginalFigure(MemoryResult result)
    {
        if (result.Marginals.Count > 0)
        {
            yield return new Figure(
                "share-marginal",
                $"What one more costs (PSS), median of {result.Runs} runs, whiskers from least to greatest",
                string.Join("; ", result.Marginals.Select(m => $"{OneMore(m.Mode)}: {Amount.Mib(m.Pss.Median)}")),
                new BarChart(
                    "What one more costs",
                    "MiB of PSS",
                    ["PSS"],
                    [.. result.Marginals.Select(m => new Bar(
                        string.Empty, OneMore(m.Mode), [Amount.InMib(m.Pss.Median)], Amount.InMib(m.Pss.Min), Amount.InMib(m.Pss.Max)))]));
        }
    }

    private static IEnumerable<ReportBlock> SeriesBlocks(MemoryResult result)
    {
        List<IGrouping<MemoryMode, SeriesPoint>> series = [.. result.Series.GroupBy(p => p.Mode)];
        if (series.Count == 0 || series.TrueForAll(s => s.Count() < 2))
        {
            yield break;
        }

        SeriesPoint one = result.Series.First(p => p is { Mode: MemoryMode.Spawn, Workers: 1 });
        int most = result.Series.Max(p => p.Workers);
        yield return new ReportTable(
            "By number of processes, everything touched, means, MiB. Efficiency is 1 − (ΣPSS(N) − ΣPSS(1)) ÷ ((N − 1)·ΣPSS(1)): 1 is perfect sharing, 0 is none",
            ["processes", ">N", ">ΣRSS", ">ΣPSS", ">ΣUSS", ">efficiency"],
            [.. result.Series.Select(p => (string[])
            [
                NameOfSeries(p.Mode),
                $"{p.Workers}",
                Amount.Cell(p.Rss.Mean),
                Amount.Cell(p.Pss.Mean),
                Amount.Cell(p.Uss.Mean),
                p.Efficiency is { } e ? Amount.Ratio(e) : string.Empty,
            ])]);
        yield return new Figure(
            "share-growth",
            "Sum of PSS against the number of processes; dashed: N × single",
            string.Join("; ", series.Select(s => $"{NameOfSeries(s.Key)}: {string.Join(", ", s.Select(p => $"{p.Workers} take {Amount.Mib(p.Pss.Mean)}"))}")),
            new XyChart(
                "Memory of N processes",
                "MiB of PSS",
                "processes",
                [
                    .. series.Select(s => new XySeries(
                        NameOfSeries(s.Key), [.. s.Select(p => new XyPoint(p.Workers, Amount.InMib(p.Pss.Mean), Amount.InMib(p.Pss.Min), Amount.InMib(p.Pss.Max)))])),
                    new XySeries("N × single", [new XyPoint(1, Amount.InMib(one.Pss.Mean)), new XyPoint(most, most * Amount.InMib(one.Pss.Mean))], XyStyle.Dashed),
                ]));
        List<IGrouping<MemoryMode, SeriesPoint>> efficient = [.. result.Series.Where(p => p.Efficiency is not null && p.Mode != MemoryMode.NoCorpus).GroupBy(p => p.Mode)];
        yield return new Figure(
            "share-efficiency",
            "Sharing efficiency against the number of processes: 1 is perfect sharing, 0 is none",
            string.Join("; ", efficient.Select(s => $"{NameOfSeries(s.Key)}: {string.Join(", ", s.Select(p => $"{Amount.Ratio(p.Efficiency!.Value)} with {p.Workers}"))}")),
            new XyChart(
                "Sharing efficiency",
                "1 − (ΣPSS(N) − ΣPSS(1)) ÷ ((N − 1)·ΣPSS(1))",
                "processes",
                [.. efficient.Select(s => new XySeries(NameOfSeries(s.Key), [.. s.Select(p => new XyPoint(p.Workers, p.Efficiency!.Value))]))]));
    }

    private static Figure EvictionFigure(EvictionResult result) => new(
        "share-eviction",
        "Bytes of the corpus in the page cache after each step, and read from disk by all workers during it (tick)",
        string.Join("; ", result.Steps.Select(s => $"{s.Name}: {Cell(s.Resident)} MiB cached, {Cell(s.ReadBytes.Contains(null) ? null : s.ReadBytes.Sum())} MiB read")),
        new BarChart(
            "Eviction and reading again",
            "MiB",
            ["in the page cache"],
            [.. result.Steps.Select(s => new Bar(
                string.Empty, s.Name, [Amount.InMib(s.Resident ?? 0)], Mark: s.ReadBytes.Contains(null) ? null : Amount.InMib(s.ReadBytes.Sum()!.Value)))]));

    private static string OneMore(MemoryMode mode) => mode switch
    {
        MemoryMode.NoCorpus => "process without a corpus",
        MemoryMode.Spawn => "worker (spawn)",
        MemoryMode.SharedHost => "session (shared host)",
        MemoryMode.Fork => "forked child",
        MemoryMode.PrivateCopy => "worker with a private copy",
        _ => MemoryModes.NameOf(mode),
    };

    private static string NameOfSeries(MemoryMode mode) => mode switch
    {
        MemoryMode.PrivateCopy => "private copies",
        MemoryMode.NoCorpus => "no corpus",
        _ => "mapped",
    };

    private static string DeviationCell(Spread? spread) => spread is null || spread.Count < 2 ? string.Empty : Amount.Cell(spread.Deviation);

    private static string MeanCell(Spread? spread) => spread is null ? string.Empty : Amount.Cell(spread.Mean);
}

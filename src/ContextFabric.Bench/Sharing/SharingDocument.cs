using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>What a measurement has to say, as a report: the same for the screen, for Markdown and for HTML.</summary>
internal static partial class SharingDocument
{
    /// <summary>The three measures in three sentences.</summary>
    public const string Definitions =
        "RSS counts every page that a process has in memory, a shared one in full in each process, so sums of it count the corpus once per worker. "
        + "PSS divides each page by the number of processes that have it, so sums of it are real memory. "
        + "USS is what a process has to itself and would give back by ending; for a process that is alone with a file, that includes the file.";

    private static readonly string[] s_noteColumns = ["where", "the note concludes", "of the argument", "measured here", "so"];

    /// <summary>Puts the report together.</summary>
    /// <param name="report">What was found out.</param>
    /// <param name="command">The command line that did it.</param>
    /// <param name="isDetailed">False for a screen: without charts and without the tables that are for the record.</param>
    public static Report Build(SharingReport report, string command, bool isDetailed)
    {
        var sections = new List<ReportSection>();
        Add(sections, report.Modes, modes => Modes(modes, isDetailed));
        Add(sections, report.Memory, memory => Memory(memory, isDetailed));
        Add(sections, report.Peers, peers => Peers(peers, report.Memory));
        Add(sections, report.Frames, Frames);
        Add(sections, report.Dirty, Dirty);
        Add(sections, report.Eviction, eviction => Eviction(eviction, isDetailed));
        Add(sections, report.Limit, Limit);
        Add(sections, report.SharedMemory, SharedMemory);
        Add(sections, report.Rename, rename => new ReportSection("Replacing a file under its readers", [new Verdicts(rename.Claims)]));
        Add(sections, report.Truncate, truncate => new ReportSection("A file that is made shorter", [new Verdicts(truncate.Claims)]));
        Add(sections, report.Fork, fork => new ReportSection("Fork and a managed runtime", [new Verdicts(fork.Claims)]));
        if (report.Note.Any(r => r.Measured is not null))
        {
            sections.Add(new ReportSection(
                "What the note concluded, and what the proper measure says",
                [
                    new ReportTable(
                        "Figures of the note are in MB as published, measured ones in MiB",
                        s_noteColumns,
                        [.. report.Note.Where(r => isDetailed || r.Measured is not null).Select(r => (string[])[r.Place, r.Claim, r.Judgement, r.Measured ?? string.Empty, r.Outcome])]),
                ]));
        }

        sections.Add(Circumstances(report, command));
        return new Report($"Memory shared between processes: {report.Corpus}", Lead(report), sections);
    }

    /// <summary>The few lines that the tour shows: what can be tested with its small corpus.</summary>
    public static Report Tour(SharingReport report)
    {
        Claim[] tested = [.. report.Claims.Where(c => c.Outcome != ClaimOutcome.CannotBeTested)];
        int open = report.Claims.Count - tested.Length;
        return new Report(
            string.Empty,
            Lead(report),
            [
                new ReportSection(
                    $"{report.Settings.Workers} workers on one corpus of {Amount.Mib(report.StoreBytes)}",
                    [
                        .. report.Memory is { } memory ? [MainTable(memory, isDetailed: false)] : Array.Empty<ReportBlock>(),
                        new Paragraph(Definitions),
                        new Verdicts(tested.Length == 0 ? report.Claims : tested),
                        .. open == 0 || tested.Length == 0 ? Array.Empty<ReportBlock>() :
                        [
                            new Paragraph($"Not judged: {open} of the claims, which are about sums and need a bigger corpus: `cfabric share CORPUS`."),
                        ],
                    ]),
            ]);
    }

    private static void Add<T>(List<ReportSection> sections, T? result, Func<T, ReportSection> build)
        where T : class
    {
        if (result is not null)
        {
            sections.Add(build(result));
        }
    }

    private static string Lead(SharingReport report)
    {
        int held = report.Claims.Count(c => c.Outcome == ClaimOutcome.Holds);
        int refuted = report.Claims.Count(c => c.Outcome == ClaimOutcome.DoesNotHold);
        int open = report.Claims.Count - held - refuted;
        string claims = $"Of {report.Claims.Count} claims {held} hold, {refuted} do not, {open} cannot be tested here.";
        string main = report.Memory is { Workers: > 1 } memory
            && memory.Find(MemoryMode.Spawn, memory.Workers) is { Pss: { } all } && memory.Find(MemoryMode.Single, 1) is { Pss: { } one }
            ? $" {memory.Workers} workers on a corpus of {Amount.Mib(report.StoreBytes)} hold {Amount.Mib(all.Mean)} together, one holds {Amount.Mib(one.Mean)}{(memory.Find(MemoryMode.PrivateCopy, memory.Workers)?.Pss is { } copies ? $"; with private copies it is {Amount.Mib(copies.Mean)}" : string.Empty)}. One more worker costs {Amount.Mib(memory.FindMarginal(MemoryMode.Spawn)!.Pss.Median)}, of which the runtime alone is {Amount.Mib(memory.FindMarginal(MemoryMode.NoCorpus)!.Pss.Median)}."
            : string.Empty;
        return claims + main;
    }

    private static ReportSection Modes(ModesResult result, bool isDetailed)
    {
        string[] columns = ["mode", "kernel", "VmFlags", ">shared", ">after write", "seen by"];
        return new ReportSection(
            "Access modes (note §3, table 1)",
            [
                new ReportTable(
                    "A scratch file of 64 pages in each mode, beside another process that maps it read-only: pages with the frame of the other process before and after one page was written, and who saw what was written",
                    isDetailed ? ["mode", "note", .. columns[1..]] : columns,
                    [
                        .. result.Modes.Select(m => (string[])
                        [
                            m.Name,
                            .. isDetailed ? [m.NoteFlags] : Array.Empty<string>(),
                            m.Permissions ?? "not available",
                            m.VmFlags is { } flags ? string.Join(' ', flags) : string.Empty,
                            m.SharedPages is { } shared ? $"{shared}" : string.Empty,
                            m.SharedPagesAfterWrite is { } after ? $"{after}" : string.Empty,
                            !m.IsWritable ? "(refused)" : m.WriteReachesFile == true ? "file, others" : "nobody",
                        ]),
                    ]),
                new Verdicts(result.Claims),
            ]);
    }

    private static ReportSection Peers(PeersResult result, MemoryResult? own)
    {
        var rows = new List<string[]>();
        if (own?.Find(MemoryMode.Single, 1) is { Pss: { } one } single && own.Find(MemoryMode.Spawn, own.Workers) is { Pss: { } all } spawn)
        {
            ModeSummary? fork = own.Find(MemoryMode.Fork, own.Workers);
            rows.Add(
            [
                "this one",
                MeanCell(single.Rss), MeanCell(one), MeanCell(spawn.Rss), MeanCell(all), MeanCell(spawn.Uss), Amount.Percent(spawn.PssRatio!.Value),
                own.FindMarginal(MemoryMode.Spawn) is { } cost ? Amount.Cell(cost.Pss.Median) : string.Empty, MeanCell(fork?.Rss), MeanCell(fork?.Pss),
            ]);
        }

        rows.AddRange(result.Peers.Select(p => (string[])
        [
            p.Name,
            MeanCell(p.SingleRss), MeanCell(p.SinglePss), MeanCell(p.SpawnRss), MeanCell(p.SpawnPss), MeanCell(p.SpawnUss),
            p.PssRatio is { } ratio ? Amount.Percent(ratio) : string.Empty, MeanCellOfMedian(p.Marginal), MeanCell(p.ForkRss), MeanCell(p.ForkPss),
        ]));
        string engines = string.Join("; ", result.Peers.Select(p => $"{p.Name} is {p.Engine}"));
        return new ReportSection(
            "Other engines on the same corpus",
            [
                new ReportTable(
                    $"Every value of every feature read; sums over the processes, means, MiB; ratio: ΣPSS ÷ (N × single). {engines}",
                    ["engine", ">single RSS", ">PSS", ">spawn RSS", ">PSS", ">USS", ">ratio", ">one more", ">fork RSS", ">PSS"],
                    rows),
                .. result.Failures.Select(f => new Paragraph($"Not measured: {f}")),
            ]);
    }

    private static string MeanCellOfMedian(Spread? spread) => spread is null ? string.Empty : Amount.Cell(spread.Median);

    private static ReportSection Frames(FramesResult result)
    {
        var blocks = new List<ReportBlock>();
        if (result.Mapped is not null || result.Copied is not null)
        {
            blocks.Add(new ReportTable(
                $"Sampled pages of the corpus, compared between {result.Workers} processes",
                ["workers", ">pages", ">shared file pages", ">same frame number"],
                [.. new[] { ("mapped", result.Mapped), ("private copy", result.Copied) }.Where(f => f.Item2 is not null).Select(f => (string[])
                [
                    f.Item1,
                    Amount.Count(f.Item2!.Sampled),
                    Amount.Count(f.Item2.SharedFilePages),
                    f.Item2.SameFrame is { } same ? Amount.Count(same) : "needs root",
                ])]));
        }

        blocks.Add(new Paragraph($"The corpus begins at {string.Join(", ", result.Addresses)}: each process has addresses of its own."));
        blocks.Add(new Verdicts(result.Claims));
        return new ReportSection("The same physical frames (note §4)", blocks);
    }

    private static ReportSection Dirty(DirtyResult result)
    {
        var rows = new List<string[]>();
        for (int i = 0; i < result.After.Count && result.After[i].Pss is not null; i++)
        {
            rows.Add(
            [
                i == 0 ? "1 (writes)" : $"{i + 1}",
                Cell(result.Before[i].Uss),
                Cell(result.After[i].Uss),
                Cell(result.Before[i].Pss),
                Cell(result.After[i].Pss),
                Amount.Cell(i == 0 ? result.ExpectedPssOfWriter : result.ExpectedPssOfOthers),
            ]);
        }

        return new ReportSection(
            "Copy-on-write",
            [
                .. rows.Count == 0 ? Array.Empty<ReportBlock>() :
                [
                    new ReportTable(
                        $"{result.Workers} workers map a copy of {Amount.Mib(result.CorpusBytes)} copy-on-write and read all of it; the first writes to {result.Percent} %. MiB",
                        ["worker", ">USS before", ">USS after", ">share (PSS) before", ">after", ">expected"],
                        rows),
                ],
                new Verdicts(result.Claims),
            ]);
    }

    private static ReportSection Eviction(EvictionResult result, bool isDetailed)
    {
        var blocks = new List<ReportBlock>();
        if (result.Skipped is null)
        {
            blocks.Add(new ReportTable(
                $"A copy of the corpus on {result.FileSystem}, mapped by {result.Workers} workers. After each step: MiB in the page cache and in page tables; during it: MiB read from disk and faults of all workers",
                ["step", ">cached", ">mapped", ">read by each", ">minor", ">major"],
                [.. result.Steps.Select(s => (string[])
                [
                    s.Name,
                    Cell(s.Resident),
                    Cell(s.Mapped),
                    string.Join(" ", s.ReadBytes.Select(Cell)),
                    Number(s.MinorFaults),
                    Number(s.MajorFaults),
                ])]));
            if (isDetailed)
            {
                blocks.Add(EvictionFigure(result));
            }
        }

        blocks.Add(new Verdicts(result.Claims));
        return new ReportSection("Eviction and reading again (note §7)", blocks);
    }

    private static ReportSection Limit(LimitResult result) => new("Less memory than corpus", [new Verdicts(result.Claims)]);

    private static ReportSection SharedMemory(SharedMemoryResult result)
    {
        var blocks = new List<ReportBlock>();
        if (result.Skipped is null)
        {
            blocks.Add(new ReportTable(
                "Table 4 of the note, and what was seen of it",
                ["aspect", "note", "mapped file", "shared memory"],
                [.. result.Table.Select(r => (string[])[r.Aspect, r.Note, r.File, r.SharedMemory])]));
            blocks.Add(new ReportTable(
                $"The same bytes as a mapped file and as a POSIX shared-memory object, {result.Workers} workers, everything touched",
                ["measure", ">mapped file", ">shared memory"],
                [.. SharedMemoryTable.Figures(result).Select(r => (string[])[r.Aspect, r.File, r.SharedMemory])]));
        }

        blocks.Add(new Verdicts(result.Claims));
        return new ReportSection("File mapping and shared memory (note §8.2, table 4)", blocks);
    }

    private static ReportSection Circumstances(SharingReport report, string command)
    {
        SharingEnvironment e = report.Environment;
        string others = report.OtherMappers switch
        {
            null => string.Empty,
            [] => " No other process mapped the corpus when it began.",
            { } list => $" {list.Count} other process{(list.Count == 1 ? string.Empty : "es")} mapped the corpus when it began; their share in its pages is added to what the workers hold.",
        };
        return new ReportSection(
            "Circumstances",
            [
                new Paragraph(Definitions),
                new Paragraph(
                    $"{e.System}, {e.Runtime}{(e.IsCompiledAhead ? " (compiled ahead of time)" : string.Empty)}, {e.GarbageCollector} GC, {e.Processors} processors, {(e.Memory is { } m ? Amount.Mib(m) : "unknown")} of memory, {(e.Swap is { } swap ? swap == 0 ? "no swap" : $"{Amount.Mib(swap)} of swap" : "swap unknown")}, pages of {e.PageSize} bytes, huge pages {e.HugePages ?? "unknown"}, store on {e.FileSystem ?? "an unknown file system"}; {report.Seconds:0} s.{others}{(e.IsPrivileged ? string.Empty : " Without root the kernel shows no frame numbers; everything else was measured.")}"),
                new CommandLine(command),
            ]);
    }

    private static string Cell(long? bytes) => bytes is { } known ? Amount.Cell(known) : "–";

    private static string Number(IReadOnlyList<long?> values) => values.Contains(null) ? "–" : Amount.Count(values.Sum()!.Value);
}

using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>A claim of the founding note, and what the proper measure says.</summary>
/// <param name="Place">Where the note makes it.</param>
/// <param name="Claim">What it concludes, with its figures.</param>
/// <param name="Judgement">What is to be said of the argument.</param>
/// <param name="Measured">What was measured here; null when the part did not run.</param>
/// <param name="Outcome">Whether what the note concludes is so, as far as it was tested here.</param>
internal sealed record NoteRow(string Place, string Claim, string Judgement, string? Measured, string Outcome);

/// <summary>The last table: one row for each claim of the note.</summary>
internal static class NoteTable
{
    private const string Right = "right";
    private const string Unproven = "right, but its figures do not show it";
    private const string NoEvidence = "its figures say nothing about it";
    private const string Wrong = "not shown; wrong for decoded data";
    private const string NotTested = "not tested here";
    private const string NotConfirmed = "not confirmed here";

    public static IReadOnlyList<NoteRow> Rows(SharingReport report)
    {
        Dictionary<string, Claim> claims = report.Claims.ToDictionary(c => c.Id, StringComparer.Ordinal);
        NoteRow Row(string place, string note, string judgement, string id, string outcome) => claims.GetValueOrDefault(id) is not { } claim
            ? new NoteRow(place, note, judgement, null, NotTested)
            : new NoteRow(place, note, judgement, claim.Evidence, claim.Outcome switch
            {
                ClaimOutcome.Holds => outcome,
                ClaimOutcome.CannotBeTested => NotTested,
                _ => NotConfirmed,
            });
        return
        [
            Row(
                "§3, table 1",
                "mode r becomes MAP_SHARED with PROT_READ, and that is why pages are shared",
                "The table is right. It is not the flag that shares: a private mapping (mode c) uses the same pages until one is written.",
                "mode-sharing",
                Right),
            Row(
                "§4.2",
                "all processes point to the same physical pages; one copy of the file is in memory",
                "True; the note does not test it. Frame numbers do.",
                "same-pages",
                Right),
            ForkRow(report),
            Row(
                "§5.2.1",
                "both systems share alike in fork mode (32–33 %), which confirms sharing of pages",
                "A test that private heaps pass as well does not test sharing of files: it sees copy-on-write of the parent's heap.",
                "control",
                NoEvidence),
            Row(
                "§5.3",
                "34 MB per worker are interpreter state, not corpus",
                "It is children's RSS ÷ 4. In spawn mode the Python system takes 221 MB per further worker (n1904), most of it decoded corpus.",
                "private-cost",
                Wrong),
            Row(
                "§6",
                "spawn shows RSS of 2117 MB ≈ 4 × 524 MB; the duplication is virtual only",
                "True of mapped data; the figure does not show it, since four private copies give the same (2121 against 2118 MB for one file).",
                "rss-is-blind",
                Unproven),
            Row(
                "§7",
                "evicted pages are read again, shared by all, without private copies",
                "True; the note quotes the kernel's documentation instead of trying.",
                "refault-once",
                Right),
            Row(
                "§8.1",
                "“each process gets its own copy” is a misconception",
                "For what is mapped. What a process decodes to objects it has to itself.",
                "one-copy",
                Right),
            Row(
                "§8.2, table 4",
                "mapping and shared memory serve different purposes; mapping needs no coordination",
                "True. The cost is the same, lifecycle and class of pages are not.",
                "shared-memory-cost",
                Right),
            Row(
                "§9, 5",
                "benchmarks show 31–33 % of expected memory",
                "The measure for it is ΣPSS ÷ (N × PSS of one), beside the least that is possible.",
                "ratio",
                NoEvidence),
            Row(
                "§9.1",
                "under pressure pages may be evicted and read again; resident pages are always shared",
                "True, with its limits: one file, one kernel, nothing that was decoded.",
                "refault-shared",
                Right),
        ];
    }

    private static NoteRow ForkRow(SharingReport report)
    {
        string? measured = report.Memory is { } memory
            && memory.Find(MemoryMode.Fork, memory.Workers) is { RssRatio: { } rss, PssRatio: { } pss } fork
            && memory.Find(MemoryMode.Fork, memory.Workers, TouchStage.Loaded) is { RssRatio: { } untouched }
            ? $"parent and {memory.Workers} children have {Amount.Percent(untouched)} of {memory.Workers} × single by RSS while the children have read nothing, {Amount.Percent(rss)} when they have read everything; by PSS it is {Amount.Percent(pss)} ({Amount.Mib(fork.Pss!.Mean)})"
            : null;
        return new NoteRow(
            "§5.1.1",
            "fork takes 658 MB of 4 × 524 MB: 31 %, so memory is shared",
            "The ratio adds up RSS of five processes, and a child's RSS grows with what it reads: file pages are mapped anew in a child, on macOS private ones too. Text-Fabric, which maps nothing, gets 32.0 % (CUC) and 25.6 % (BHSA) in the same test.",
            measured,
            measured is null ? NotTested : NoEvidence);
    }
}

using ContextFabric.Bench.Reports;
using ContextFabric.Bench.Sharing;
using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Bench.Tests.Sharing;

/// <summary>The judgements of the other parts, on figures that were made up.</summary>
public sealed class PartVerdictTests
{
    private const long Mib = 1 << 20;
    private const long Corpus = 100 * Mib;

    [Fact]
    public void Frames_are_compared_page_by_page()
    {
        PageState[] one = [new(0, true, true, false, 7), new(1, true, true, false, 8), new(2, true, false, true, 9)];
        PageState[] two = [new(0, true, true, false, 7), new(1, true, true, false, 80), new(2, true, false, true, 90)];

        Assert.Equal(new FrameComparison { Sampled = 3, SharedFilePages = 2, SameFrame = 1 }, FrameComparison.Of([one, two]));
        Assert.Null(FrameComparison.Of([one, two[..2]]));
        Assert.Null(FrameComparison.Of([[.. one.Select(p => p with { Frame = 0 })], [.. two.Select(p => p with { Frame = 0 })]])!.SameFrame);
    }

    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(1000, 999, false)]
    [InlineData(999, 1000, false)]
    [InlineData(1000, null, true)]
    [InlineData(10, null, false)]
    public void One_different_page_refutes_same_pages(int shared, int? same, bool holds)
    {
        FramesResult result = Frames() with { Mapped = new FrameComparison { Sampled = 1000, SharedFilePages = shared, SameFrame = same } };
        Assert.Equal(holds ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold, FramesSection.JudgeFrames(result).Outcome);
    }

    [Fact]
    public void Unreadable_page_maps_leave_claims_open_and_copies_that_look_shared_refute()
    {
        Assert.Equal(ClaimOutcome.CannotBeTested, FramesSection.JudgeFrames(Frames()).Outcome);
        Assert.Equal(ClaimOutcome.CannotBeTested, FramesSection.JudgeControl(Frames()).Outcome);
        FrameComparison none = new() { Sampled = 1000, SharedFilePages = 0, SameFrame = 0 };
        Assert.Equal(ClaimOutcome.Holds, FramesSection.JudgeControl(Frames() with { Copied = none }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, FramesSection.JudgeControl(Frames() with { Copied = none with { SharedFilePages = 1 } }).Outcome);
    }

    [Fact]
    public void All_workers_must_see_the_same_page_cache()
    {
        FramesResult result = Frames() with { Resident = [Corpus, Corpus], ResidentAfterTrim = [Corpus, Corpus], MappedBeforeTrim = Corpus, MappedAfterTrim = 0 };

        Assert.Equal(ClaimOutcome.Holds, FramesSection.JudgeResidency(result).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, FramesSection.JudgeResidency(result with { Resident = [Corpus, Corpus - 4096] }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, FramesSection.JudgeResidency(result with { ResidentAfterTrim = [0, 0] }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, FramesSection.JudgeResidency(result with { MappedAfterTrim = 4096 }).Outcome);
        Assert.Equal(ClaimOutcome.CannotBeTested, FramesSection.JudgeResidency(Frames()).Outcome);
    }

    [Fact]
    public void Copy_on_write_has_expected_figures()
    {
        DirtyResult result = Dirty();

        Assert.Equal(ClaimOutcome.Holds, DirtySection.Judge(result).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, DirtySection.Judge(result with { After = [result.After[0] with { Anonymous = Corpus }, .. result.After.Skip(1)] }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, DirtySection.Judge(result with { After = [.. result.After.Take(3), result.After[3] with { Uss = Corpus }] }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, DirtySection.Judge(result with { ExpectedPssOfOthers = Corpus }).Outcome);
        Assert.Equal(ClaimOutcome.CannotBeTested, DirtySection.Judge(result with { After = [new MappedShare()] }).Outcome);
    }

    [Fact]
    public void Eviction_is_judged_step_by_step()
    {
        EvictionResult result = Eviction();

        Assert.Equal(ClaimOutcome.Holds, EvictionSection.JudgeStay(result).Outcome);
        Assert.Equal(ClaimOutcome.Holds, EvictionSection.JudgeEvicted(result).Outcome);
        Assert.Equal(ClaimOutcome.Holds, EvictionSection.JudgeReads(result).Outcome);
        Assert.Equal(ClaimOutcome.Holds, EvictionSection.JudgeShares(result).Outcome);
        Assert.Equal(ClaimOutcome.Holds, EvictionSection.JudgeChecksums(result).Outcome);

        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeStay(Change(result, EvictionSection.PageOut, s => s with { Resident = Corpus / 2 })).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeEvicted(Change(result, EvictionSection.Evict, s => s with { Resident = Corpus / 10 })).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeReads(Change(result, EvictionSection.Refault, s => s with { ReadBytes = [Corpus, Mib] })).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeReads(Change(result, EvictionSection.Together, s => s with { ReadBytes = [Corpus, Corpus] })).Outcome);
        Assert.Equal(ClaimOutcome.CannotBeTested, EvictionSection.JudgeReads(Change(result, EvictionSection.Evict, s => s with { Resident = Corpus })).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeShares(result with { PssAfter = 2 * Corpus }).Outcome);
        Assert.Equal(ClaimOutcome.DoesNotHold, EvictionSection.JudgeChecksums(result with { IsUnchanged = false }).Outcome);
    }

    [Fact]
    public void The_last_table_follows_the_claims()
    {
        SharingReport report = Report();

        Assert.All(NoteTable.Rows(report), row => Assert.Equal("not tested here", row.Outcome));
        Claim claim = new("refault-once", "s", "e", ClaimOutcome.Holds);
        NoteRow confirmed = Row(report with { Eviction = new EvictionResult { Claims = [claim] } });
        Assert.Equal(("right", "e"), (confirmed.Outcome, confirmed.Measured));
        Assert.Equal("not confirmed here", Row(report with { Eviction = new EvictionResult { Claims = [claim with { Outcome = ClaimOutcome.DoesNotHold }] } }).Outcome);
        Assert.Equal("not tested here", Row(report with { Eviction = new EvictionResult { Claims = [claim with { Outcome = ClaimOutcome.CannotBeTested }] } }).Outcome);

        static NoteRow Row(SharingReport report) => NoteTable.Rows(report).Single(r => r.Place == "§7");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Report_is_complete_and_can_be_written(bool isDetailed)
    {
        MemoryResult memory = MadeUpReadings.Judge(MadeUpReadings.All());
        SharingReport report = Report() with { Memory = memory, Eviction = Eviction() with { Claims = [] }, Dirty = Dirty(), Frames = Frames() };
        report = report with { Note = NoteTable.Rows(report) };

        Report document = SharingDocument.Build(report, "cfabric share x", isDetailed);

        Assert.All(document.Sections.SelectMany(s => s.Blocks).OfType<ReportTable>(), t => Assert.All(t.Rows, row => Assert.Equal(t.Columns.Count, row.Count)));
        Assert.Equal(isDetailed, document.Sections.SelectMany(s => s.Blocks).OfType<Figure>().Any());
        using var folder = new Testing.TempFolder();
        Assert.NotEmpty(ReportWriter.Write(document, folder.Path, ReportFormats.All));
    }

    [Fact]
    public void Tour_shows_what_was_tested_and_counts_the_rest()
    {
        Claim held = new("a", "s", "e", ClaimOutcome.Holds);
        SharingReport report = Report() with { Rename = new RenameResult { Rounds = 1, Different = 0, WasStaleBefore = false, IsStaleAfter = true, ReopenGivesNew = true, Claims = [held, held with { Id = "b", Outcome = ClaimOutcome.CannotBeTested }] } };

        ReportBlock[] blocks = [.. SharingDocument.Tour(report).Sections.Single().Blocks];
        Assert.Equal([held], blocks.OfType<Verdicts>().Single().Claims);
        Assert.Contains(blocks.OfType<Paragraph>(), p => p.Text.StartsWith("Not judged: 1 ", StringComparison.Ordinal));
    }

    private static SharingReport Report() => new()
    {
        RunId = "r",
        Corpus = "c",
        Stores = ["s"],
        StoreBytes = Corpus,
        Settings = new SharingSettings(),
        Environment = SharingSystem.Describe(Path.GetTempPath()),
    };

    private static FramesResult Frames() => new() { Workers = 2, Addresses = ["0x1", "0x2"], Resident = [], ResidentAfterTrim = [], Claims = [] };

    private static DirtyResult Dirty()
    {
        long written = Corpus / 10;
        MappedShare before = new() { Rss = Corpus, Pss = Corpus / 4, Anonymous = 0, Uss = 5 * Mib, Private = 0 };
        long others = ((Corpus - written) / 4) + (written / 3);
        return new DirtyResult
        {
            Workers = 4,
            CorpusBytes = Corpus,
            Percent = 10,
            WrittenBytes = written,
            Before = [before, before, before, before],
            After =
            [
                before with { Anonymous = written, Uss = (5 * Mib) + written, Pss = written + ((Corpus - written) / 4) },
                .. Enumerable.Repeat(before with { Pss = others }, 3),
            ],
            ExpectedPssOfWriter = written + ((Corpus - written) / 4),
            ExpectedPssOfOthers = others,
            IsUnchanged = true,
            Claims = [],
        };
    }

    private static EvictionResult Eviction()
    {
        EvictionStep Step(string name, long resident, long mapped, params long?[] read) => new()
        {
            Name = name,
            Resident = resident,
            Mapped = mapped,
            ReadBytes = read,
            MinorFaults = [1, 1],
            MajorFaults = [0, 0],
        };
        return new EvictionResult
        {
            Workers = 2,
            CorpusBytes = Corpus,
            FileSystem = "ext4",
            PssBefore = Corpus,
            PssAfter = Corpus,
            IsUnchanged = true,
            Steps =
            [
                Step(EvictionSection.Begin, Corpus, 2 * Corpus, Corpus, 0),
                Step(EvictionSection.Advise, Corpus, 2 * Corpus, 0, 0),
                Step(EvictionSection.PageOut, Corpus, 2 * Corpus, 0, 0),
                Step(EvictionSection.Drop, Corpus, 0, 0, 0),
                Step(EvictionSection.Again, Corpus, 2 * Corpus, 0, 0),
                Step(EvictionSection.Evict, 0, 0, 0, 0),
                Step(EvictionSection.Refault, Corpus, 2 * Corpus, Corpus, 0),
                Step(EvictionSection.Together, Corpus, 2 * Corpus, Corpus / 2, Corpus / 2),
            ],
            Claims = [],
        };
    }

    private static EvictionResult Change(EvictionResult result, string step, Func<EvictionStep, EvictionStep> change) =>
        result with { Steps = [.. result.Steps.Select(s => s.Name == step ? change(s) : s)] };
}

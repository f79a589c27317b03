using ContextFabric.Cli.Sharing;
using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary>The judgement on figures that were made up, so that every outcome is seen.</summary>
public sealed class SharingVerdictTests
{
    private const long Megabyte = 1_000_000;
    private const long Corpus = 100 * Megabyte;

    [Fact]
    public void Shared_mapping_holds_on_all_counts()
    {
        SharingReport report = Judge(Mapped(share: Corpus / 4), CopiedPages(shared: 0));

        Assert.True(report.Holds);
        Assert.All(report.Claims, claim => Assert.Equal(ClaimOutcome.Holds, claim.Outcome));
        Assert.Equal(10 * Megabyte, report.Summary.MarginalRuntime);
    }

    [Fact]
    public void Private_pages_in_the_mapping_refute_one_copy()
    {
        SharingReport report = Judge(Mapped(share: Corpus, own: Corpus), CopiedPages(shared: 0));

        Assert.False(report.Holds);
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(report, "one-copy"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(report, "private-cost"));
    }

    [Fact]
    public void Other_processes_on_the_store_take_nothing_from_the_verdict()
    {
        SharingReport report = Judge(Mapped(share: Corpus / 8), CopiedPages(shared: 0));

        Claim claim = Assert.Single(report.Claims, c => c.Id == "one-copy");
        Assert.Equal(ClaimOutcome.Holds, claim.Outcome);
        Assert.Contains("other processes", claim.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Writable_mapping_is_refuted()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(Mapped(share: Corpus / 4, readOnly: false), CopiedPages(0)), "read-only"));
    }

    [Fact]
    public void Missing_mapping_is_refuted()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(Mapped(share: null), CopiedPages(0)), "read-only"));
    }

    [Fact]
    public void One_different_page_refutes_same_pages()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(Mapped(Corpus / 4, frames: new() { Sampled = 1000, SharedFilePages = 1000, SameFrame = 999 }), CopiedPages(0)), "same-pages"));
    }

    [Fact]
    public void Hidden_frame_numbers_leave_the_page_flags_to_decide()
    {
        Assert.Equal(ClaimOutcome.Holds, Outcome(Judge(Mapped(Corpus / 4, frames: new() { Sampled = 1000, SharedFilePages = 1000 }), CopiedPages(0)), "same-pages"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(Mapped(Corpus / 4, frames: new() { Sampled = 1000, SharedFilePages = 10 }), CopiedPages(0)), "same-pages"));
    }

    [Fact]
    public void Unreadable_page_map_leaves_two_claims_open()
    {
        SharingReport report = Judge(Mapped(Corpus / 4) with { Frames = null }, CopiedPages(0) with { Frames = null });

        Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(report, "same-pages"));
        Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(report, "control"));
        Assert.True(report.Holds);
    }

    [Fact]
    public void Control_that_looks_shared_condemns_the_measurement()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(Mapped(Corpus / 4), CopiedPages(shared: 1000)), "control"));
    }

    [Fact]
    public void Frames_are_compared_page_by_page()
    {
        PageState[] one = [new(0, true, true, false, 7), new(1, true, true, false, 8), new(2, true, false, true, 9)];
        PageState[] two = [new(0, true, true, false, 7), new(1, true, true, false, 80), new(2, true, false, true, 90)];

        FrameComparison comparison = SharingExperiment.Compare([one, two])!;

        Assert.Equal(new FrameComparison { Sampled = 3, SharedFilePages = 2, SameFrame = 1 }, comparison);
        Assert.Null(SharingExperiment.Compare([one, two[..2]]));
        Assert.Null(SharingExperiment.Compare([[.. one.Select(p => p with { Frame = 0 })], [.. two.Select(p => p with { Frame = 0 })]])!.SameFrame);
    }

    private static ClaimOutcome Outcome(SharingReport report, string id) => report.Claims.Single(claim => claim.Id == id).Outcome;

    private static SharingReport Judge(SharingRun mapped, SharingRun copied)
    {
        var environment = new SharingEnvironment { System = "s", Runtime = "r", GarbageCollector = "g", Processors = 2, PageSize = 4096 };
        SharingRun[] runs =
        [
            Run(WorkerMode.None, 1, pss: 20 * Megabyte, uss: 10 * Megabyte),
            Run(WorkerMode.None, 4, pss: 12_500_000, uss: 10 * Megabyte),
            Run(WorkerMode.Mapped, 1, pss: Corpus + (20 * Megabyte), uss: Corpus + (10 * Megabyte)),
            mapped,
            Run(WorkerMode.Copied, 1, pss: Corpus + (20 * Megabyte), uss: Corpus + (10 * Megabyte)),
            copied,
        ];
        return SharingVerdict.Judge(environment, ["store"], Corpus, 4, runs);
    }

    private static SharingRun Mapped(long? share, long own = 0, bool readOnly = true, FrameComparison? frames = null)
    {
        StoreMapping? mapping = share is null ? null : new()
        {
            Permissions = readOnly ? "r--s" : "rw-s",
            IsSharedReadOnly = readOnly,
            Rss = Corpus,
            Pss = share.Value,
            Private = own,
        };
        SharingRun run = Run(WorkerMode.Mapped, 4, (share ?? 0) + (12 * Megabyte), (10 * Megabyte) + own, mapping);
        return run with { Frames = frames ?? new FrameComparison { Sampled = 1000, SharedFilePages = 1000, SameFrame = 1000 } };
    }

    private static SharingRun CopiedPages(int shared) => Run(WorkerMode.Copied, 4, Corpus + (12 * Megabyte), Corpus + (10 * Megabyte)) with
    {
        Frames = new FrameComparison { Sampled = 1000, SharedFilePages = shared, SameFrame = shared },
    };

    private static SharingRun Run(WorkerMode mode, int count, long pss, long uss, StoreMapping? mapping = null) => new()
    {
        Mode = mode,
        Workers = [.. Enumerable.Range(1, count).Select(id => new WorkerFigures
        {
            ProcessId = id,
            Rss = Corpus,
            Pss = pss,
            Uss = uss,
            SharedClean = 0,
            PrivateDirty = uss,
            Anonymous = uss,
            FilePmdMapped = 0,
            PageTables = 0,
            MinorFaults = 0,
            MajorFaults = 0,
            ReadBytes = 0,
            ManagedHeap = 0,
            OpenMilliseconds = 1,
            PssAsLoaded = pss,
            UssAsLoaded = uss,
            Mapping = mapping,
        })],
    };
}

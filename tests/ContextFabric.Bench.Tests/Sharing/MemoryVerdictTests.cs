using ContextFabric.Bench.Reports;
using ContextFabric.Bench.Sharing;
using Xunit;
using static ContextFabric.Bench.Tests.Sharing.MadeUpReadings;

namespace ContextFabric.Bench.Tests.Sharing;

/// <summary>The judgement on figures that were made up, so that every outcome is seen.</summary>
public sealed class MemoryVerdictTests
{
    [Fact]
    public void Sharing_holds_on_all_counts()
    {
        MemoryResult result = Judge(All());

        Assert.All(result.Claims, claim => Assert.True(claim.Outcome == ClaimOutcome.Holds, $"{claim.Id}: {claim.Evidence}"));
        Assert.Equal(9, result.Claims.Count);
    }

    [Fact]
    public void Private_pages_in_the_mapping_refute_one_copy_and_private_cost()
    {
        MemoryResult result = Judge(With(MemoryMode.Spawn, Workers, Mapped(Workers, own: Corpus / 2)));

        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(result, "one-copy"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(result, "private-cost"));
    }

    [Fact]
    public void Workers_with_a_copy_each_refute_what_depends_on_sharing()
    {
        ProcessFigures[] unshared = [.. Mapped(Workers).Select(p => p with { Pss = Corpus + Runtime, Uss = Corpus + Runtime, CorpusPss = Corpus, CorpusPrivate = Corpus })];
        MemoryResult result = Judge(With(MemoryMode.Spawn, Workers, unshared));

        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(result, "one-copy"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(result, "marginal-worker"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(result, "ratio"));
    }

    [Fact]
    public void Other_processes_on_the_store_take_nothing_from_the_verdicts()
    {
        List<GroupReading> readings = With(MemoryMode.Spawn, Workers, Mapped(Workers, mappers: 8));
        readings = [.. readings.Select(r => r.Mode == MemoryMode.Single ? r with { Processes = Mapped(1, mappers: 5) } : r)];
        MemoryResult result = Judge(readings);

        Claim claim = Assert.Single(result.Claims, c => c.Id == "one-copy");
        Assert.Equal(ClaimOutcome.Holds, claim.Outcome);
        Assert.Contains("other processes", claim.Evidence, StringComparison.Ordinal);
        Assert.Equal(ClaimOutcome.Holds, Outcome(result, "marginal-worker"));
        Assert.Equal(Runtime, result.FindMarginal(MemoryMode.Spawn)!.Pss.Median, tolerance: 10);
        Assert.Equal(Corpus + Runtime, result.Find(MemoryMode.Single, 1)!.Pss!.Mean, tolerance: 10);
    }

    [Fact]
    public void Writable_or_missing_mapping_is_refuted()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.Spawn, Workers, Mapped(Workers, permissions: "rw-s", isReadOnly: false))), "read-only"));
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.Spawn, Workers, Without(Workers))), "read-only"));
    }

    [Fact]
    public void Control_that_looks_shared_condemns_the_measure() =>
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.PrivateCopy, Workers, Mapped(Workers))), "control"));

    [Fact]
    public void Rss_that_tells_them_apart_is_not_blind()
    {
        ProcessFigures[] less = [.. Mapped(Workers).Select(p => p with { Rss = p.Rss / 2 })];
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.Spawn, Workers, less)), "rss-is-blind"));
    }

    [Fact]
    public void Expensive_sessions_and_children_with_pages_of_their_own_are_refuted()
    {
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.SharedHost, Workers, Copied(3))), "shared-host"));
        ProcessFigures[] unshared = [.. Mapped(Workers + 1).Select(p => p with { CorpusPss = Corpus })];
        Assert.Equal(ClaimOutcome.DoesNotHold, Outcome(Judge(With(MemoryMode.Fork, Workers, unshared)), "forked-children"));
    }

    [Fact]
    public void Small_corpus_leaves_totals_open()
    {
        long small = MemoryVerdict.Tolerance;
        GroupReading[] readings = [.. All().Select(r => r with
        {
            Processes = [.. r.Processes.Select(p => p.CorpusRss is null ? p : p with { CorpusRss = small, CorpusPss = small / r.Processes.Count })],
        })];
        MemoryResult result = Judge(readings, storeBytes: small);

        Assert.All(["private-cost", "marginal-worker", "ratio", "control", "rss-is-blind"], id => Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(result, id)));
        Assert.Equal(ClaimOutcome.Holds, Outcome(result, "one-copy"));
    }

    [Fact]
    public void One_worker_has_nobody_to_share_with()
    {
        MemoryResult result = Judge([Group(0, MemoryMode.NoCorpus, 1, Without(1)), Group(0, MemoryMode.Single, 1, Mapped(1))], workers: 1);

        Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(result, "one-copy"));
        Assert.DoesNotContain(result.Claims, c => c.Outcome == ClaimOutcome.DoesNotHold);
    }

    [Fact]
    public void System_without_accounts_leaves_everything_open()
    {
        GroupReading[] readings = [.. All().Select(r => r with { Processes = [.. r.Processes.Select(p => new ProcessFigures { ProcessId = 1, Role = p.Role, Rss = p.Rss })] })];
        MemoryResult result = Judge(readings);

        Claim claim = Assert.Single(result.Claims);
        Assert.Equal(ClaimOutcome.CannotBeTested, claim.Outcome);
        Assert.Null(result.Find(MemoryMode.Spawn, Workers)!.Pss);
        Assert.Equal(Workers * (Corpus + Runtime), result.Find(MemoryMode.Spawn, Workers)!.Rss.Mean);
    }

    [Fact]
    public void Too_little_memory_for_copies_leaves_the_control_open()
    {
        MemoryResult result = Judge([.. All().Where(r => r.Mode != MemoryMode.PrivateCopy)]);

        Assert.Equal(0, result.Copies);
        Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(result, "control"));
        Assert.Equal(ClaimOutcome.CannotBeTested, Outcome(result, "rss-is-blind"));
    }

    [Fact]
    public void Ratios_are_those_of_the_note_and_of_the_requirements()
    {
        MemoryResult result = Judge(All());
        ModeSummary spawn = result.Find(MemoryMode.Spawn, Workers)!;
        double single = Corpus + Runtime;
        double all = Corpus + (Workers * Runtime);

        Assert.Equal(1, spawn.RssRatio!.Value, 9);
        Assert.Equal(all / (Workers * single), spawn.PssRatio!.Value, 9);
        Assert.Equal(all / single, spawn.PssGrowth!.Value, 9);
        Assert.Equal(all / (Workers * single), spawn.PssFloor!.Value, 9);
        Assert.Equal(((Workers * single) - single) / Workers, spawn.RssOverhead!.Value, 1.0);
        ModeSummary fork = result.Find(MemoryMode.Fork, Workers)!;
        Assert.Equal(Workers + 1, fork.Processes);
        Assert.Equal(1.25, fork.RssRatio!.Value, 9);
        Assert.Equal(2, spawn.Pss!.Count);
        Assert.Equal(0, spawn.Pss.Deviation);
    }

    [Fact]
    public void Efficiency_is_one_for_perfect_sharing_and_zero_for_copies()
    {
        MemoryResult result = Judge(All());

        SeriesPoint mapped = result.Series.Single(p => p is { Mode: MemoryMode.Spawn, Workers: Workers });
        SeriesPoint copied = result.Series.Single(p => p is { Mode: MemoryMode.PrivateCopy, Workers: Workers });
        Assert.Equal(1 - ((double)Runtime / (Corpus + Runtime)), mapped.Efficiency!.Value, 9);
        Assert.Equal(0, copied.Efficiency!.Value, 9);
        Assert.Null(result.Series.First(p => p.Workers == 1).Efficiency);
    }

    [Fact]
    public void Marginal_cost_is_taken_within_each_run()
    {
        // the second run is on a machine where everything is twice as big
        List<GroupReading> readings = [.. All().Select(r => r.Block == 0 ? r : r with
        {
            Processes = [.. r.Processes.Select(p => p with { Pss = 2 * p.Pss, CorpusPss = p.CorpusPss })],
        })];
        MarginalCost cost = Judge(readings).FindMarginal(MemoryMode.Spawn)!;

        Assert.Equal(Runtime, cost.Pss.Min, 1.0);
        Assert.Equal(2 * Runtime, cost.Pss.Max, 1.0);
    }

    private static ClaimOutcome Outcome(MemoryResult result, string id) => result.Claims.Single(c => c.Id == id).Outcome;
}

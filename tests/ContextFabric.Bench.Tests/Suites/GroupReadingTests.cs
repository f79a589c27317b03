using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Memory;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

public sealed class GroupReadingTests
{
    private const long Mebi = 1 << 20;
    private const int Rss = 2;
    private const int Pss = 3;
    private const int Uss = 4;
    private const int Ready = 15;

    [Fact]
    public void The_row_of_the_sum_is_the_sum_of_the_rows()
    {
        var group = new GroupReading([Reading(10, 6, 4), Reading(30, 16, 8), Reading(5, 3, null)], null);

        (string Verdict, object?[] Cells)[] rows = [.. group.Rows("touch", [12.5, 40, null])];

        Assert.Equal([0, 1, 2, null], rows.Select(row => row.Cells[1]));
        Assert.Equal([10.0, 30.0, 5.0, 45.0], rows.Select(row => row.Cells[Rss]));
        Assert.Equal([6.0, 16.0, 3.0, 25.0], rows.Select(row => row.Cells[Pss]));
        Assert.Equal([4.0, 8.0, null, null], rows.Select(row => row.Cells[Uss])); // what is not known of one is not known of all
        Assert.Equal([12.5, 40.0, null, 40.0], rows.Select(row => row.Cells[Ready])); // ready is who is ready last
        Assert.All(rows, row => Assert.Equal(("ok", "touch"), (row.Verdict, row.Cells[0])));
        Assert.All(rows, row => Assert.Equal(RawColumns.Memory.Count - 9, row.Cells.Length));
        Assert.Equal("ready_ms", RawColumns.Memory[9 + Ready]);
    }

    [Fact]
    public void A_process_that_cannot_be_read_leaves_empty_cells_and_no_sum()
    {
        var group = new GroupReading([Reading(10, 6, 4), null], new BenchException("gone"));

        (string Verdict, object?[] Cells)[] rows = [.. group.Rows("open", [])];

        Assert.Null(group.Sum);
        Assert.Equal(["ok", "error", "error"], rows.Select(row => row.Verdict));
        Assert.All(rows[1..], row => Assert.All(row.Cells[2..], Assert.Null));
        Assert.Equal(rows[0].Cells.Length, rows[1].Cells.Length);
    }

    [Fact]
    public async Task Reading_a_process_that_has_ended_is_a_failure()
    {
        // numbers of processes end far below this
        GroupReading reading = await GroupReading.ReadAsync([new GroupMember(null, int.MaxValue)], [], isSettled: true, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);

        Assert.NotNull(reading.Failure);
        Assert.Null(Assert.Single(reading.Processes));
    }

    [Theory]
    [InlineData(1, 600, true)]
    [InlineData(1, 601, false)]
    [InlineData(8, 75, true)]
    [InlineData(8, 76, false)]
    public void A_group_may_have_six_tenths_of_the_memory(int processes, long perProcess, bool isAllowed)
    {
        string? refusal = new MemoryBudget(1000 * Mebi).Refusal(processes, perProcess * Mebi);

        Assert.Equal(isAllowed, refusal is null);
        Assert.True(isAllowed || refusal!.Contains("60 % of the 1000 MiB", StringComparison.Ordinal), refusal);
    }

    private static ProcessReading Reading(long rss, long pss, long? uss) => new() { Rss = rss * Mebi, Pss = pss * Mebi, Uss = uss * Mebi };
}

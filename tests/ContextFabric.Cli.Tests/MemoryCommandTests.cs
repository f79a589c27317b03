using System.Text.Json;
using ContextFabric.Cli.Reports;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class MemoryCommandTests(CliFixture cli)
{
    [Fact]
    public async Task Parts_rest_and_total_add_up_to_the_file()
    {
        string store = cli.NewStore();

        JsonElement report = (await cli.RunAsync("memory", store, "--top", "5", "--no-worker", "--json")).Exits(0).Json();

        JsonElement[] parts = [.. report.GetProperty("parts").EnumerateArray()];
        Assert.Equal(5, parts.Length);
        Assert.Equal(parts.OrderByDescending(Bytes), parts);
        Assert.Equal(new FileInfo(store).Length, Bytes(report.GetProperty("total")));
        Assert.Equal(new FileInfo(store).Length, parts.Sum(Bytes) + Bytes(report.GetProperty("rest")));
        Assert.Equal("array", report.GetProperty("by").GetString());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("oneMoreWorker").ValueKind);
        Assert.True(report.GetProperty("managed").GetProperty("committed").GetInt64() > 0);
        Assert.Equal(4096, report.GetProperty("stringCache").GetProperty("capacity").GetInt32());
    }

    [Fact]
    public async Task Warmed_corpus_is_mapped_as_a_whole()
    {
        RequireLinux();
        string store = cli.NewStore();

        JsonElement report = (await cli.RunAsync("memory", store, "--by", "group", "--warm", "--no-worker", "--json")).Exits(0).Json();

        JsonElement total = report.GetProperty("total");
        Assert.Equal(Bytes(total), total.GetProperty("resident").GetInt64());
        Assert.Equal(Bytes(total), total.GetProperty("mapped").GetInt64());
        JsonElement mapping = report.GetProperty("stores")[0].GetProperty("mapping");
        Assert.True(mapping.GetProperty("rss").GetInt64() >= Bytes(total));
        Assert.Equal(
            mapping.GetProperty("rss").GetInt64(),
            new[] { "shared", "privateClean", "privateDirty" }.Sum(kind => mapping.GetProperty(kind).GetInt64()));
        Assert.True(report.GetProperty("process").GetProperty("rss").GetInt64() > mapping.GetProperty("rss").GetInt64());
        Assert.Contains("text index", report.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task One_more_worker_is_measured()
    {
        RequireLinux();

        JsonElement report = (await cli.RunAsync("memory", cli.NewStore(), "--json")).Exits(0).Json();

        JsonElement cost = report.GetProperty("oneMoreWorker");
        Assert.InRange(cost.GetProperty("uss").GetInt64(), 1_000_000, 100_000_000);
        Assert.InRange(cost.GetProperty("marginalCost").GetInt64(), 1_000_000, 100_000_000);
        Assert.Equal(0, report.GetProperty("notAvailable").GetArrayLength());
    }

    [Fact]
    public async Task Table_is_sorted_and_ends_with_the_total()
    {
        string[] lines = (await cli.RunAsync("memory", cli.NewStore(), "--by", "feature", "--top", "3", "--no-worker")).Exits(0).Lines;

        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.Matches("^feature +of +arrays +size +resident +mapped$", lines[1]);
        Assert.Matches("^[0-9]+ more ", lines[5]);
        Assert.StartsWith("total ", lines[6], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("… string cache", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("one more worker", StringComparison.Ordinal) && line.EndsWith("not measured", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--by", "page")]
    [InlineData("--top", "-1")]
    public async Task Faulty_options_are_usage_errors(string option, string value) =>
        (await cli.RunAsync("memory", cli.Corpus, option, value)).Exits(2);

    [Fact]
    public void What_cannot_be_told_is_unknown_in_sums_too()
    {
        MemoryRow known = new("a", "warp", 1, "<i4", 2, 8, 8, 8);
        MemoryRow unknown = known with { Mapped = null };

        MemoryRow sum = MemoryRow.Sum("both", [known, unknown]);

        Assert.Equal(new MemoryRow("both", null, 2, null, null, 16, 16, null), sum);
    }

    private static void RequireLinux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is measured through /proc, which only Linux has");

    private static long Bytes(JsonElement part) => part.GetProperty("bytes").GetInt64();
}

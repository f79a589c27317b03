using ContextFabric.Bench.Reports;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Reports;

public sealed class ComparisonReportTests
{
    [Fact]
    public void Slower_queries_of_one_subject_are_found_and_nothing_else_is_blamed()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["before"]);
        SampleRun.Write(folder["after"], slowdown: 1.5);
        Report report = ComparisonReport.Build(folder["before"], folder["after"]);
        IReadOnlyList<string>[] changed = [.. Tables(report, "Changes beyond the noise").Single().Rows];
        Assert.NotEmpty(changed);
        Assert.All(changed, row => Assert.Equal("latency.ms", row[0]));
        Assert.All(changed, row => Assert.Contains(", mapped, ", row[1], StringComparison.Ordinal));
        Assert.All(changed, row => Assert.Equal("worse", row[^1]));
        Assert.Equal(2 * 48, changed.Length);
        string[] all = [.. report.Sections.Single(s => s.Heading == "Latency in all").Blocks.OfType<Paragraph>().Select(p => p.Text)];
        Assert.Contains(all, t => t.StartsWith("mapped on n1904 (full), 48 queries: after against before: 1.50×", StringComparison.Ordinal) && t.EndsWith("slower.", StringComparison.Ordinal));
        Assert.Contains(all, t => t.StartsWith("heap on n1904 (full), 48 queries: after against before: no clear difference", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_runs_of_the_same_differ_by_chance_only()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["before"]);
        Report same = ComparisonReport.Build(folder["before"], folder["before"]);
        Assert.Contains("None in", Assert.IsType<Paragraph>(same.Sections.Single(s => s.Heading == "Changes beyond the noise").Blocks.Single()).Text, StringComparison.Ordinal);
        IReadOnlyList<string> files = ReportWriter.Write(same, folder["out"], ReportFormats.Markdown | ReportFormats.Html);
        Assert.Equal(["report.md", "report.html"], files);
    }

    [Fact]
    public void Nothing_in_common_is_an_error()
    {
        using var folder = new TempFolder();
        using (var run = new SampleRun(folder["loads"]))
        {
            run.WriteLoad();
        }

        using (var run = new SampleRun(folder["shares"]))
        {
            run.WriteShare();
        }

        Assert.Contains("no measurement in common", Assert.Throws<InvalidDataException>(() => ComparisonReport.Build(folder["loads"], folder["shares"])).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<ReportTable> Tables(Report report, string heading) => report.Sections.Single(s => s.Heading == heading).Blocks.OfType<ReportTable>();
}

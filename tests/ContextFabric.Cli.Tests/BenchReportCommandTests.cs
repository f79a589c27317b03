using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

/// <summary><c>bench report</c> through the real command.</summary>
public sealed class BenchReportCommandTests(CliFixture cli)
{
    private const string LoadHeading =
        "run_id,block,order,corpus,subject,mode,workers,cache_state,verdict,start_ms,open_ms,first_lookup_ms,first_query_ms,total_ms,cache_mb\n";

    [Fact]
    public async Task The_report_of_a_run_is_made_anew()
    {
        string folder = Run(slowdown: 1);
        CliResult result = (await cli.RunAsync("bench", "report", folder, "--png")).Exits(0);
        Assert.Contains("Measured: mapped, heap with tiny.", result.Output, StringComparison.Ordinal);
        foreach (string file in (string[])["report.md", "report.html", "summary.json", "figures/load.svg", "figures/load.png"])
        {
            Assert.True(File.Exists(Path.Combine(folder, file)), file);
        }

        byte[] summary = await File.ReadAllBytesAsync(Path.Combine(folder, "summary.json"), TestContext.Current.CancellationToken);
        (await cli.RunAsync("bench", "report", folder, "--format", "md")).Exits(0);
        Assert.Equal(summary, await File.ReadAllBytesAsync(Path.Combine(folder, "summary.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_runs_are_compared()
    {
        string after = Run(slowdown: 2);
        CliResult result = (await cli.RunAsync("bench", "report", Run(slowdown: 1), after)).Exits(0);
        Assert.Contains("changed beyond the noise", result.Output, StringComparison.Ordinal);
        Assert.Contains(result.Lines, l => l.Contains("load.open_ms", StringComparison.Ordinal) && l.Contains("tiny, mapped, warm", StringComparison.Ordinal) && l.Contains("worse", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(after, "comparison", "report.html")));
    }

    [Fact]
    public async Task Published_results_are_printed_apart()
    {
        string folder = cli.NewFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "memory_raw_tiny.csv"),
            "run_id,corpus,implementation,mode,load_time_s,rss_after_mb,cache_size_mb\n1,tiny,TF,single,2.0,400,10\n2,tiny,TF,single,4.0,200,10\n1,tiny,CF,single,1.5,150,20\n",
            TestContext.Current.CancellationToken);
        CliResult result = (await cli.RunAsync("bench", "report", "--published", folder)).Exits(0);
        Assert.Contains("Published by the reference authors on another machine", result.Output, StringComparison.Ordinal);
        Assert.Contains("300.0 ± 141.4 (300.0)", result.Output, StringComparison.Ordinal);
        string run = Run(slowdown: 1);
        (await cli.RunAsync("bench", "report", run, "--published", folder, "--format", "md")).Exits(0);
        Assert.Contains("300.0 ± 141.4 (300.0)", await File.ReadAllTextAsync(Path.Combine(run, "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_is_said()
    {
        string empty = cli.NewFolder();
        Assert.Contains("there is nothing to report", (await cli.RunAsync("bench", "report")).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", (await cli.RunAsync("bench", "report", Path.Combine(empty, "none"))).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("holds no results", (await cli.RunAsync("bench", "report", empty)).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("'pdf' is none of md, html, svg, png", (await cli.RunAsync("bench", "report", Run(slowdown: 1), "--format", "pdf")).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("no results of the reference suite", (await cli.RunAsync("bench", "report", "--published", empty)).Exits(1).Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty));
    }

    private string Run(double slowdown)
    {
        IEnumerable<string> rows = Enumerable.Range(1, 6).SelectMany(block => ((string[])["mapped", "heap"]).Select(subject =>
        {
            double open = (subject == "mapped" ? 1.5 * slowdown : 40) * (1 + (block * 0.01));
            return FormattableString.Invariant($"r,{block},1,tiny,{subject},single,1,warm,ok,45,{open},0.3,5,{open + 50.3},10\n");
        }));
        return Path.GetDirectoryName(cli.NewFile("load.csv", LoadHeading + string.Concat(rows)))!;
    }
}

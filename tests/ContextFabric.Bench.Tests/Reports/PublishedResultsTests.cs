using ContextFabric.Bench.Reports;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Reports;

public sealed class PublishedResultsTests
{
    private const string Heading = "run_id,corpus,implementation,mode,compile_time_s,load_time_s,rss_before_mb,rss_after_mb,memory_used_mb,num_workers,total_rss_mb,per_worker_rss_mb,cache_size_mb\n";

    /// <summary>The means that the specification computed from the same files.</summary>
    [Fact]
    public void The_published_run_shows_its_means()
    {
        ReportSection section = PublishedResults.Read(SharedData.Path("oracle", "reference-results")).Section();
        Assert.Equal("Published by the reference authors on another machine", section.Heading);
        Assert.DoesNotContain(section.Blocks, b => b is Figure);
        ReportTable memory = Table(section, "Memory, MiB");
        Assert.Equal(
            ["bhsa", "6,292.5 ± 80.2 (6,316.5)", "524.4 ± 1.8 (524.0)", "91.7 %", "6,584.8 ± 772.0 (6,613.8)", "2,117.1 ± 2.6 (2,117.0)", "67.8 %", "6,463.5 ± 9.8 (6,460.7)", "658.0 ± 2.6 (657.7)", "89.8 %"],
            Row(memory, "bhsa"));
        Assert.Equal(
            ["cuc", "163.5 ± 1.2 (163.8)", "130.9 ± 0.6 (130.9)", "19.9 %", "658.3 ± 2.1 (658.6)", "526.7 ± 0.7 (526.8)", "20.0 %", "209.2 ± 1.2 (209.3)", "173.3 ± 0.9 (173.2)", "17.2 %"],
            Row(memory, "cuc"));
        Assert.Equal(10, memory.Rows.Count);
        ReportTable loading = Table(section, "Loading in seconds");
        Assert.Equal(["n1904", "2.168 ± 0.043 (2.151)", "0.900 ± 0.010 (0.897)", "2.41", "3.83", "1.83", "44.0", "190.3", "4.3"], Row(loading, "n1904"));
        ReportTable means = Table(section, "Means over the corpora");
        Assert.Equal(["less memory, single, %", "10", "65.4", "20.9", "50.5", "80.4", "72.0", "", "65.4"], Row(means, "less memory, single, %"));
        Assert.Equal(["load time TF/CF", "10", "3.45", "3.75", "0.77", "6.14", "2.01", "2.25", "3.45"], Row(means, "load time TF/CF"));
        Assert.Equal(["lexical", "30", "224.6", "166.8", "1.345"], Row(Table(section, "Latency"), "lexical").Take(5));
        Assert.Equal(["10", "bhsa", "5,529 ± 949"], Row(Table(section, "Several corpora"), "10").Select(c => c.Split(" (")[0]).Take(3));
    }

    [Fact]
    public void Its_text_disagrees_with_its_data()
    {
        ReportTable table = Table(PublishedResults.Read(SharedData.Path("oracle", "reference-results")).Section(), "Where the published text");
        IReadOnlyList<string> bhsa = table.Rows.Single(r => r[0] == "bhsa" && r[1] == "TF" && r[2] == "single");
        Assert.Equal(["6,292.5", "6,316.5", "80.2"], bhsa.Skip(3).Take(3));
        Assert.Contains("1 of 10 runs lie apart (6,064.5); without them 6,317.8 ± 4.4", bhsa[6], StringComparison.Ordinal);
        Assert.Contains("1.05 × the RSS of one", table.Rows.Single(r => r[0] == "bhsa" && r[1] == "TF" && r[2] == "spawn")[6], StringComparison.Ordinal);
        Assert.Contains(table.Rows, r => r[6].Contains("empty in all 600 rows", StringComparison.Ordinal));
        Assert.DoesNotContain(table.Rows, r => r[0] == "n1904");
    }

    [Theory]
    [InlineData("memory/raw_tiny.csv")]
    [InlineData("memory_raw_tiny.csv")]
    public void Both_namings_are_understood(string name)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder["results/" + name])!);
        File.WriteAllText(folder["results/" + name], Heading + "1,tiny,TF,single,,2.0,0,400,400,,,,10\n2,tiny,TF,single,,4.0,0,200,200,,,,10\n1,tiny,CF,single,,1.5,0,150,150,,,,20\n");
        ReportSection section = PublishedResults.Read(folder["results"]).Section();
        Assert.Equal(["tiny", "300.0 ± 141.4 (300.0)", "150.0 ± 0.0 (150.0)", "50.0 %", "", "", "", "", "", ""], Row(Table(section, "Memory, MiB"), "tiny"));
        Assert.Equal("2.00", Row(Table(section, "Loading"), "tiny")[3]);
    }

    [Fact]
    public void A_folder_without_results_is_an_error()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["empty"]);
        Assert.Contains("no results of the reference suite", Assert.Throws<InvalidDataException>(() => PublishedResults.Read(folder["empty"])).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => PublishedResults.Read(folder["none"]));
    }

    private static ReportTable Table(ReportSection section, string caption) =>
        section.Blocks.OfType<ReportTable>().Single(t => t.Caption.StartsWith(caption, StringComparison.Ordinal));

    private static IReadOnlyList<string> Row(ReportTable table, string first) => table.Rows.Single(r => r[0] == first);
}

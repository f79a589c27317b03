using System.Text.Json.Nodes;
using ContextFabric.Bench.Reports;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Reports;

public sealed class RunReportTests
{
    [Fact]
    public void A_full_run_has_every_part_in_order()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["run"]);
        Report report = RunReport.Build(folder["run"]);
        Assert.Equal(
        [
            "What was run, and on what", "Correctness", "Memory", "Sharing between processes", "Opening", "Latency on n1904", "Latency on bhsa_shaped", "Compiling",
            "Scale: several corpora in one process", "Scale: threads", "Scale: processes", "Scale: size of a corpus", "Warnings", "What the words mean", "All settings",
        ], report.Sections.Select(s => s.Heading));
        string[] figures = [.. report.Sections.SelectMany(s => s.Blocks).OfType<Figure>().Select(f => f.Name)];
        foreach (string name in (string[])
            ["memory-n1904", "memory-all", "share-n1904-mapped", "share-marginal", "share-efficiency", "load", "latency-scatter-n1904-mapped", "latency-ratio-n1904-mapped",
             "latency-ecdf-n1904", "latency-percentiles-n1904", "scale-corpora", "scale-threads-n1904", "scale-processes-n1904", "scale-slots-compile-ms", "scale-slots-open-ms", "scale-slots-enumerate-ms", "scale-slots-memory-mib", "scale-exponents",
             "compile", "compile-throughput"])
        {
            Assert.Contains(name, figures);
        }

        foreach (ReportSection section in report.Sections.Where(s => s.Blocks.OfType<Figure>().Any()))
        {
            Assert.Contains(section.Blocks, b => b is ReportTable);
            Assert.Contains(section.Blocks, b => b is CommandLine { Text: "cfabric bench all cuc syrnt n1904 bhsa_shaped --peer tf=peer --png" });
            Assert.All(section.Blocks.OfType<Figure>(), f => Assert.True(f.Alternative.Length > 5));
        }
    }

    [Fact]
    public void The_summary_is_the_same_byte_for_byte()
    {
        using var folder = new TempFolder();
        SampleRun.WriteSmall(folder["run"]);
        RunReport.Write(folder["run"], ReportFormats.Markdown);
        byte[] summary = File.ReadAllBytes(folder["run/summary.json"]);
        byte[] latency = File.ReadAllBytes(folder["run/latency-summary.csv"]);
        byte[] text = File.ReadAllBytes(folder["run/report.md"]);
        RunReport.Write(folder["run"], ReportFormats.Markdown);
        Assert.Equal(summary, File.ReadAllBytes(folder["run/summary.json"]));
        Assert.Equal(latency, File.ReadAllBytes(folder["run/latency-summary.csv"]));
        Assert.Equal(text, File.ReadAllBytes(folder["run/report.md"]));

        SampleRun.WriteSmall(folder["again"]);
        RunReport.Write(folder["again"], ReportFormats.None);
        Assert.Equal(summary, File.ReadAllBytes(folder["again/summary.json"]));
    }

    /// <summary>Every headline names the file and the cells that its value was taken from; counted here anew from these.</summary>
    [Fact]
    public void Headlines_can_be_traced_to_raw_rows()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["run"]);
        RunReport.Write(folder["run"], ReportFormats.None);
        JsonArray headlines = (JsonArray)JsonNode.Parse(File.ReadAllText(folder["run/summary.json"]))!["headlines"]!;
        Assert.True(headlines.Count > 50);
        int medians = 0;
        foreach (JsonNode? headline in headlines)
        {
            string name = (string)headline!["name"]!;
            CsvRow[] rows = [.. CsvFile.Read(Path.Combine(folder["run"], (string)headline["source"]!))!.Rows
                .Where(r => ((JsonObject)headline["filter"]!).All(f => f.Key == "baseline" || r[f.Key] == (string)f.Value!))];
            Assert.NotEmpty(rows);
            if (name is "memory_pss" or "load_open")
            {
                double[] values = [.. rows.Select(r => r.Number(name == "memory_pss" ? "pss_mb" : "open_ms")!.Value).Order()];
                Assert.Equal(values[values.Length / 2], (double)headline["value"]!, 1e-4 * values[^1]);
                Assert.Equal(values.Length, (int)headline["n"]!);
                Assert.InRange((double)headline["value"]!, (double)headline["low"]!, (double)headline["high"]!);
                medians++;
            }
        }

        Assert.True(medians > 20);
    }

    [Fact]
    public void Wrong_answers_are_in_no_number_and_named()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["run"]);
        RunReport.Write(folder["run"], ReportFormats.Markdown);
        string[] rows = File.ReadAllLines(folder["run/latency-summary.csv"]);
        Assert.Contains(rows, r => r.StartsWith("n1904,mapped,query,lexi_012,", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.StartsWith("n1904,tf,query,lexi_012,", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith("n1904,tf,category,lexical,220,", StringComparison.Ordinal));
        string text = File.ReadAllText(folder["run/report.md"]);
        Assert.Contains("| n1904 | lexi\\_012 | tf | mismatch | 3 | 4 | count 3, expected 4 |", text, StringComparison.Ordinal);
        JsonNode excluded = JsonNode.Parse(File.ReadAllText(folder["run/summary.json"]))!["excluded_rows"]!;
        Assert.Equal(2 * 4 * 5 * 5, (int)excluded["latency.csv: wrong or failed according to verdicts.csv"]!);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("environment.json")]
    [InlineData("memory.csv")]
    [InlineData("latency.csv")]
    [InlineData("verdicts.csv")]
    public void Without_a_file_the_report_says_so(string missing)
    {
        using var folder = new TempFolder();
        SampleRun.WriteSmall(folder["run"]);
        File.Delete(Path.Combine(folder["run"], missing));
        RunReport.Write(folder["run"], ReportFormats.Markdown);
        string text = File.ReadAllText(folder["run/report.md"]);
        Assert.Contains($"Not in the folder, so not in this report: `{missing}`.", text, StringComparison.Ordinal);
        Assert.Equal(missing, (string)JsonNode.Parse(File.ReadAllText(folder["run/summary.json"]))!["missing"]![0]!);
    }

    [Theory]
    [InlineData("compile")]
    [InlineData("load")]
    [InlineData("memory")]
    [InlineData("share")]
    [InlineData("latency")]
    [InlineData("scale")]
    public void A_heading_alone_and_a_broken_last_row_do_no_harm(string table)
    {
        using var folder = new TempFolder();
        SampleRun.WriteSmall(folder["run"]);
        string path = Path.Combine(folder["run"], table + ".csv");
        string[] lines = File.ReadAllLines(path);
        File.AppendAllText(path, "20261123T040000Z,9,1,n19");
        RunReport.Write(folder["run"], ReportFormats.Markdown);
        Assert.Contains($"{table}.csv: 1 rows have another number", File.ReadAllText(folder["run/report.md"]), StringComparison.Ordinal);
        File.WriteAllText(path, lines[0] + "\n");
        _ = RunReport.Build(folder["run"]);
        File.WriteAllLines(path, lines[..2]);
        RunReport.Write(folder["run"], ReportFormats.All);
    }

    [Fact]
    public void No_results_is_an_error()
    {
        using var folder = new TempFolder();
        Assert.Throws<DirectoryNotFoundException>(() => RunReport.Write(folder["none"], ReportFormats.All));
        Directory.CreateDirectory(folder["empty"]);
        Assert.Contains("holds no results", Assert.Throws<InvalidDataException>(() => RunReport.Write(folder["empty"], ReportFormats.All)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["empty"]));
    }

    [Fact]
    public void A_quick_debug_run_that_was_cut_off_says_so_at_the_top()
    {
        using var folder = new TempFolder();
        using (var run = new SampleRun(folder["run"]))
        {
            run.WriteConfig();
            run.WriteLoad();
        }

        string config = folder["run/config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"complete\": true", "\"complete\": false", StringComparison.Ordinal)
            .Replace("\"quick\": false", "\"quick\": true", StringComparison.Ordinal).Replace("Release", "Debug", StringComparison.Ordinal));
        Report report = RunReport.Build(folder["run"]);
        Assert.StartsWith("DEBUG BUILD, figures mean nothing. QUICK run. INCOMPLETE run.", report.Lead, StringComparison.Ordinal);
        Assert.Equal(3, report.Sections.Single(s => s.Heading == "Warnings").Blocks.OfType<Paragraph>().Count(p => !p.Text.StartsWith("Noise", StringComparison.Ordinal)));
    }

    [Fact]
    public void Exponents_and_slopes_are_those_that_the_rows_were_made_with()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder["run"]);
        RunReport.Write(folder["run"], ReportFormats.None);
        JsonArray headlines = (JsonArray)JsonNode.Parse(File.ReadAllText(folder["run/summary.json"]))!["headlines"]!;
        double Value(string name, params (string Column, string Value)[] filter) => (double)headlines.Single(h =>
            (string)h!["name"]! == name && filter.All(f => (string?)h["filter"]![f.Column] == f.Value))!["value"]!;
        Assert.Equal(0.99, Value("scale_exponent", ("measure", "compile")), 0.03);
        Assert.Equal(0, Value("scale_exponent", ("measure", "open")), 0.03);
        Assert.Equal(14, Value("share_marginal_pss", ("corpus", "n1904"), ("subject", "mapped")), 1.5);
        Assert.Equal(1, Value("share_duplication", ("corpus", "n1904"), ("subject", "mapped")), 0.01);
        Assert.InRange(Value("share_efficiency", ("corpus", "n1904"), ("subject", "heap")), -5, 15);
        Assert.InRange(Value("load_open_slope", ("subject", "mapped"), ("cache_state", "warm"), ("mode", "single")), -0.2, 0.2);
        Assert.InRange(Value("scale_corpora_interaction", ("subject", "mapped")), -5, 5);
    }

    [Fact]
    public void A_difference_is_claimed_only_beyond_the_interval()
    {
        var clear = new Bench.Statistics.Estimate(1.9, 1.7, 2.2, 10);
        Assert.Equal("1.90× (1.70–2.20) faster", Words.Comparison(clear, "faster", "slower"));
        Assert.Equal("1.90× (1.70–2.20) slower", Words.Comparison(clear.Inverse(), "faster", "slower"));
        Assert.Equal("no clear difference (1.10× (0.90–1.30))", Words.Comparison(new(1.1, 0.9, 1.3, 10), "faster", "slower"));
        Assert.Equal("no clear difference (3.00× (no interval: n = 1))", Words.Comparison(new(3, null, null, 1), "faster", "slower"));
    }
}

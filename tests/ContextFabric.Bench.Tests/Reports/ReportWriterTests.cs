using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Reports;
using ContextFabric.Bench.Tests.Charts;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Reports;

public sealed partial class ReportWriterTests
{
    private static readonly Report s_report = new(
        "A <report> & more",
        "What was run with `a < b`.",
        [
            new ReportSection("Verdicts", [new Verdicts(
            [
                new Claim("a", "It | holds", "1.9× (1.7–2.2)", ClaimOutcome.Holds),
                new Claim("b", "It does not", "0.5", ClaimOutcome.DoesNotHold),
                new Claim("c", "Who knows", "no counters", ClaimOutcome.CannotBeTested),
            ])]),
            new ReportSection("Memory", [
                new ReportTable("PSS in MiB", ["corpus", ">mapped"], [["n1904", "22.4"], ["a|b*c*", ""]]),
                new Figure("memory all/1", "All of it, n = 10", "mapped 22 MiB", ChartExamples.All["columns"]),
                new Figure("memory-2", "More", "heap <300> MiB", ChartExamples.All["intervals"]),
                new CommandLine("cfabric bench memory \"a b\" --runs 10"),
            ]),
            new ReportSection("Memory", [new Paragraph("Twice the same heading.")]),
        ]);

    [Fact]
    public void All_formats_are_written()
    {
        using var folder = new TempFolder();
        IReadOnlyList<string> written = ReportWriter.Write(s_report, folder["out"], ReportFormats.All);
        string[] expected =
        [
            "figures/memory-2.png", "figures/memory-2.svg", "figures/memory-all-1.png", "figures/memory-all-1.svg", "report.html", "report.md",
        ];
        Assert.Equal(expected, written.Order(StringComparer.Ordinal));
        Assert.Equal(expected, Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder["out"], f).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_what_was_asked_for()
    {
        using var folder = new TempFolder();
        Assert.Equal(["report.md"], ReportWriter.Write(s_report, folder["out"], ReportFormats.Markdown));
        Assert.DoesNotContain("![", File.ReadAllText(folder["out/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_complete_in_itself_and_well_formed()
    {
        using var folder = new TempFolder();
        ReportWriter.Write(s_report, folder["out"], ReportFormats.Html);
        string html = File.ReadAllText(folder["out/report.html"]);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(src|href)=""(?!#)", html.Replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", StringComparison.Ordinal));
        Assert.DoesNotContain("url(http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);

        // What follows the style sheet is XML but for the void elements before it.
        XElement body = XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]).Root!;
        string[] ids = [.. body.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (XAttribute link in body.Descendants("a").Attributes("href"))
        {
            Assert.Contains(link.Value[1..], ids);
        }

        Assert.Equal(2, body.Descendants().Count(e => e.Name.LocalName == "svg" && (string?)e.Attribute("role") == "img" && e.Attribute("aria-label")!.Value.Length > 0));
        Assert.Equal(["holds", "does not hold", "cannot be tested here"], body.Descendants("span").Where(s => (string?)s.Attribute("class") == "verdict").Select(s => s.Value));
        Assert.Equal("a < b", body.Descendants("code").First().Value);
        Assert.Equal("n", (string?)body.Descendants("td").ElementAt(1).Attribute("class"));
    }

    [Fact]
    public void Markdown_links_the_figures_and_escapes_what_is_no_markup()
    {
        using var folder = new TempFolder();
        ReportWriter.Write(s_report, folder["out"], ReportFormats.All);
        string text = File.ReadAllText(folder["out/report.md"]);
        foreach (Match link in Picture().Matches(text))
        {
            Assert.True(File.Exists(folder["out/" + link.Groups[1].Value]), link.Value);
        }

        Assert.Equal(2, Picture().Count(text));
        Assert.Contains("| corpus | mapped |\n| --- | ---: |\n| n1904 | 22.4 |\n| a\\|b\\*c\\* |  |\n", text, StringComparison.Ordinal);
        Assert.Contains("| **holds** | It \\| holds |", text, StringComparison.Ordinal);
        Assert.Contains("# A \\<report> & more", text, StringComparison.Ordinal);
        Assert.Contains("`a < b`", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_report_writes_nothing()
    {
        using var folder = new TempFolder();
        Report narrow = new("t", "l", [new ReportSection("s", [new ReportTable("c", ["a", "b"], [["1"]])])]);
        Assert.Contains("2 columns", Assert.Throws<ArgumentException>(() => ReportWriter.Write(narrow, folder["out"], ReportFormats.All)).Message, StringComparison.Ordinal);
        Figure figure = new("same", "c", "a", ChartExamples.All["lines"]);
        Report twice = new("t", "l", [new ReportSection("s", [figure, figure])]);
        Assert.Contains("'same'", Assert.Throws<ArgumentException>(() => ReportWriter.Write(twice, folder["out"], ReportFormats.All)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)]+)\)")]
    private static partial Regex Picture();
}

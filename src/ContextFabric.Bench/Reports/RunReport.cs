using System.Text;
using ContextFabric.Bench.Reports.Sections;

namespace ContextFabric.Bench.Reports;

/// <summary>The report of a run, built from the raw files of its folder and nothing else.</summary>
internal static class RunReport
{
    /// <summary>
    /// Writes <c>summary.json</c>, <c>latency-summary.csv</c> (where latencies are) and the report into the folder. The same
    /// raw files give the same summary, byte for byte.
    /// </summary>
    /// <param name="folder">With the raw files; the report goes there too.</param>
    /// <param name="formats">What to write beside the summary.</param>
    /// <param name="published">Results of the reference suite to be shown at the end; null for none.</param>
    /// <returns>The report, and the paths written relative to the folder.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It holds no results.</exception>
    public static (Report Report, IReadOnlyList<string> Files) Write(string folder, ReportFormats formats, PublishedResults? published = null)
    {
        (Report report, Summary summary, IReadOnlyList<LatencyStatistics> latency, ResultFolder results) = Read(folder);
        if (published is not null)
        {
            report = report with { Sections = [.. report.Sections, published.Section()] };
        }

        List<string> written = ["summary.json"];
        ReportWriter.WriteWhole(Path.Combine(folder, "summary.json"), summary.ToJson(results));
        if (latency.Count > 0)
        {
            ReportWriter.WriteWhole(Path.Combine(folder, "latency-summary.csv"), Encoding.UTF8.GetBytes(LatencySummaryFile.Write(latency)));
            written.Add("latency-summary.csv");
        }

        written.AddRange(ReportWriter.Write(report, folder, formats));
        return (report, written);
    }

    /// <summary>The report without writing it.</summary>
    public static Report Build(string folder) => Read(folder).Report;

    private static (Report Report, Summary Summary, IReadOnlyList<LatencyStatistics> Latency, ResultFolder Results) Read(string folder)
    {
        var results = ResultFolder.Read(folder);
        var context = new ReportContext(results);
        LatencyStatistics[] latency = [.. LatencyStatistics.Of(context)];
        List<ReportSection?> sections =
        [
            OverviewSection.Build(context),
            CorrectnessSection.Build(context),
            MemorySection.Build(context),
            SharingSection.Build(context),
            LoadSection.Build(context),
            .. LatencySection.Build(context, latency),
            CompileSection.Build(context),
            .. ScaleSection.Build(context),
        ];
        sections.AddRange([WarningsSection.Build(context), WarningsSection.Definitions(), OverviewSection.Settings(context)]);
        string lead = Lead(context);
        return (new Report($"Benchmarks: {string.Join(", ", results.NamedCorpora)}".TrimEnd(':', ' '), lead, [.. sections.OfType<ReportSection>()]), context.Summary, latency, results);
    }

    private static string Lead(ReportContext context)
    {
        ResultFolder folder = context.Folder;
        string marks = (folder.IsDebug ? "DEBUG BUILD, figures mean nothing. " : string.Empty) + (folder.IsQuick ? "QUICK run. " : string.Empty) + (folder.IsIncomplete ? "INCOMPLETE run. " : string.Empty);
        string machine = ResultFolder.Text(folder.Environment, "hardware", "cpu_model") is { } cpu ? $" on {cpu}" : string.Empty;
        string corpora = folder.Corpora.Count == 0 ? "no corpus" : string.Join(", ", folder.NamedCorpora);
        List<string> results = [];
        foreach (Headline h in context.Summary.Headlines.Where(h => h.Name == "latency_ratio" && h.Filter.All(f => f.Column != "category") && h.Filter.Any(f => f is { Column: "want", Value: "full" or "" })))
        {
            results.Add($"Queries on {h.Filter[0].Value}, {h.Filter[1].Value} against {h.Filter[2].Value}: {Words.Comparison(h.Value, "faster", "slower")}");
        }

        foreach (Headline h in context.Summary.Headlines.Where(h => h.Name == "share_marginal_pss"))
        {
            results.Add($"One more {h.Filter[1].Value} process on {h.Filter[0].Value}: {Words.Interval(h.Value)} MiB");
        }

        const int Most = 6;
        string said = results.Count == 0 ? string.Empty : " " + string.Join(". ", results.Take(Most)) + "." + (results.Count > Most ? " More below." : string.Empty);
        return $"{marks}Measured: {string.Join(", ", folder.Subjects)} with {corpora}{machine}.{said}";
    }
}

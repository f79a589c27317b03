using System.Globalization;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>What the reader should know before believing a number, and what the words mean.</summary>
internal static class WarningsSection
{
    private const double OverheadShare = 0.05;
    private const double OverheadMs = 1;

    public static ReportSection Build(ReportContext context)
    {
        ResultFolder folder = context.Folder;
        List<string> all = [];
        if (folder.IsDebug)
        {
            all.Add("A Debug build was measured: its figures mean nothing.");
        }

        if (folder.IsQuick)
        {
            all.Add("This was a quick run: few blocks and queries, wide intervals.");
        }

        if (folder.IsIncomplete)
        {
            all.Add("The run did not come to its end; what it measured until then is shown.");
        }

        all.AddRange((folder.Config?["warnings"] as System.Text.Json.Nodes.JsonArray)?.Select(w => ResultFolder.Text(w)).OfType<string>() ?? []);
        all.AddRange(folder.Problems);
        all.AddRange(context.Warnings);
        all.AddRange(context.Summary.Excluded.Select(e => $"{Words.Count(e.Value, "row", "rows")} of {e.Key}: left out of every number."));
        all.AddRange(Overhead(context));
        List<ReportBlock> blocks = [.. all.Select(w => new Paragraph(w))];
        if (Noise(folder) is { } noise)
        {
            blocks.Add(new Paragraph(noise));
        }

        return new ReportSection("Warnings", blocks.Count > 0 ? blocks : [new Paragraph("None.")]);
    }

    public static ReportSection Definitions() => new("What the words mean",
    [
        new ReportTable(string.Empty, ["word", "meaning"],
        [
            ["RSS", "Resident set size: all pages of a process that are in memory, shared ones in full. A sum of RSS over processes counts each shared page once per process, so it cannot show sharing."],
            ["PSS", "Proportional set size: as RSS, but a page shared by n processes counts for 1/n. The sum over all processes that share is what they cost together."],
            ["USS", "Unique set size: the pages that only this process has. It is what ending the process gives back. A mapped file counts here as long as one process alone maps it."],
            ["corpus PSS", "The part of PSS that lies in files of the compiled corpus."],
            ["warm, cold", "Whether the files of the corpus were in memory before. Cold is verified: less than 1 % was resident; else it is called cold-unverified."],
            ["block", "One round with fresh processes for all subjects, in alternating order. Blocks are what is counted as n and resampled; iterations within a block are not independent."],
            ["interval", "95 %. Of ratios and medians by resampling (percentile bootstrap, 10 000 resamples, seeded); of means and slopes by Student's t."],
            ["ratio", "Baseline / subject within a block, so above 1 the subject is better. Several are combined as geometric mean."],
            ["no clear difference", "The interval of the ratio includes 1."],
            ["MAD", "Median absolute deviation from the median."],
            ["MiB", "1 048 576 bytes."],
        ]),
        new Paragraph("Figures of forked children mean different things on different systems: on Linux RSS counts inherited pages in every child, on macOS mostly only those that it touched. Only PSS and USS can be compared."),
    ]);

    /// <summary>What the coordinator's clock saw beyond the worker's.</summary>
    private static IEnumerable<string> Overhead(ReportContext context)
    {
        foreach (var group in context.Folder.Rows("latency").Where(r => r.Number("ms") is not null && r.Number("outer_ms") is not null).GroupBy(r => (r.Corpus, r.Subject)))
        {
            double ms = ReportContext.SampleOf(group, "ms")!.Median;
            double overhead = Statistics.Sample.Of(group.Select(r => r.Number("outer_ms")!.Value - r.Number("ms")!.Value)).Median;
            if (overhead > OverheadShare * ms && overhead > OverheadMs)
            {
                yield return $"{group.Key.Corpus}, {group.Key.Subject}: the median overhead of asking a worker is {Words.Of(overhead)} ms beside a median time of {Words.Of(ms)} ms.";
            }
        }
    }

    private static string? Noise(ResultFolder folder)
    {
        double? before = ResultFolder.Number(folder.Environment, "noise_before", "median_ms");
        double? after = ResultFolder.Number(folder.Environment, "noise_after", "median_ms");
        double? mad = ResultFolder.Number(folder.Environment, "noise_before", "mad_ms");
        return before is null || after is null ? null
            : $"Noise of the machine: a fixed loop took {Words.Of(before)} ms before the run (MAD {Words.Of(mad)}) and {Words.Of(after)} ms after it, {((after / before) - 1).Value.ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture)}.";
    }
}

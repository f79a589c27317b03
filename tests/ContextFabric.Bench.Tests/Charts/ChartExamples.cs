using ContextFabric.Bench.Charts;

namespace ContextFabric.Bench.Tests.Charts;

/// <summary>One chart of every kind and shape.</summary>
internal static class ChartExamples
{
    public static IReadOnlyDictionary<string, Chart> All { get; } = new Dictionary<string, Chart>
    {
        ["columns"] = new BarChart("Memory of one process", "PSS, MiB", ["private", "shared corpus"],
        [
            new Bar("mapped", "open", [16, 3], 18, 20, 40), new Bar("mapped", "touch", [22, 88], 108, 113, 140),
            new Bar("heap", "open", [310, 1], 300, 320, 330), new Bar("heap", "touch", [318, 1], 310, 330, 340),
        ])
        { MarkName = "RSS", SpreadName = "quartiles" },
        ["rows"] = new BarChart("Many names", "MiB", ["all"], [.. Enumerable.Range(1, 30).Select(i => new Bar(i < 16 ? "first" : "second", $"a rather long name {i}", [i * 3.3]))]),
        ["lines"] = new XyChart("Growth", "seconds", "slots",
        [
            new XySeries("compile", [new XyPoint(1e5, 0.09, 0.08, 0.1), new XyPoint(1e6, 0.9), new XyPoint(1e7, 9)]),
            new XySeries("exponent 1.00", [new XyPoint(1e5, 0.09), new XyPoint(1e7, 9)], XyStyle.Dashed),
        ])
        { LogArgument = true, LogValue = true, SpreadName = "quartiles" },
        ["scatter"] = new XyChart("Each query", "mapped, ms", "heap, ms", [new XySeries("lexical", [new XyPoint(1, 0.5), new XyPoint(30, 70)], XyStyle.Points)])
        { LogArgument = true, LogValue = true, Diagonal = true },
        ["stairs"] = new XyChart("Distribution", "share, %", "ms", [new XySeries("mapped", [new XyPoint(1, 25), new XyPoint(2, 50), new XyPoint(9, 100)], XyStyle.Steps)]),
        ["intervals"] = new IntervalChart("Speed-up", "times", [new IntervalRow("lex_001", "lexical", 2, 1.5, 2.7), new IntervalRow("struct_001", "structural", 0.9, 0.8, 1.1)])
        { LogValue = true, Reference = 1, SpreadName = "95 % interval" },
        ["no bars"] = new BarChart("Nothing", "MiB", ["all"], []),
        ["no points"] = new XyChart("Nothing", "ms", "slots", []),
        ["one point"] = new XyChart("One", "ms", "slots", [new XySeries("a", [new XyPoint(5, 7)])]) { LogArgument = true, LogValue = true },
        ["no rows"] = new IntervalChart("Nothing", "times", []) { LogValue = true, Reference = 1 },
        ["zeros"] = new BarChart("Zeros", "MiB", ["a", "b"], [new Bar("", "x", [0, 0], 0, 0, 0)]),
    };
}

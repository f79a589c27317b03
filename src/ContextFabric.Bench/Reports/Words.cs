using System.Globalization;
using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports;

/// <summary>Numbers in sentences and tables. A difference is claimed only where the interval allows it.</summary>
internal static class Words
{
    /// <summary>Three digits, thousands apart; empty for what was not measured.</summary>
    public static string Of(double? value) => value is { } number ? Ticks.Value(number) : string.Empty;

    public static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Median and quartiles: "22.4 (21.9–23.0)".</summary>
    public static string Quartiles(Sample? sample) => sample is null ? string.Empty
        : sample.Count == 1 ? Of(sample.Median)
        : $"{Of(sample.Median)} ({Of(sample.Percentile(25))}–{Of(sample.Percentile(75))})";

    /// <summary>A value with its interval: "8.1 (7.7–8.5)".</summary>
    public static string Interval(Estimate? estimate) => estimate is not { } e ? string.Empty
        : e.Low is { } low && e.High is { } high ? $"{Of(e.Value)} ({Of(low)}–{Of(high)})"
        : $"{Of(e.Value)} (no interval: n = {e.Count})";

    /// <summary>A ratio with its interval: "1.9× (1.7–2.2)".</summary>
    public static string Ratio(Estimate ratio) => ratio.Low is { } low && ratio.High is { } high
        ? $"{Factor(ratio.Value)}× ({Factor(low)}–{Factor(high)})"
        : $"{Factor(ratio.Value)}× (no interval: n = {ratio.Count})";

    /// <summary>What a ratio of baseline to subject says: "1.9× (1.7–2.2) faster", or that there is no clear difference.</summary>
    /// <param name="ratio">Baseline / subject.</param>
    /// <param name="more">Word for a ratio above 1: "faster", "smaller".</param>
    /// <param name="less">Word for a ratio below 1.</param>
    public static string Comparison(Estimate ratio, string more, string less) =>
        ratio.MayBe(1) ? $"no clear difference ({Ratio(ratio)})"
        : ratio.Value > 1 ? $"{Ratio(ratio)} {more}"
        : $"{Ratio(ratio.Inverse())} {less}";

    /// <summary>A probability: "0.031", "&lt; 0.001".</summary>
    public static string Probability(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share is { } s ? (100 * s).ToString("0.0", CultureInfo.InvariantCulture) + " %" : string.Empty;

    /// <summary>How many readings: "10", "8–10".</summary>
    public static string Range(IEnumerable<int> counts)
    {
        int[] all = [.. counts];
        return all.Length == 0 ? "0" : all.Min() == all.Max() ? Of(all[0]) : $"{Of(all.Min())}–{Of(all.Max())}";
    }

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{Of(count)} {many}";

    private static string Factor(double ratio) => ratio is >= 0.0995 and < 99.5
        ? ratio.ToString(ratio < 9.95 ? "0.00" : "0.0", CultureInfo.InvariantCulture)
        : Of(ratio);
}

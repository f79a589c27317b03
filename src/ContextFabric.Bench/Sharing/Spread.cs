using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Sharing;

/// <summary>What several readings of one thing come to.</summary>
/// <param name="Count">How many readings.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Sample deviation (n − 1).</param>
/// <param name="Median">Their median.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
internal sealed record Spread(int Count, double Mean, double Deviation, double Median, double Min, double Max)
{
    /// <summary>Puts readings together; null where there are none or one is not known.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        List<double?> all = [.. values];
        return all.Contains(null) || Sample.OrNull(all.Select(v => v!.Value)) is not { } sample
            ? null
            : new Spread(sample.Count, sample.Mean, sample.Deviation, sample.Median, sample.Min, sample.Max);
    }
}

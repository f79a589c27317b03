namespace ContextFabric.Bench.Statistics;

/// <summary>A value with the 95 % interval that the readings allow.</summary>
/// <param name="Value">Best guess.</param>
/// <param name="Low">Lower end; null where the readings are too few to tell.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Number of independent readings behind it: queries, blocks, points.</param>
internal readonly record struct Estimate(double Value, double? Low, double? High, int Count)
{
    /// <summary>True if <paramref name="value"/> lies in the interval, or if there is no interval.</summary>
    public bool MayBe(double value) => Low is not { } low || High is not { } high || (low <= value && value <= high);

    /// <summary>The same with every number turned over: a ratio seen from the other side.</summary>
    public Estimate Inverse() => new(1 / Value, 1 / High, 1 / Low, Count);
}

namespace ContextFabric.Benchmarks.Latency;

/// <summary>Medians of a query in milliseconds, and what they are compared with.</summary>
/// <param name="Query">The query.</param>
/// <param name="First">All results, the first time.</param>
/// <param name="Full">All results.</param>
/// <param name="Count">The number of results.</param>
/// <param name="Page">The first results.</param>
/// <param name="BaselineFull">All results in an earlier run; null when there is none.</param>
internal sealed record LatencyResult(LatencyQuery Query, double First, double Full, double Count, double Page, double? BaselineFull)
{
    /// <summary>How many times faster all results come than with the faster peer; null when no time of a peer is known.</summary>
    public double? Speedup => Query.PeerMs / Full;

    /// <summary>How many times faster than in the earlier run.</summary>
    public double? Gain => BaselineFull / Full;

    /// <summary>Results from samples, in the order of the queries.</summary>
    public static IReadOnlyList<LatencyResult> Of(IEnumerable<LatencyQuery> queries, IEnumerable<LatencySample> samples, IEnumerable<LatencySample>? baseline)
    {
        Dictionary<(string, LatencyMode), double> medians = LatencyCsv.Medians(samples);
        Dictionary<(string, LatencyMode), double> before = LatencyCsv.Medians(baseline ?? []);
        return
        [
            .. queries.Select(query => new LatencyResult(
                query,
                medians[(query.Id, LatencyMode.First)],
                medians[(query.Id, LatencyMode.Full)],
                medians[(query.Id, LatencyMode.Count)],
                medians[(query.Id, LatencyMode.Page)],
                before.TryGetValue((query.Id, LatencyMode.Full), out double ms) ? ms : null)),
        ];
    }

    /// <summary>Geometric mean; null of nothing.</summary>
    public static double? GeometricMean(IEnumerable<double?> ratios)
    {
        double[] known = [.. ratios.OfType<double>()];
        return known.Length == 0 ? null : Math.Exp(known.Average(Math.Log));
    }
}

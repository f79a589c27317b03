using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary><c>bench scale</c>: what grows with the number of corpora, threads or processes, and with the size of a corpus.</summary>
internal sealed class ScaleSuite(GrowthOptions options) : ISummarizedSuite
{
    public string Name => "scale";

    /// <summary>Synthetic corpora are made by the suite itself.</summary>
    public bool NeedsCorpora => options.Axes.Any(axis => axis != GrowthAxes.Slots);

    public SuiteSummary Summary { get; } = new();

    public void Describe(JsonObject config)
    {
        config["axes"] = string.Join(',', options.Axes);
        config["counts"] = string.Join(',', options.CountsOf());
        config["slots"] = options.Slots is null ? null : string.Join(',', options.Slots);
        config["shape"] = options.ShapeName;
        config["touch"] = options.Touch;
        config["queries"] = options.Queries is null ? null : Path.GetFileName(options.Queries);
        config["min_time_ms"] = options.MinTime.TotalMilliseconds;
    }

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        options.Validate();
        foreach (string axis in options.Axes)
        {
            await (axis switch
            {
                GrowthAxes.Corpora => new CorporaAxis(run, options, Summary).RunAsync(cancellationToken),
                GrowthAxes.Slots => new SlotsAxis(run, options, Summary).RunAsync(cancellationToken),
                _ => new ThroughputAxis(run, options, axis, Summary).RunAsync(cancellationToken),
            }).ConfigureAwait(false);
        }
    }
}

using System.Text.Json.Nodes;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Latency;

/// <summary>Options of the latency benchmark.</summary>
internal sealed record LatencyOptions
{
    /// <summary>The number of results at which the reference stops.</summary>
    public const long CompatibleCap = 100_000;

    private const int QuickIterations = 3;

    /// <summary>Which queries.</summary>
    public QuerySelection Queries { get; init; } = new();

    /// <summary>Least number of timed executions per query and block; null for the usual 10.</summary>
    public int? Iterations { get; init; }

    /// <summary>Least time that they take together.</summary>
    public TimeSpan MinTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Greatest number of them.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>What is asked for: <see cref="QueryWants"/>.</summary>
    public IReadOnlyList<string> Wants { get; init; } = [QueryWants.Full];

    /// <summary>End after so many results; null = none.</summary>
    public long? Limit { get; init; }

    /// <summary>The least number of executions.</summary>
    public int IterationsOf(bool quick)
    {
        const int Usual = 10;
        return Math.Min(Iterations ?? (quick ? QuickIterations : Usual), MaxIterations);
    }

    /// <exception cref="BenchException">An option makes no sense.</exception>
    public void Validate()
    {
        if (Iterations is < 1)
        {
            throw new BenchException($"--iterations must be at least 1, not {Iterations}");
        }

        if (MaxIterations < 1 || MaxIterations < Iterations)
        {
            throw new BenchException($"--max-iterations must be at least 1 and no less than --iterations, not {MaxIterations}");
        }

        if (MinTime < TimeSpan.Zero)
        {
            throw new BenchException("--min-time must not be less than 0");
        }

        if (Limit is < 1)
        {
            throw new BenchException($"--limit must be at least 1, not {Limit}");
        }

        if (Wants.Count == 0 || Wants.FirstOrDefault(want => !QueryWants.All.Contains(want)) is not null)
        {
            throw new BenchException($"--want: a list of {string.Join(", ", QueryWants.All)} expected");
        }
    }

    /// <summary>Adds it to <c>config.json</c>.</summary>
    public void Describe(JsonObject config)
    {
        Queries.Describe(config);
        config["iterations"] = Iterations;
        config["min_time_ms"] = MinTime.TotalMilliseconds;
        config["max_iterations"] = MaxIterations;
        config["want"] = string.Join(',', Wants);
        config["limit"] = Limit;
    }
}

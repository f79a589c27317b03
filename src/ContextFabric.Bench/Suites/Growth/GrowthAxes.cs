namespace ContextFabric.Bench.Suites.Growth;

/// <summary>What grows in <c>bench scale</c>.</summary>
internal static class GrowthAxes
{
    /// <summary>Several corpora in one process, opened one after the other.</summary>
    public const string Corpora = "corpora";

    /// <summary>Threads that query one corpus in one process.</summary>
    public const string Threads = "threads";

    /// <summary>Processes that query one corpus.</summary>
    public const string Processes = "processes";

    /// <summary>Synthetic corpora of growing size.</summary>
    public const string Slots = "slots";

    public static IReadOnlyList<string> All { get; } = [Corpora, Threads, Processes, Slots];
}

/// <summary>What the axes of <c>bench scale</c> are told.</summary>
internal sealed record GrowthOptions
{
    private const int QuickSlots = 10_000;

    /// <summary>The most slots that are taken.</summary>
    public const int MostSlots = 50_000_000;

    /// <summary>Some of <see cref="GrowthAxes"/>.</summary>
    public IReadOnlyList<string> Axes { get; init; } = GrowthAxes.All;

    /// <summary>Numbers of threads or processes; null for powers of two up to twice the number of processors.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>Sizes of synthetic corpora; null for 10⁵ to 10⁷, or two small ones when the run is quick.</summary>
    public IReadOnlyList<int>? Slots { get; init; }

    /// <summary>Shape of synthetic corpora.</summary>
    public Synthesis.SyntheticCorpusOptions Shape { get; init; } = Synthesis.SyntheticPresets.Linguistic;

    /// <summary>Name of the shape.</summary>
    public string ShapeName { get; init; } = "linguistic";

    /// <summary>One of <see cref="Workers.TouchKinds"/>.</summary>
    public string Touch { get; init; } = Workers.TouchKinds.Strings;

    /// <summary>A file or folder of queries for threads and processes; null for the bundled ones, or derived ones.</summary>
    public string? Queries { get; init; }

    /// <summary>The least time of a measurement of throughput.</summary>
    public TimeSpan MinTime { get; init; } = TimeSpan.FromMilliseconds(1000);

    /// <summary>The numbers of threads or processes.</summary>
    public IReadOnlyList<int> CountsOf()
    {
        const int Twice = 2;
        var counts = new SortedSet<int>(Counts ?? [Environment.ProcessorCount]);
        for (int n = 1; Counts is null && n <= Twice * Environment.ProcessorCount; n *= 2)
        {
            counts.Add(n);
        }

        return [.. counts];
    }

    /// <summary>The sizes, ascending.</summary>
    public IReadOnlyList<int> SlotsOf(bool quick)
    {
        int[] sizes = Slots is not null ? [.. Slots] : quick ? [QuickSlots, 3 * QuickSlots] : [100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];
        return [.. sizes.Distinct().Order()];
    }

    /// <summary>The least time of a measurement of throughput.</summary>
    public TimeSpan MinTimeOf(bool quick)
    {
        const int QuickPart = 10;
        return quick ? MinTime / QuickPart : MinTime;
    }

    /// <exception cref="BenchException">An option makes no sense.</exception>
    public void Validate()
    {
        foreach (string axis in Axes)
        {
            Require(GrowthAxes.All.Contains(axis), $"--axis: '{axis}' is none of {string.Join(", ", GrowthAxes.All)}");
        }

        Require(Axes.Count > 0, "--axis names nothing");
        Require(Counts is null || (Counts.Count > 0 && Counts.All(n => n >= 1)), "--counts must be numbers from 1");
        Require(Slots is null || (Slots.Count > 0 && Slots.All(n => n is >= 100 and <= MostSlots)), $"--slots must be numbers from 100 to {MostSlots}");
        Require(Workers.TouchKinds.Names.Contains(Touch), $"--touch: '{Touch}' is none of {string.Join(", ", Workers.TouchKinds.Names)}");
        Require(MinTime >= TimeSpan.Zero, "--min-time must not be less than 0");
    }

    private static void Require(bool isRight, string message)
    {
        if (!isRight)
        {
            throw new BenchException(message);
        }
    }
}

namespace ContextFabric.Bench.Running;

/// <summary>The options that all benchmarks have in common.</summary>
internal sealed record BenchOptions
{
    /// <summary>What was typed, for the report; null when it is not known.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Corpora by path: folders of <c>.tf</c> files or stores. Empty: see <see cref="CorporaFolder"/>.</summary>
    public IReadOnlyList<string> Corpora { get; init; } = [];

    /// <summary>Names for some of these paths, where the name of the folder would say little.</summary>
    public IReadOnlyDictionary<string, string> CorpusNames { get; init; } = new Dictionary<string, string>();

    /// <summary>A folder whose sub-folders are corpora; null for the current folder when no corpus is named.</summary>
    public string? CorporaFolder { get; init; }

    /// <summary>Built-in subjects; null for those that the benchmark usually takes.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>Peers as <c>NAME=COMMAND</c>.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Name of the subject that the others are compared with; null for the usual one.</summary>
    public string? Baseline { get; init; }

    /// <summary>Measured blocks; null for the usual number.</summary>
    public int? Runs { get; init; }

    /// <summary>Blocks before these that are thrown away.</summary>
    public int WarmUp { get; init; } = 1;

    /// <summary>Orders, and choices of nodes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Time for one operation of a worker.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>States of the page cache; <see cref="CacheChoice.None"/> for those that the benchmark usually takes.</summary>
    public CacheChoice Cache { get; init; }

    /// <summary>True to let the system drop its whole page cache for cold runs; needs root.</summary>
    public bool DropCaches { get; init; }

    /// <summary>Folder of the results; null for a new one below <c>bench-results</c>.</summary>
    public string? Output { get; init; }

    /// <summary>True to write into a folder with results.</summary>
    public bool Append { get; init; }

    /// <summary>Where compiled corpora and caches of peers are kept between runs; null for the user's cache.</summary>
    public string? Work { get; init; }

    /// <summary>Reports to write: csv, json, md, html.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["csv", "json", "md", "html"];

    /// <summary>True for figures as PNG too.</summary>
    public bool Png { get; init; }

    /// <summary>Fewer runs, iterations and queries; marked in the report.</summary>
    public bool Quick { get; init; }

    /// <summary>True to add a copy of the baseline as a subject.</summary>
    public bool AddCopy { get; init; }

    /// <summary>Greatest difference between the baseline and its copy, in percent; null for any.</summary>
    public double? MaxNoise { get; init; }

    /// <summary>Processors that workers may use; null for all.</summary>
    public IReadOnlyList<int>? Processors { get; init; }

    /// <summary>Settings of the runtime of built-in workers, as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> RuntimeConfig { get; init; } = [];

    /// <summary>True to leave host name and paths out of what is written.</summary>
    public bool Anonymize { get; init; }

    /// <summary>True for no progress.</summary>
    public bool Quiet { get; init; }

    /// <summary>True for more progress.</summary>
    public bool Verbose { get; init; }

    /// <summary>Program and arguments that start this program, for built-in workers; null for this process's own.</summary>
    public IReadOnlyList<string>? Self { get; init; }

    /// <summary>The number of measured blocks.</summary>
    public int RunsOr(int usual)
    {
        const int QuickRuns = 3;
        return Runs ?? (Quick ? Math.Min(QuickRuns, usual) : usual);
    }

    /// <exception cref="BenchException">An option makes no sense.</exception>
    public void Validate()
    {
        Require(Runs is null or >= 1, $"--runs must be at least 1, not {Runs}");
        Require(WarmUp >= 0, $"--warmup must be at least 0, not {WarmUp}");
        Require(Timeout > TimeSpan.Zero, "--timeout must be more than 0");
        Require(MaxNoise is null or > 0, "--max-noise must be more than 0");
        Require(MaxNoise is null || AddCopy, "--max-noise needs --aa, which measures the noise");
        foreach (string format in Formats)
        {
            Require(format is "csv" or "json" or "md" or "html", $"--format: '{format}' is none of csv, json, md, html");
        }
    }

    private static void Require(bool isRight, string message)
    {
        if (!isRight)
        {
            throw new BenchException(message);
        }
    }
}

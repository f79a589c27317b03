using System.Numerics;
using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// One line from a worker to the coordinator. What a subject cannot tell is absent. Times in milliseconds by the
/// worker's monotonic clock, sizes in bytes.
/// </summary>
internal sealed record WorkerAnswer
{
    /// <summary>Number of the request.</summary>
    public int Id { get; init; }

    /// <summary>False when the request could not be done; <see cref="Error"/> says why.</summary>
    public bool Ok { get; init; }

    /// <summary>With <see cref="Ok"/>: the message of the query engine about a template that it rejects.</summary>
    public string? Error { get; init; }

    /// <summary>hello: name of the subject as it calls itself.</summary>
    public string? Name { get; init; }

    /// <summary>hello: version of the engine.</summary>
    public string? Version { get; init; }

    /// <summary>hello: what runs it.</summary>
    public string? Runtime { get; init; }

    /// <summary>hello: 1.</summary>
    public int? Protocol { get; init; }

    /// <summary>hello: the requests it understands.</summary>
    public IReadOnlyList<string>? Ops { get; init; }

    /// <summary>hello: settings of the runtime.</summary>
    public SortedDictionary<string, string>? Settings { get; init; }

    /// <summary>Time of the operation itself.</summary>
    public double? Ms { get; init; }

    /// <summary>compile: parts of it; they run side by side.</summary>
    public SortedDictionary<string, double>? Phases { get; init; }

    /// <summary>compile: size of what was written.</summary>
    public long? Bytes { get; init; }

    /// <summary>compile: size of the sources.</summary>
    public long? SourceBytes { get; init; }

    public int? Slots { get; init; }

    public int? Nodes { get; init; }

    public int? Types { get; init; }

    public int? NodeFeatures { get; init; }

    public int? EdgeFeatures { get; init; }

    /// <summary>open: files that hold the corpus in its compiled form.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>first: the first value of node 1.</summary>
    public double? LookupMs { get; init; }

    /// <summary>first: the first query.</summary>
    public double? QueryMs { get; init; }

    /// <summary>query: part of <see cref="Ms"/> for reading the template.</summary>
    public double? ParseMs { get; init; }

    /// <summary>query: part of <see cref="Ms"/> for planning.</summary>
    public double? PlanMs { get; init; }

    /// <summary>query: from the call to the first result.</summary>
    public double? FirstMs { get; init; }

    /// <summary>query: number of results; touch: number of things read; run: number of queries.</summary>
    [JsonConverter(typeof(BigIntegerConverter))]
    public BigInteger? Count { get; init; }

    /// <summary>query: SHA-256 of the results, see <see cref="ResultDigest"/>.</summary>
    public string? Digest { get; init; }

    /// <summary>query: collections that happened meanwhile.</summary>
    public int? GcCount { get; init; }

    /// <summary>run: per template the digest, or the number, on which all threads agree; null where they do not.</summary>
    public IReadOnlyList<string?>? Results { get; init; }

    /// <summary>mem: managed heap after the last collection, fragmentation included.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>mem: of these free space between objects.</summary>
    public long? FragmentedBytes { get; init; }

    /// <summary>mem: memory that the collector holds.</summary>
    public long? CommittedBytes { get; init; }

    /// <summary>mem: allocated since the process began.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>mem: collections per generation since the process began.</summary>
    public IReadOnlyList<int>? Collections { get; init; }

    /// <summary>mem: time that the collector stopped the process.</summary>
    public double? PauseMs { get; init; }

    /// <summary>mem: number of threads.</summary>
    public int? Threads { get; init; }

    /// <summary>fork: process ids of the children.</summary>
    public IReadOnlyList<int>? Pids { get; init; }
}

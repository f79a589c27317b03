using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// One line from the coordinator to a worker. Which fields count depends on <see cref="Op"/>; a worker ignores the
/// others, and fields that it does not know.
/// </summary>
internal sealed record WorkerRequest
{
    /// <summary>Number of the request; its answer has the same.</summary>
    public int Id { get; init; }

    /// <summary>One of <see cref="WorkerOps"/>.</summary>
    public required string Op { get; init; }

    /// <summary>compile: the sources; open: the sources or what was compiled of them.</summary>
    public string? Path { get; init; }

    /// <summary>compile: the file or folder to write.</summary>
    public string? Out { get; init; }

    /// <summary>compile, run: number of threads; null = as the subject likes.</summary>
    public int? Threads { get; init; }

    /// <summary>open: names of features, or <c>"all"</c>.</summary>
    [JsonConverter(typeof(FeatureSelectionConverter))]
    public FeatureSelection? Features { get; init; }

    /// <summary>open: touch the embedding arrays, or copy them where the subject does so.</summary>
    public bool? Preload { get; init; }

    /// <summary>touch: one of <see cref="TouchKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>touch: choice of the nodes.</summary>
    public int? Seed { get; init; }

    /// <summary>touch: how many nodes; null = as many as the kind says.</summary>
    public int? Nodes { get; init; }

    /// <summary>query: the template.</summary>
    public string? Template { get; init; }

    /// <summary>query: end after so many results; null = none.</summary>
    public long? Limit { get; init; }

    /// <summary>query, run: one of <see cref="QueryWants"/>.</summary>
    public string? Want { get; init; }

    /// <summary>query, run: true to compute the digest of the results, after the clock has stopped.</summary>
    public bool? Digest { get; init; }

    /// <summary>run: the templates that every thread works through.</summary>
    public IReadOnlyList<string>? Templates { get; init; }

    /// <summary>run: how often every thread does so; null = once.</summary>
    public int? Rounds { get; init; }

    /// <summary>fork: number of children.</summary>
    public int? N { get; init; }
}

/// <summary>Names of requests.</summary>
internal static class WorkerOps
{
    public const string Hello = "hello";
    public const string Compile = "compile";

    /// <summary>Opens a corpus. A further one is opened beside those that are open; queries go to the last.</summary>
    public const string Open = "open";

    public const string First = "first";
    public const string Touch = "touch";
    public const string Query = "query";

    /// <summary>Several threads run a set of queries on one corpus at the same time. Built-in subjects only.</summary>
    public const string Run = "run";

    public const string Gc = "gc";
    public const string Mem = "mem";

    /// <summary>Forked children that touch and wait; only for peers that advertise it.</summary>
    public const string Fork = "fork";

    public const string Exit = "exit";
}

/// <summary>What a query request wants.</summary>
internal static class QueryWants
{
    /// <summary>The number of results.</summary>
    public const string Count = "count";

    /// <summary>All results, each made.</summary>
    public const string Full = "full";

    /// <summary>The first result, or as many as the limit says.</summary>
    public const string First = "first";

    public static IReadOnlyList<string> All { get; } = [Full, Count, First];
}

/// <summary>Workloads that read a corpus without knowing the names of its features.</summary>
internal static class TouchKinds
{
    /// <summary>The five string features with most values, on the nodes of their most frequent type.</summary>
    public const string Strings = "strings";

    /// <summary>Up, down, next and previous of random nodes.</summary>
    public const string Walk = "walk";

    /// <summary>The text of random nodes of the lowest section level.</summary>
    public const string Text = "text";

    /// <summary>Every value of every feature.</summary>
    public const string All = "all";

    public static IReadOnlyList<string> Names { get; } = [Strings, Walk, Text, All];
}

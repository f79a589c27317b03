using ContextFabric.Synthesis;

namespace ContextFabric.Cli.Reports;

/// <summary>A synthetic corpus that was made, for <c>--json</c>.</summary>
internal sealed record GenerateOutcome
{
    public required string Path { get; init; }

    public required long Seed { get; init; }

    public required int Slots { get; init; }

    public required int Nodes { get; init; }

    /// <summary>Number of nodes per type.</summary>
    public required IReadOnlyDictionary<string, int> Types { get; init; }

    /// <summary>Nodes in more than one piece, lexemes apart.</summary>
    public required long GappedNodes { get; init; }

    public required IReadOnlyList<string> NodeFeatures { get; init; }

    public required IReadOnlyList<string> EdgeFeatures { get; init; }

    public required long Edges { get; init; }

    public required long SourceBytes { get; init; }

    /// <summary>Wall time of writing the <c>.tf</c> files.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Present when a store was asked for.</summary>
    public CompileOutcome? Compilation { get; init; }

    public static GenerateOutcome Of(SyntheticReport report, SyntheticCorpusOptions options) => new()
    {
        Path = report.Path,
        Seed = options.Seed,
        Slots = report.MaxSlot,
        Nodes = report.MaxNode,
        Types = report.Types.ToDictionary(type => type.Name, type => type.Nodes),
        GappedNodes = report.Gapped,
        NodeFeatures =
        [
            .. options.Types.Take(options.Sections).Select(type => type.Name),
            .. options.Lexemes > 0 ? (string[])[SyntheticCorpusOptions.LexemeFeature] : [],
            .. options.Features.Select(feature => feature.Name),
        ],
        EdgeFeatures = [.. options.Edges.Select(edge => edge.Name)],
        Edges = report.Edges,
        SourceBytes = report.SourceBytes,
        Milliseconds = report.Elapsed.TotalMilliseconds,
        Compilation = report.Compilation is null ? null : CompileOutcome.Of(report.Compilation),
    };
}

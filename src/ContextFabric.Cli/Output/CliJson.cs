using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContextFabric.Bench.Suites.Latency;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Cli.Commands.Bench;
using ContextFabric.Cli.Reports;

namespace ContextFabric.Cli.Output;

/// <summary>Every type that <c>--json</c> prints.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BenchSummary<LatencySummaryRow>))]
[JsonSerializable(typeof(BenchSummary<VerdictCount>))]
[JsonSerializable(typeof(MemoryOutcome))]
[JsonSerializable(typeof(List<StoreCheck>))]
[JsonSerializable(typeof(InfoReport))]
[JsonSerializable(typeof(IReadOnlyList<FeatureSummary>))]
[JsonSerializable(typeof(FeatureDetails))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(List<PassageReport>))]
[JsonSerializable(typeof(FormatInfo[]))]
[JsonSerializable(typeof(List<CompileOutcome>))]
[JsonSerializable(typeof(GenerateOutcome))]
[JsonSerializable(typeof(PlanReport))]
[JsonSerializable(typeof(IReadOnlyList<RelationInfo>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The context with our settings; letters of all scripts stay as they are, since the output is never part of a web page.</summary>
    public static CliJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

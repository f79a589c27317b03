using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>
/// The JSON forms of all descriptions: names in snake_case, properties without value left out, letters of all scripts
/// as they are. Use <see cref="Instance"/>.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FeatureValueJson)])]
[JsonSerializable(typeof(CorpusList))]
[JsonSerializable(typeof(CorpusOverview))]
[JsonSerializable(typeof(CorpusInfo))]
[JsonSerializable(typeof(TypeList))]
[JsonSerializable(typeof(FeatureNames))]
[JsonSerializable(typeof(FeatureList))]
[JsonSerializable(typeof(FeatureBatch))]
[JsonSerializable(typeof(FeatureValues))]
[JsonSerializable(typeof(TextFormatList))]
[JsonSerializable(typeof(NodeInfo))]
[JsonSerializable(typeof(IReadOnlyList<NodeInfo>))]
[JsonSerializable(typeof(NodeBatch))]
[JsonSerializable(typeof(NodeDetails))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, NodeEdges>))]
[JsonSerializable(typeof(PassageKey))]
[JsonSerializable(typeof(PassageList))]
[JsonSerializable(typeof(SectionList))]
[JsonSerializable(typeof(PassagePage))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(TemplateCheck))]
[JsonSerializable(typeof(CountComparison))]
[JsonSerializable(typeof(GuideIndex))]
[JsonSerializable(typeof(GuideTopic))]
[JsonSerializable(typeof(Completion))]
public sealed partial class DescribingJson : JsonSerializerContext
{
    /// <summary>The context with these settings.</summary>
    public static DescribingJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FeatureValueJson() },
    });
}

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

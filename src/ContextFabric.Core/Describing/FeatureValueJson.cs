using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>Feature values as JSON: a string, an integer or null.</summary>
public sealed class FeatureValueJson : JsonConverter<FeatureValue>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override FeatureValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => FeatureValue.None,
        JsonTokenType.Number when reader.TryGetInt64(out long number) => FeatureValue.Of(number),
        JsonTokenType.String => FeatureValue.Of(reader.GetString()!),
        _ => throw new JsonException("A feature value is a string, an integer or null."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FeatureValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.IsNumber)
        {
            writer.WriteNumberValue(value.Number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}

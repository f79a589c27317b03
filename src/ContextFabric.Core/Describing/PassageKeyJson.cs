using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>References as JSON: a string, or an array of strings and integers.</summary>
public sealed class PassageKeyJson : JsonConverter<PassageKey>
{
    private static readonly FeatureValueJson s_values = new();

    /// <inheritdoc/>
    public override PassageKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new PassageKey(reader.GetString()!);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A section is a string or an array.");
        }

        var parts = new List<FeatureValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            FeatureValue part = s_values.Read(ref reader, typeof(FeatureValue), options);
            parts.Add(part.IsNone ? throw new JsonException("A part of a section is a string or an integer.") : part);
        }

        return new PassageKey(parts);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PassageKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Parts is null)
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (FeatureValue part in value.Parts)
        {
            s_values.Write(writer, part, options);
        }

        writer.WriteEndArray();
    }
}

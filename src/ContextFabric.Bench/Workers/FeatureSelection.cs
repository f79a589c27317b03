using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Workers;

/// <summary>The features that a subject loads: all, or those that are named.</summary>
/// <param name="Names">Null for all.</param>
internal sealed record FeatureSelection(IReadOnlyList<string>? Names)
{
    public const string Everything = "all";

    public static FeatureSelection All { get; } = new((IReadOnlyList<string>?)null);
}

/// <summary><c>"all"</c> or an array of names.</summary>
internal sealed class FeatureSelectionConverter : JsonConverter<FeatureSelection>
{
    public override FeatureSelection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() == FeatureSelection.Everything)
        {
            return FeatureSelection.All;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("features: \"all\" or an array of names expected");
        }

        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            names.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("features: a name expected"));
        }

        return new FeatureSelection(names);
    }

    public override void Write(Utf8JsonWriter writer, FeatureSelection value, JsonSerializerOptions options)
    {
        if (value.Names is null)
        {
            writer.WriteStringValue(FeatureSelection.Everything);
            return;
        }

        writer.WriteStartArray();
        foreach (string name in value.Names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}

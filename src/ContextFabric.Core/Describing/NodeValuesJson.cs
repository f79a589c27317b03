using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ContextFabric.Describing;

/// <summary>Writes nodes with their values twice: under <c>features</c>, and side by side with the fixed properties.</summary>
public sealed class NodeValuesJson : JsonConverter<NodeValues>
{
    private static readonly string[] s_fixed = ["node", "type", "text", "section_ref", "features", "edges"];
    private static readonly FeatureValueJson s_values = new();

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the form is for readers of answers.</exception>
    public override NodeValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("Nodes with values are written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NodeValues value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteNumber("node", value.Node);
        writer.WriteString("type", value.Type);
        foreach ((string name, FeatureValue found) in value.Features)
        {
            if (!s_fixed.Contains(name))
            {
                writer.WritePropertyName(name);
                s_values.Write(writer, found, options);
            }
        }

        writer.WriteString("text", value.Text);
        if (value.SectionRef is not null)
        {
            writer.WriteString("section_ref", value.SectionRef);
        }

        writer.WriteStartObject("features");
        foreach ((string name, FeatureValue found) in value.Features)
        {
            writer.WritePropertyName(name);
            s_values.Write(writer, found, options);
        }

        writer.WriteEndObject();
        if (value.Edges is not null)
        {
            writer.WritePropertyName("edges");
            JsonSerializer.Serialize(writer, value.Edges, (JsonTypeInfo<IReadOnlyDictionary<string, NodeEdges>>)DescribingJson.Instance.GetTypeInfo(typeof(IReadOnlyDictionary<string, NodeEdges>))!);
        }

        writer.WriteEndObject();
    }
}

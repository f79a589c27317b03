using System.Text.Encodings.Web;
using System.Text.Json;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>The JSON form of results and of findings, for all formats that use it.</summary>
internal sealed class ResultJson(MemberReader members)
{
    /// <summary>Letters of all scripts stay as they are, since the output is never part of a web page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a result as an object.</summary>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<int> nodes)
    {
        json.WriteStartObject();
        json.WriteStartArray("nodes");
        foreach (int node in nodes)
        {
            json.WriteNumberValue(node);
        }

        json.WriteEndArray();
        json.WriteStartArray("members");
        for (int atom = 0; atom < nodes.Length; atom++)
        {
            Write(json, members.Read(atom, nodes[atom]));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes findings about a template as an array.</summary>
    public static void Write(Utf8JsonWriter json, string property, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartArray(property);
        foreach (Diagnostic finding in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", NameOf(finding.Severity));
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteNumber("length", finding.Length);
            json.WriteString("message", finding.Message);
            WriteOptional(json, "found", finding.Found);
            WriteOptional(json, "expected", finding.Expected);
            json.WriteStartArray("suggestions");
            foreach (string suggestion in finding.Suggestions)
            {
                json.WriteStringValue(suggestion);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteNumber("node", member.Node);
        json.WriteString("type", member.Type);
        json.WriteString("section", member.Section);
        json.WriteString("text", member.Text);
        json.WriteStartObject("features");
        for (int i = 0; i < members.Features.Count; i++)
        {
            json.WritePropertyName(members.Features[i]);
            Write(json, member.Values[i]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FeatureValue value)
    {
        if (value.IsNone)
        {
            json.WriteNullValue();
        }
        else if (value.IsNumber)
        {
            json.WriteNumberValue(value.Number);
        }
        else
        {
            json.WriteStringValue(value.Text);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string property, string? value)
    {
        if (value is not null)
        {
            json.WriteString(property, value);
        }
    }

    private static string NameOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}

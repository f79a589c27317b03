using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContextFabric.Cli.Sharing;

namespace ContextFabric.Cli.Output;

/// <summary>Every type that <c>--json</c> prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SharingReport))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>The context that writes letters of all scripts as they are: the output is UTF-8, never part of a web page.</summary>
    public static CliJson Instance { get; } = new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContextFabric.Bench.Sharing;

/// <summary>The report as JSON, on the screen and in the folder of a run.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SharingReport))]
[JsonSerializable(typeof(SharingConfiguration))]
internal sealed partial class SharingJson : JsonSerializerContext
{
    /// <summary>The context with our settings.</summary>
    public static SharingJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary><c>config.json</c>: what was run.</summary>
/// <param name="RunId">Names the rows of the raw files.</param>
/// <param name="Command">The command line.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Stores">Its files.</param>
/// <param name="StoreBytes">Their length.</param>
/// <param name="Settings">What was to be measured.</param>
/// <param name="Complete">False while it runs, and for ever when it was ended early.</param>
internal sealed record SharingConfiguration(
    string RunId, string Command, string Corpus, IReadOnlyList<string> Stores, long StoreBytes, SharingSettings Settings, bool Complete);

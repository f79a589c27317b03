using System.Text.Json;
using ContextFabric.Testing;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>A recorded search: a template and what the reference is to make of it.</summary>
internal sealed record SearchCase(string Id, string Template, IReadOnlyDictionary<string, IEnumerable<int>> Sets, string? Error)
{
    /// <summary>The corpora with recorded searches, by the name of the recording.</summary>
    public static IReadOnlyDictionary<string, string> Corpora { get; } = new Dictionary<string, string>
    {
        ["lab"] = "searchlab",
        ["banks"] = "banks",
        ["cuc"] = "cuc",
        ["syrnt"] = "syrnt",
        ["n1904"] = "n1904",
    };

    /// <summary>The recorded searches of a corpus; skips the test when there are none.</summary>
    public static IReadOnlyList<SearchCase> Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("oracle", $"search-{name}.json")));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static SearchCase Read(JsonElement entry)
    {
        var sets = new Dictionary<string, IEnumerable<int>>();
        if (entry.TryGetProperty("sets", out JsonElement given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty set in given.EnumerateObject())
            {
                sets[set.Name] = [.. set.Value.EnumerateArray().Select(node => node.GetInt32())];
            }
        }

        string? error = entry.TryGetProperty("expectError", out JsonElement text) ? text.GetString() : null;
        return new SearchCase(entry.GetProperty("id").GetString()!, entry.GetProperty("template").GetString()!, sets, error);
    }
}

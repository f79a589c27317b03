using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContextFabric.Describing;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>Compares answers as JSON. What is added to the expected answer is no difference.</summary>
internal static class JsonComparison
{
    /// <summary>An answer as a client reads it.</summary>
    public static JsonElement ToJson<T>(T answer)
    {
        string text = JsonSerializer.Serialize(answer, (JsonTypeInfo<T>)DescribingJson.Instance.GetTypeInfo(typeof(T))!);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The first difference, or null.</summary>
    /// <param name="expected">What must be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="ignored">Paths that may differ, as in <c>passages[].text</c>.</param>
    public static string? Difference(JsonElement expected, JsonElement actual, params string[] ignored) => Difference(expected, actual, "", "", ignored);

    private static string? Difference(JsonElement expected, JsonElement actual, string path, string pattern, string[] ignored)
    {
        if (ignored.Contains(pattern) || (expected.ValueKind == JsonValueKind.String && expected.GetString() is ['<', .., '>'] placeholder && placeholder.All(c => c is '<' or '>' or '-' || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))))
        {
            return null;
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: expected {expected}, got {actual}";
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    string inner = pattern.Length == 0 ? property.Name : $"{pattern}.{property.Name}";
                    if (!ignored.Contains(inner)
                        && (!actual.TryGetProperty(property.Name, out JsonElement found) ? $"{path}.{property.Name} is missing" : Difference(property.Value, found, $"{path}.{property.Name}", inner, ignored)) is { } difference)
                    {
                        return difference;
                    }
                }

                return null;
            case JsonValueKind.Array:
                if (expected.GetArrayLength() != actual.GetArrayLength())
                {
                    return $"{path}: expected {expected.GetArrayLength()} items, got {actual.GetArrayLength()}";
                }

                for (int i = 0; i < expected.GetArrayLength(); i++)
                {
                    if (Difference(expected[i], actual[i], $"{path}[{i}]", pattern + "[]", ignored) is { } difference)
                    {
                        return difference;
                    }
                }

                return null;
            case JsonValueKind.Number:
                return expected.GetDouble().Equals(actual.GetDouble()) ? null : $"{path}: expected {expected}, got {actual}";
            default:
                return expected.ToString() == actual.ToString() ? null : $"{path}: expected {expected}, got {actual}";
        }
    }
}

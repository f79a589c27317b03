using System.Text.Json;

namespace ContextFabric.Benchmarks.Latency;

/// <summary>A query of a curated list, with the answer and the times of the peers.</summary>
/// <param name="Id">Name within the list.</param>
/// <param name="Category">Kind of query.</param>
/// <param name="Template">The template.</param>
/// <param name="ExpectedCount">Number of results it must have.</param>
/// <param name="PeerMs">Milliseconds of the faster peer; null when none is known.</param>
internal sealed record LatencyQuery(string Id, string Category, string Template, long ExpectedCount, double? PeerMs)
{
    /// <summary>Reads a list: an array of objects with <c>id</c>, <c>category</c>, <c>template</c>, <c>expected_count</c>, <c>reference</c>.</summary>
    /// <exception cref="InvalidDataException">A query lacks something.</exception>
    public static IReadOnlyList<LatencyQuery> ReadAll(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select((query, index) => Read(query, index, path))];
    }

    private static LatencyQuery Read(JsonElement query, int index, string path)
    {
        if (!query.TryGetProperty("template", out JsonElement template) || !query.TryGetProperty("expected_count", out JsonElement count))
        {
            throw new InvalidDataException($"{path}: query {index + 1} has no template or no expected_count; without the right answer its time means nothing");
        }

        double[] peers = query.TryGetProperty("reference", out JsonElement reference)
            ? [.. ((string[])["tf_ms", "cf_ms"]).Select(name => reference.TryGetProperty(name, out JsonElement ms) && ms.ValueKind == JsonValueKind.Number ? ms.GetDouble() : 0).Where(ms => ms > 0)]
            : [];
        return new LatencyQuery(
            query.TryGetProperty("id", out JsonElement id) ? id.GetString()! : $"query {index + 1}",
            query.TryGetProperty("category", out JsonElement category) ? category.GetString()! : "all",
            template.GetString()!,
            count.GetInt64(),
            peers.Length == 0 ? null : peers.Min());
    }
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>Reads and writes query sets: a JSON array of objects, or a folder of templates as <c>.txt</c> files.</summary>
internal static class QueryFile
{
    /// <summary>Category of queries that have none.</summary>
    public const string NoCategory = "all";

    /// <summary>Reads a file or a folder.</summary>
    /// <exception cref="BenchException">It is neither, or something in it is not as expected.</exception>
    public static IReadOnlyList<BenchQuery> Read(string path)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(path);
        }

        if (!File.Exists(path))
        {
            throw new BenchException($"--queries: there is no file or folder {path}");
        }

        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="BenchException">It is no query set.</exception>
    public static IReadOnlyList<BenchQuery> Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new BenchException($"{name}: a JSON array of queries expected");
            }

            BenchQuery[] queries = [.. document.RootElement.EnumerateArray().Select((query, index) => ReadQuery(query, $"{name}: query {index + 1}"))];
            return Check(queries, name);
        }
        catch (JsonException e)
        {
            throw new BenchException($"{name} is no JSON: {e.Message}", e);
        }
    }

    /// <summary>Writes a set as <c>queries.json</c> of a result.</summary>
    public static void Write(string path, IEnumerable<(string Corpus, BenchQuery Query)> queries)
    {
        using FileStream file = File.Create(path);
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach ((string corpus, BenchQuery query) in queries)
            {
                writer.WriteStartObject();
                writer.WriteString("id", query.Id);
                writer.WriteString("corpus", corpus);
                writer.WriteString("category", query.Category);
                writer.WriteString("template", query.Template);
                writer.WriteString("description", query.Description);
                writer.WritePropertyName("expected_count");
                writer.WriteRawValue(query.ExpectedCount?.ToString(CultureInfo.InvariantCulture) ?? "null");
                writer.WriteString("expected_digest", query.ExpectedDigest);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        file.WriteByte((byte)'\n');
    }

    private static BenchQuery[] ReadFolder(string folder)
    {
        BenchQuery[] queries = [.. Directory.EnumerateFiles(folder, "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => new BenchQuery(Path.GetFileNameWithoutExtension(file), NoCategory, File.ReadAllText(file).TrimEnd('\r', '\n')))];
        return Check(queries, folder);
    }

    private static BenchQuery[] Check(BenchQuery[] queries, string name)
    {
        if (queries.Length == 0)
        {
            throw new BenchException($"{name} has no query");
        }

        return queries.CountBy(query => query.Id).FirstOrDefault(entry => entry.Value > 1) is { Key: string twice }
            ? throw new BenchException($"{name}: two queries have the id '{twice}'")
            : queries;
    }

    private static BenchQuery ReadQuery(JsonElement query, string place)
    {
        if (query.ValueKind != JsonValueKind.Object)
        {
            throw new BenchException($"{place} is no JSON object");
        }

        return new BenchQuery(Text(query, "id", place) ?? throw Missing(place, "id"), Text(query, "category", place) ?? NoCategory, Text(query, "template", place) ?? throw Missing(place, "template"))
        {
            ExpectedCount = Count(query, place),
            ExpectedDigest = Text(query, "expected_digest", place),
            Description = Text(query, "description", place),
        };
    }

    private static string? Text(JsonElement query, string name, string place) =>
        !query.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new BenchException($"{place}: '{name}' must be a string");

    private static BigInteger? Count(JsonElement query, string place) =>
        !query.TryGetProperty("expected_count", out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && BigInteger.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger count) ? count
        : throw new BenchException($"{place}: 'expected_count' must be a whole number");

    private static BenchException Missing(string place, string name) => new($"{place} has no '{name}'");
}

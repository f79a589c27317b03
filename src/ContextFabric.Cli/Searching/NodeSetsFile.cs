using System.Text.Json;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// A JSON file with node sets: an object whose values are arrays of node numbers. Whatever is wrong with it is
/// told with the place in the file.
/// </summary>
internal static class NodeSetsFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the sets of a file.</summary>
    /// <exception cref="CliException">It is no such object, or a number is no node.</exception>
    public static IReadOnlyDictionary<string, IEnumerable<int>> Read(string path, int maxNode)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        ReadOnlySpan<byte> json = bytes.AsSpan(start);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return ReadSets(ref reader, json, path, maxNode);
        }
        catch (JsonException e)
        {
            // the reader counts from 0 and adds the place in its own words, which begin at "LineNumber"
            int own = e.Message.IndexOf(" LineNumber", StringComparison.Ordinal);
            throw Failure(path, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, own < 0 ? e.Message : e.Message[..own]);
        }
    }

    private static Dictionary<string, IEnumerable<int>> ReadSets(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path, int maxNode)
    {
        var sets = new Dictionary<string, IEnumerable<int>>(StringComparer.Ordinal);
        _ = reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, json, path, "an object of node sets is expected: {\"name\": [1, 2, 3]}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            var nodes = new List<int>();
            if (!sets.TryAdd(name, nodes))
            {
                throw Failure(ref reader, json, path, $"the set '{name}' stands here twice");
            }

            _ = reader.Read();
            Expect(ref reader, JsonTokenType.StartArray, json, path, $"the set '{name}' must be an array of node numbers");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                nodes.Add(ReadNode(ref reader, json, path, name, maxNode));
            }
        }

        // what follows the object is an error that the reader finds
        _ = reader.Read();
        return sets;
    }

    private static int ReadNode(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path, string name, int maxNode)
    {
        Expect(ref reader, JsonTokenType.Number, json, path, $"the set '{name}' must hold node numbers only");
        return reader.TryGetInt32(out int node) && node >= 1 && node <= maxNode
            ? node
            : throw Failure(ref reader, json, path, $"the set '{name}' holds a number that is no node; nodes are 1 to {Format.Number(maxNode)}");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, ReadOnlySpan<byte> json, string path, string message)
    {
        if (reader.TokenType != expected)
        {
            throw Failure(ref reader, json, path, message);
        }
    }

    private static CliException Failure(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string path, string message)
    {
        ReadOnlySpan<byte> before = json[..(int)reader.TokenStartIndex];
        int line = before.Count((byte)'\n') + 1;
        int column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return Failure(path, line, column, message);
    }

    private static CliException Failure(string path, long line, long column, string message) =>
        new(ExitCode.BadData, $"{path}({line},{column}): {message}");
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContextFabric.Storage;

namespace ContextFabric.Conformance;

/// <summary>Runs a file of recorded answers against a corpus through the public API and reports differences.</summary>
public static class Runner
{
    private const int ShownLength = 600;

    internal static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Runs an object with checks of the API, or a list of searches. Returns the number of failed ones; the last
    /// line of the output is <c>N passed, N failed</c>.
    /// </summary>
    public static int Run(string file, string folder, TextWriter output, Residence residence = Residence.Mapped)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllBytes(file)) ?? throw new JsonException($"{file} is empty.");
        (JsonArray cases, bool isSearch) = root is JsonArray searches ? (searches, true)
            : root["checks"] is JsonArray checks ? (checks, false)
            : throw new JsonException($"{file} has neither a list of searches nor one of checks.");

        // Published corpora are taken as Text-Fabric takes them: what is odd in one feature must not hide the others.
        using Corpus corpus = Corpus.Open(folder, new CorpusOptions { Compile = new CompileOptions { Lenient = true }, Residence = residence });
        var answers = new ApiAnswers(corpus);
        var search = new SearchAnswers(corpus);
        int failed = 0;
        foreach (JsonNode? item in cases)
        {
            JsonObject check = item!.AsObject();
            IReadOnlyList<string> differences = isSearch ? Search(search, check) : Check(answers, check);
            if (differences.Count > 0)
            {
                failed++;
                output.WriteLine(isSearch ? SearchAnswers.NameOf(check) : $"{check["op"]} {check["args"]?.ToJsonString(Plain)}");
                foreach (string difference in differences)
                {
                    output.WriteLine("  " + difference);
                }
            }
        }

        output.WriteLine($"{cases.Count - failed} passed, {failed} failed");
        return failed;
    }

    /// <summary>What is wrong, or what is thrown instead: a request that fails is a difference like any other.</summary>
    private static IReadOnlyList<string> Search(SearchAnswers answers, JsonObject search)
    {
        try
        {
            return answers.Differences(search);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [$"{error.GetType().Name}: {error.Message}"];
        }
    }

    private static string[] Check(ApiAnswers answers, JsonObject check)
    {
        JsonNode? expected = check["expect"];
        JsonNode? got = Answer(answers, check["op"]!.GetValue<string>(), check["args"]!.AsArray());
        return JsonNode.DeepEquals(Normalise(expected), Normalise(got)) ? [] : [$"expected {Show(expected)}", $"got      {Show(got)}"];
    }

    private static JsonNode? Answer(ApiAnswers answers, string operation, JsonArray arguments)
    {
        try
        {
            return answers.Answer(operation, arguments);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
    }

    /// <summary>The same value built by parsing its text, so that numbers of different origin compare by what they say.</summary>
    private static JsonNode? Normalise(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());

    private static string Show(JsonNode? node)
    {
        string text = node is null ? "null" : node.ToJsonString(Plain);
        return text.Length <= ShownLength ? text : text[..ShownLength] + "…";
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContextFabric.Conformance;

/// <summary>Runs a file of recorded answers against a corpus through the public API and reports differences.</summary>
public static class Runner
{
    private const int ShownLength = 600;
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the number of failed checks; the last line of the output is <c>N passed, N failed</c>.</summary>
    public static int Run(string file, string folder, TextWriter output)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllBytes(file)) ?? throw new JsonException($"{file} is empty.");
        if (root is not JsonObject || root["checks"] is not JsonArray checks)
        {
            throw new JsonException($"{file} has no list of checks: files of search answers are not understood yet.");
        }

        // Published corpora are taken as Text-Fabric takes them: what is odd in one feature must not hide the others.
        using Corpus corpus = Corpus.Open(folder, new CorpusOptions { Compile = new CompileOptions { Lenient = true } });
        var answers = new ApiAnswers(corpus);
        int passed = 0;
        int failed = 0;
        foreach (JsonNode? check in checks)
        {
            string operation = check!["op"]!.GetValue<string>();
            JsonArray arguments = check["args"]!.AsArray();
            JsonNode? expected = check["expect"];
            JsonNode? got = Answer(answers, operation, arguments);
            if (JsonNode.DeepEquals(Normalise(expected), Normalise(got)))
            {
                passed++;
                continue;
            }

            failed++;
            output.WriteLine($"{operation} {arguments.ToJsonString(s_plain)}");
            output.WriteLine($"  expected {Show(expected)}");
            output.WriteLine($"  got      {Show(got)}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed;
    }

    /// <summary>The answer, or what is thrown instead: a request that fails is a difference like any other.</summary>
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
        string text = node is null ? "null" : node.ToJsonString(s_plain);
        return text.Length <= ShownLength ? text : text[..ShownLength] + "…";
    }
}

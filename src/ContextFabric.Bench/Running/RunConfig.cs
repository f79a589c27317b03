using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContextFabric.Bench.Running;

/// <summary><c>config.json</c>: what was asked for, and whether it was done.</summary>
internal static class RunConfig
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file; a reader never sees half of it.</summary>
    public static void Write(BenchRun run, IReadOnlyList<IBenchSuite> suites, bool isComplete)
    {
        JsonObject config = Describe(run, suites, isComplete);
        string path = run.Folder.File("config.json");
        string part = path + ".part";
        using (FileStream file = File.Create(part))
        {
            using (var writer = new Utf8JsonWriter(file, s_options))
            {
                config.WriteTo(writer);
            }

            file.WriteByte((byte)'\n');
        }

        File.Move(part, path, overwrite: true);
    }

    private static JsonObject Describe(BenchRun run, IReadOnlyList<IBenchSuite> suites, bool isComplete)
    {
        BenchOptions options = run.Options;
        var described = new JsonObject();
        foreach (IBenchSuite suite in suites)
        {
            var own = new JsonObject();
            suite.Describe(own);
            described[suite.Name] = own;
        }

        return new JsonObject
        {
            ["schema"] = 1,
            ["run_id"] = run.Id,
            ["command"] = run.Command,
            ["command_line"] = options.Anonymize ? null : options.CommandLine,
            ["complete"] = isComplete,
            ["exit_code"] = isComplete ? run.ExitCode : null,
            ["quick"] = options.Quick,
            ["build"] = Machine.ProductInfo.Configuration,
            ["seed"] = options.Seed,
            ["runs"] = options.Runs,
            ["warmup"] = options.WarmUp,
            ["timeout_s"] = options.Timeout.TotalSeconds,
            ["cache"] = options.Cache == CacheChoice.None ? null : options.Cache.ToString().ToLowerInvariant(),
            ["baseline"] = run.Subjects.Baseline,
            ["aa"] = options.AddCopy,
            ["max_noise_pct"] = options.MaxNoise,
            ["pin"] = options.Processors is null ? null : string.Join(',', options.Processors),
            ["runtime_config"] = Array(options.RuntimeConfig),
            ["subjects"] = new JsonArray([.. run.Subjects.All.Select(subject => (JsonNode)new JsonObject
            {
                ["name"] = subject.Name,
                ["peer"] = subject.IsPeer,
                ["command"] = options.Anonymize ? null : string.Join(' ', subject.Command),
            })]),
            ["corpora"] = new JsonArray([.. run.Corpora.Select(corpus => (JsonNode)new JsonObject
            {
                ["name"] = corpus.Name,
                ["path"] = options.Anonymize ? null : corpus.Folder ?? corpus.Store,
                ["source_bytes"] = corpus.SourceBytes,
            })]),
            ["suites"] = described,
            ["warnings"] = Array(run.Warnings),
        };
    }

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}

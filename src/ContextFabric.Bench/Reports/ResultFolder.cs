using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContextFabric.Bench.Reports;

/// <summary>The files of a run, as far as they are there.</summary>
internal sealed class ResultFolder
{
    private static readonly string[] s_tables = ["compile", "load", "open", "memory", "share", "latency", "scale", "verdicts"];
    private readonly Dictionary<string, CsvFile> _tables = [];
    private readonly List<string> _problems = [];

    private ResultFolder(string path)
    {
        Path = path;
        foreach (string name in s_tables)
        {
            if (CsvFile.Read(System.IO.Path.Combine(path, name + ".csv")) is { } table)
            {
                _tables[name] = table;
                if (table.BrokenRows > 0)
                {
                    _problems.Add($"{table.Name}: {table.BrokenRows} rows have another number of cells than the heading and are left out");
                }
            }
        }

        Config = ReadJson("config.json");
        Environment = ReadJson("environment.json");
        Corpora = Ordered("corpora", row => row.Corpus);
        Subjects = Ordered("subjects", row => row.Subject);
        Baseline = Text(Config, "baseline") ?? (Subjects.Contains("heap") ? "heap" : Subjects.Count > 0 ? Subjects[^1] : string.Empty);
        Seed = (int?)Number(Config, "seed") ?? 1;
    }

    public string Path { get; }

    /// <summary>Null where it is missing or no JSON object.</summary>
    public JsonObject? Config { get; }

    public JsonObject? Environment { get; }

    /// <summary>In the order of the run (by size); those that only rows name come last.</summary>
    public IReadOnlyList<string> Corpora { get; }

    /// <summary>Those that the run was asked for; without a configuration all. Synthetic corpora of growing size are not among them.</summary>
    public IEnumerable<string> NamedCorpora => Config?["corpora"] is JsonArray { Count: > 0 } named ? Corpora.Take(named.Count) : Corpora;

    public IReadOnlyList<string> Subjects { get; }

    /// <summary>The subject that the others are compared with.</summary>
    public string Baseline { get; }

    /// <summary>Of the run; resampling uses it too.</summary>
    public int Seed { get; }

    /// <summary>Files that cannot be read, or in part only.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Names of the files that a complete run may have and this one has not.</summary>
    public IEnumerable<string> Missing => ((string[])["config.json", "environment.json"]).Where(f => !File.Exists(System.IO.Path.Combine(Path, f)))
        .Concat(s_tables.Where(t => t != "open" && !_tables.ContainsKey(t)).Select(t => t + ".csv"));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It has none of the files of a run.</exception>
    public static ResultFolder Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"there is no folder {path}");
        }

        var folder = new ResultFolder(path);
        return folder._tables.Count > 0 || folder.Config is not null
            ? folder
            : throw new InvalidDataException($"{path} holds no results: neither config.json nor one of {string.Join(", ", s_tables.Select(t => t + ".csv"))}");
    }

    /// <summary>The rows of a raw file; none when it is missing.</summary>
    public IReadOnlyList<CsvRow> Rows(string table) => _tables.TryGetValue(table, out CsvFile? file) ? file.Rows : [];

    public bool Has(string table) => Rows(table).Count > 0;

    /// <summary>The command that made the results.</summary>
    public string? CommandLine => Text(Config, "command_line") ?? (Text(Config, "command") is { } command
        ? command.Contains(' ', StringComparison.Ordinal) ? command : $"cfabric bench {command}"
        : null);

    public bool IsQuick => Text(Config, "quick") == "true";

    public bool IsIncomplete => Text(Config, "complete") == "false";

    public bool IsDebug => (Text(Config, "build") ?? string.Empty).Contains("debug", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a field as text, whatever its kind; null where it is missing or null.</summary>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> path) => Find(node, path) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonNode other => other.ToJsonString(),
    };

    public static double? Number(JsonNode? node, params ReadOnlySpan<string> path) =>
        Find(node, path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            node = node is JsonObject thing && thing.TryGetPropertyValue(name, out JsonNode? inner) ? inner : null;
        }

        return node;
    }

    private JsonObject? ReadJson(string name)
    {
        string path = System.IO.Path.Combine(Path, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("an object was expected");
        }
        catch (JsonException e)
        {
            _problems.Add($"{name} cannot be read: {e.Message}");
            return null;
        }
    }

    private List<string> Ordered(string field, Func<CsvRow, string> name)
    {
        List<string> names = [];
        if (Config?[field] is JsonArray listed)
        {
            names.AddRange(listed.Select(n => n is JsonObject ? Text(n, "name") : Text(n)).OfType<string>());
        }

        names.AddRange(s_tables.SelectMany(Rows).Select(name).Where(n => n.Length > 0));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}

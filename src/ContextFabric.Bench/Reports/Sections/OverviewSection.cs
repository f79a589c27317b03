using System.Text.Json.Nodes;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>What was run and on what, and at the end of the report all settings in full.</summary>
internal static class OverviewSection
{
    private const int LongestValue = 200;

    public static ReportSection Build(ReportContext context)
    {
        ResultFolder folder = context.Folder;
        List<IReadOnlyList<string>> rows = [];
        void Row(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                rows.Add([name, value]);
            }
        }

        JsonObject? e = folder.Environment;
        Row("corpora", string.Join(", ", folder.Corpora.Select(c => Named(folder, c))));
        Row("subjects", string.Join(", ", folder.Subjects.Select(s => s == folder.Baseline ? $"{s} (baseline)" : s)));
        Row("blocks, warm-up blocks", Joined(ResultFolder.Text(folder.Config, "runs") ?? "usual number", ResultFolder.Text(folder.Config, "warmup")));
        Row("seed", ResultFolder.Text(folder.Config, "seed"));
        Row("time", ResultFolder.Text(e, "timestamp"));
        Row("processor", Joined(ResultFolder.Text(e, "hardware", "cpu_model"), Counted(ResultFolder.Text(e, "hardware", "cpu_threads"), "threads")));
        Row("memory", ResultFolder.Number(e, "memory", "total") is { } total ? $"{Words.Of(total / (1 << 30))} GiB" : Counted(ResultFolder.Text(e, "hardware", "ram_total_gb"), "GB"));
        Row("system", Joined(ResultFolder.Text(e, "os_name"), ResultFolder.Text(e, "os_version"), ResultFolder.Text(e, "kernel"), ResultFolder.Text(e, "architecture")));
        Row("software", Joined(Counted(ResultFolder.Text(e, "software", "product_version"), "(product)"), ResultFolder.Text(e, "software", "runtime_version"), ResultFolder.Text(folder.Config, "build")));
        List<ReportBlock> blocks = [];
        if (rows.Count > 0)
        {
            blocks.Add(new ReportTable("The run and the machine; all settings stand at the end", ["", ""], rows));
        }

        string[] missing = [.. folder.Missing];
        if (missing.Length > 0)
        {
            blocks.Add(new Paragraph($"Not in the folder, so not in this report: {string.Join(", ", missing.Select(m => $"`{m}`"))}."));
        }

        foreach (string problem in folder.Problems)
        {
            blocks.Add(new Paragraph($"Problem: {problem}."));
        }

        blocks.AddRange(context.MadeBy());
        return new ReportSection("What was run, and on what", blocks);
    }

    /// <summary>Both JSON files as tables; null when there are none.</summary>
    public static ReportSection? Settings(ReportContext context)
    {
        List<ReportBlock> blocks = [];
        foreach ((string file, JsonObject? json) in ((string, JsonObject?)[])[("config.json", context.Folder.Config), ("environment.json", context.Folder.Environment)])
        {
            if (json is not null)
            {
                List<IReadOnlyList<string>> rows = [];
                Flatten(json, string.Empty, rows);
                blocks.Add(new ReportTable(file, ["field", "value"], rows));
            }
        }

        return blocks.Count == 0 ? null : new ReportSection("All settings", blocks);
    }

    private static void Flatten(JsonNode? node, string path, List<IReadOnlyList<string>> rows)
    {
        switch (node)
        {
            case JsonObject thing:
                foreach ((string name, JsonNode? value) in thing)
                {
                    Flatten(value, path.Length == 0 ? name : $"{path}.{name}", rows);
                }

                break;
            case JsonArray list when list.Any(n => n is JsonObject or JsonArray):
                for (int i = 0; i < list.Count; i++)
                {
                    Flatten(list[i], $"{path}[{i}]", rows);
                }

                break;
            case JsonArray list:
                rows.Add([path, Short(string.Join(", ", list.Select(n => ResultFolder.Text(n))))]);
                break;
            case null:
                break;
            default:
                rows.Add([path, Short(ResultFolder.Text(node) ?? string.Empty)]);
                break;
        }
    }

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string Named(ResultFolder folder, string corpus)
    {
        JsonNode? found = (folder.Config?["corpora"] as JsonArray)?.FirstOrDefault(c => ResultFolder.Text(c, "name") == corpus);
        return ResultFolder.Number(found, "source_bytes") is { } bytes ? $"{corpus} ({Words.Of(bytes / (1 << 20))} MiB of source)" : corpus;
    }

    private static string? Counted(string? value, string unit) => value is null ? null : $"{value} {unit}";

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests.Bench;

/// <summary>The folder that a benchmark wrote.</summary>
internal sealed class BenchResult(string folder)
{
    public string Folder => folder;

    /// <summary>Runs a benchmark into a new folder.</summary>
    public static async Task<(CliResult Result, BenchResult Files)> RunAsync(CliFixture cli, params string[] arguments)
    {
        var files = new BenchResult(Path.Combine(cli.NewFolder(), "results"));
        return (await cli.RunAsync(["bench", .. arguments, "--output", files.Folder]), files);
    }

    /// <summary>The rows of a raw file by the names of their columns; none when there is no such file.</summary>
    public IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        string path = Path.Combine(folder, file);
        List<List<string>> lines = File.Exists(path) ? Parse(ReadShared(path)) : [];
        return [.. lines.Skip(1).Select(line =>
        {
            Assert.Equal(lines[0].Count, line.Count);
            return lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        })];
    }

    /// <summary>A number in a row; null for an empty cell.</summary>
    public static double? Number(Dictionary<string, string> row, string column) =>
        row[column].Length == 0 ? null : double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary><c>config.json</c>.</summary>
    public JsonElement Config()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        return document.RootElement.Clone();
    }

    /// <summary>Scratch folders that are still there.</summary>
    public string[] Scratch() => Directory.Exists(folder) ? Directory.GetDirectories(folder, "scratch-*") : [];

    /// <summary>Names, sizes and times of everything in a folder, to see whether somebody wrote there.</summary>
    public static string[] Listing(string path) => [.. new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(entry => FormattableString.Invariant($"{entry.FullName} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc.Ticks}"))
        .Order(StringComparer.Ordinal)];

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static List<List<string>> Parse(string text)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        var cell = new StringBuilder();
        bool inQuotes = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (inQuotes && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(c);
                i++;
            }
            else if (c == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (!inQuotes && c is ',' or '\n')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    lines.Add(line);
                    line = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        return lines;
    }
}

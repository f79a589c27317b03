using System.Diagnostics;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests;

/// <summary>A folder with a copy of the showcase corpus, to run benchmarks in.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public BenchFolder()
    {
        string sources = RepositoryFiles.Locate("corpora/showcase/tf");
        foreach (string file in Directory.EnumerateFiles(sources, "*.tf"))
        {
            _folder.Write(Path.Combine("showcase", Path.GetFileName(file)), File.ReadAllBytes(file));
        }
    }

    public string Root => _folder.Path;

    public string Corpus => _folder["showcase"];

    public string Results => _folder["results"];

    /// <summary>Options for a short run without warm-up.</summary>
    public BenchOptions Options => new()
    {
        Corpora = [Corpus],
        Subjects = [WorkerSession.Mapped],
        Runs = 1,
        WarmUp = 0,
        Output = Results,
        Work = _folder["work"],
        Self = ChildCommands.Self,
        Formats = [],
    };

    /// <summary>Writes a query set.</summary>
    public string Queries(string json) => _folder.Write("queries.json", json);

    /// <summary>Runs a benchmark.</summary>
    public static Task<BenchOutcome> RunAsync(IBenchSuite suite, BenchOptions options, List<string>? progress = null) =>
        BenchRunner.RunAsync(suite.Name, [suite], options, progress is null ? null : progress.Add, TestContext.Current.CancellationToken);

    /// <summary>Rows of a raw file, by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        string path = Path.Combine(Results, file);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return [];
        }

        string[] lines = ReadLines(path);
        if (lines.Length == 0)
        {
            return [];
        }

        string[] names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => (IReadOnlyDictionary<string, string>)names.Zip(Split(line)).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>Waits until no process is left whose command line has this text.</summary>
    public static async Task<bool> IsGoneAsync(string text)
    {
        for (int i = 0; i < 100; i++)
        {
            if (!Commands().Any(command => command.Contains(text, StringComparison.Ordinal)))
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    public void Dispose() => _folder.Dispose();

    // another process may be writing: its last line may be half a line
    private static string[] ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Commands()
    {
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                string command;
                try
                {
                    command = File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ');
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    continue;
                }

                yield return command;
            }
        }
    }

    // good enough for what these tests write: no line breaks in cells
    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}

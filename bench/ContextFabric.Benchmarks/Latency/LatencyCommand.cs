using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContextFabric.Storage.Memory;
using Spectre.Console;
using SpectreText = Spectre.Console.Text;

namespace ContextFabric.Benchmarks.Latency;

/// <summary><c>search --queries FILE --corpus FOLDER</c>: latency of the queries of a curated list.</summary>
internal static class LatencyCommand
{
    private const int DefaultRounds = 5;
    private const int PlainWidth = 200;

    public const string Name = "search";

    public static Command Create()
    {
        var queries = new Option<string>("--queries") { Description = "JSON array of {id, category, template, expected_count, reference: {tf_ms, cf_ms}}", Required = true };
        var corpus = new Option<string>("--corpus") { Description = "Folder of .tf files, or a store", Required = true };
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds, after two to warm up", DefaultValueFactory = _ => DefaultRounds };
        var baseline = new Option<string?>("--baseline") { Description = "Raw CSV of an earlier run, to compare with" };
        var folder = new Option<string?>("--out") { Description = "Folder for the raw samples (CSV) and the summary (Markdown)" };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds must be at least 1");
            }
        });
        var command = new Command(Name, "Latency of search: all results, count, first page; a query with a wrong answer is not timed");
        foreach (Option option in (Option[])[queries, corpus, rounds, baseline, folder])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            try
            {
                return Run(
                    parsed.GetValue(queries)!,
                    parsed.GetValue(corpus)!,
                    parsed.GetValue(rounds),
                    parsed.GetValue(baseline),
                    parsed.GetValue(folder));
            }
            catch (Exception e) when (e is InvalidDataException or JsonException or IOException)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static int Run(string queryFile, string corpusPath, int rounds, string? baselineFile, string? folder)
    {
        IReadOnlyList<LatencyQuery> queries = LatencyQuery.ReadAll(queryFile);
        IReadOnlyList<LatencySample>? baseline = baselineFile is null ? null : LatencyCsv.Read(baselineFile);
        using (Corpus.Open(corpusPath))
        {
            // compiles what is missing, and the code that opens
        }

        long begin = Stopwatch.GetTimestamp();
        using Corpus corpus = Corpus.Open(corpusPath);
        double openMs = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        string memoryBefore = PrivateMemory();
        var runner = new LatencyRunner(corpus, rounds);
        var wrong = new List<(LatencyQuery Query, string Problem)>();
        var right = new List<LatencyQuery>();
        var samples = new List<LatencySample>();
        foreach (LatencyQuery query in queries)
        {
            if (runner.Check(query, out LatencySample first) is { } problem)
            {
                wrong.Add((query, problem));
            }
            else
            {
                right.Add(query);
                samples.Add(first);
            }
        }

        samples.AddRange(runner.Run(right, (round, all) => Console.Error.WriteLine($"round {round} of {all}")));
        var summary = new LatencySummary(LatencyResult.Of(right, samples, baseline), wrong,
        [
            ("rounds", rounds.ToString(CultureInfo.InvariantCulture)),
            ("open, second time in the process", FormattableString.Invariant($"{openMs:0.00} ms")),
            ("private memory before the first query", memoryBefore),
            ("private memory after the last query", PrivateMemory()),
        ]);
        Print(summary);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            string name = Path.GetFileNameWithoutExtension(queryFile);
            LatencyCsv.Write(Path.Combine(folder, $"{name}.csv"), samples);
            File.WriteAllText(Path.Combine(folder, $"{name}.md"), summary.ToMarkdown($"Search latency, {name}"));
        }

        return wrong.Count == 0 ? 0 : 1;
    }

    private static void Print(LatencySummary summary)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = PlainWidth;
        }

        Print(LatencySummary.QueryHeadings, summary.Queries);
        Print(LatencySummary.CategoryHeadings, summary.Categories);
        Print(["", ""], summary.Totals.Select(t => new[] { t.Name, t.Value }));
        if (summary.Wrong.Count > 0)
        {
            AnsiConsole.WriteLine("Wrong answers, not timed:");
            Print(LatencySummary.WrongHeadings, summary.Wrong);
        }
    }

    private static void Print(string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string heading in headings)
        {
            bool isNumber = heading.Contains("ms", StringComparison.Ordinal) || heading.Contains('×', StringComparison.Ordinal) || heading is "results" or "queries";
            table.AddColumn(new TableColumn(new SpectreText(heading)) { NoWrap = true, Alignment = isNumber ? Justify.Right : Justify.Left });
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new SpectreText(cell)));
        }

        AnsiConsole.Write(table);
    }

    // what this process has to itself; pages of the corpus are among it while nobody else maps them, so the part
    // that is no file is told apart. Collected first, because what is thrown away is no need
    private static string PrivateMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ProcessMemory.Read(Environment.ProcessId) is { } memory
            ? FormattableString.Invariant($"{memory.Uss / 1e6:0.0} MB, without files {memory.Anonymous / 1e6:0.0} MB")
            : "not known on this system";
    }
}

using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>What the parts of a report share: the raw rows, the numbers found so far, what the reader must be warned of.</summary>
internal sealed class ReportContext(ResultFolder folder)
{
    private readonly List<string> _warnings = [];
    private readonly HashSet<(string, string, string)> _wrong = WrongAnswers(folder);

    public ResultFolder Folder { get; } = folder;

    public Summary Summary { get; } = new(folder.Seed);

    public IReadOnlyList<string> Warnings => _warnings;

    public void Warn(string text)
    {
        if (!_warnings.Contains(text))
        {
            _warnings.Add(text);
        }
    }

    /// <summary>The rows of a raw file that numbers may be taken from; the others are counted.</summary>
    public List<CsvRow> UsableRows(string table)
    {
        List<CsvRow> usable = [];
        foreach (CsvRow row in Folder.Rows(table))
        {
            string? reason = Reason(row);
            if (reason is null)
            {
                usable.Add(row);
            }
            else
            {
                Summary.Exclude(table + ".csv", reason);
            }
        }

        return usable;
    }

    /// <summary>Names of corpora, in their order, that rows have.</summary>
    public IEnumerable<string> CorporaOf(IReadOnlyCollection<CsvRow> rows) => Folder.Corpora.Where(c => rows.Any(r => r.Corpus == c));

    public IEnumerable<string> SubjectsOf(IReadOnlyCollection<CsvRow> rows) => Folder.Subjects.Where(s => rows.Any(r => r.Subject == s));

    /// <summary>The command that the results come from, to stand below what it made.</summary>
    public IEnumerable<ReportBlock> MadeBy() => Folder.CommandLine is { } command ? [new CommandLine(command)] : [];

    /// <summary>Readings of a column; rows without one do not count.</summary>
    public static Sample? SampleOf(IEnumerable<CsvRow> rows, string column) => Sample.OrNull(rows.Select(r => r.Number(column)).OfType<double>());

    /// <summary>States of the page cache in rows, in words.</summary>
    public static string CacheOf(IEnumerable<CsvRow> rows)
    {
        string[] states = [.. rows.Select(r => r.CacheState).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return states.Length == 0 ? "state of the page cache not recorded" : "page cache " + string.Join(" and ", states);
    }

    /// <summary>Pairs the blocks of a subject with those of the baseline and divides: baseline / subject.</summary>
    public static List<double> PairedRatios(IEnumerable<CsvRow> baseline, IEnumerable<CsvRow> subject, string column)
    {
        Dictionary<(string, string), double> others = MedianByBlock(subject, column);
        return [.. MedianByBlock(baseline, column).Where(b => b.Value > 0 && others.GetValueOrDefault(b.Key) > 0).Select(b => b.Value / others[b.Key])];
    }

    public static Dictionary<(string Run, string Block), double> MedianByBlock(IEnumerable<CsvRow> rows, string column) => rows
        .Where(r => r.Number(column) is not null)
        .GroupBy(r => r.Block)
        .ToDictionary(g => g.Key, g => Sample.Of(g.Select(r => r.Number(column)!.Value)).Median);

    private string? Reason(CsvRow row)
    {
        if (row.Verdict.Length > 0 && !Verdict.IsTimed(row.Verdict))
        {
            return "verdict " + row.Verdict;
        }

        if (row["swapped"] is "true" or "1" or "True")
        {
            return "swapped";
        }

        return row["query_id"].Length > 0 && _wrong.Contains((row.Corpus, row["query_id"], row.Subject)) ? "wrong or failed according to verdicts.csv" : null;
    }

    // A query is verified once; all its times stand or fall with that.
    private static HashSet<(string, string, string)> WrongAnswers(ResultFolder folder) =>
    [
        .. folder.Rows("verdicts").Where(r => r["query_id"].Length > 0 && r.Verdict.Length > 0 && !Verdict.IsTimed(r.Verdict))
            .Select(r => (r.Corpus, r["query_id"], r.Subject)),
    ];
}

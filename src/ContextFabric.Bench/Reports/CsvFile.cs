using System.Globalization;
using System.Text;

namespace ContextFabric.Bench.Reports;

/// <summary>A CSV file that was read: RFC 4180, UTF-8, a heading with the names of the columns.</summary>
internal sealed class CsvFile
{
    private readonly Dictionary<string, int> _columns;

    private CsvFile(string name, Dictionary<string, int> columns, List<CsvRow> rows, int broken)
    {
        Name = name;
        _columns = columns;
        Rows = rows;
        BrokenRows = broken;
        foreach (CsvRow row in rows)
        {
            row.File = this;
        }
    }

    /// <summary>Name without folder.</summary>
    public string Name { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Rows left out because they have another number of cells than the heading: the end of a run that was killed.</summary>
    public int BrokenRows { get; }

    /// <summary>Reads a file; null when it does not exist or is empty.</summary>
    /// <exception cref="InvalidDataException">A column stands twice in the heading.</exception>
    public static CsvFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        List<string[]> records = Split(File.ReadAllText(path));
        if (records.Count == 0)
        {
            return null;
        }

        Dictionary<string, int> columns = [];
        for (int i = 0; i < records[0].Length; i++)
        {
            if (!columns.TryAdd(records[0][i], i))
            {
                throw new InvalidDataException($"{path}(1): the column '{records[0][i]}' stands twice");
            }
        }

        List<CsvRow> rows = [.. records.Skip(1).Where(r => r.Length == records[0].Length).Select(r => new CsvRow(r))];
        return new CsvFile(Path.GetFileName(path), columns, rows, records.Count - 1 - rows.Count);
    }

    internal int IndexOf(string column) => _columns.GetValueOrDefault(column, -1);

    private static List<string[]> Split(string text)
    {
        List<string[]> records = [];
        List<string> cells = [];
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                EndCell();
            }
            else if (c == '\n')
            {
                EndRecord();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            EndRecord();
        }

        return records;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndRecord()
        {
            EndCell();
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                records.Add([.. cells]);
            }

            cells.Clear();
        }
    }
}

/// <summary>A row of a <see cref="CsvFile"/>.</summary>
internal sealed class CsvRow(string[] cells)
{
    internal CsvFile File { get; set; } = null!;

    /// <summary>The cell of a column; empty where there is no such column.</summary>
    public string this[string column] => File.IndexOf(column) is >= 0 and int i ? cells[i] : string.Empty;

    public string Corpus => this["corpus"];

    public string Subject => this["subject"];

    public string Mode => this["mode"];

    public string Verdict => this["verdict"];

    public string CacheState => this["cache_state"];

    /// <summary>Tells the blocks of all runs in the folder apart.</summary>
    public (string Run, string Block) Block => (this["run_id"], this["block"]);

    /// <summary>The number in a cell; null for what was not measured, or is no finite number.</summary>
    public double? Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}

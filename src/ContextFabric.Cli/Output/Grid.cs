namespace ContextFabric.Cli.Output;

/// <summary>A table: columns with headings, rows of cells. A heading that starts with <c>&gt;</c> aligns right.</summary>
internal sealed class Grid(params string[] headings)
{
    private readonly List<Cell[]> _rows = [];

    public IReadOnlyList<string> Headings { get; } = [.. headings.Select(h => h.TrimStart('>'))];

    public IReadOnlyList<bool> AlignsRight { get; } = [.. headings.Select(h => h.StartsWith('>'))];

    public IReadOnlyList<Cell[]> Rows => _rows;

    /// <summary>Widths of the columns at least; null = as the cells need. For plain output that continues a table.</summary>
    public IReadOnlyList<int>? MinimumWidths { get; init; }

    /// <summary>False for plain output that continues a table.</summary>
    public bool HasHeadings { get; init; } = true;

    /// <summary>Widths of the columns in plain output.</summary>
    public int[] Widths() => [.. Enumerable.Range(0, Headings.Count).Select(c => Math.Max(
        Math.Max(MinimumWidths?[c] ?? 0, HasHeadings ? TextWidth.Of(Headings[c]) : 0),
        Rows.Select(row => TextWidth.Of(row[c].Text)).DefaultIfEmpty().Max()))];

    public Grid Add(params Cell[] cells)
    {
        _rows.Add(cells);
        return this;
    }
}

namespace ContextFabric.Cli.Output;

/// <summary>A table: columns with headings, rows of cells. A heading that starts with <c>&gt;</c> aligns right.</summary>
internal sealed class Grid(params string[] headings)
{
    private readonly List<Cell[]> _rows = [];

    public IReadOnlyList<string> Headings { get; } = [.. headings.Select(h => h.TrimStart('>'))];

    public IReadOnlyList<bool> AlignsRight { get; } = [.. headings.Select(h => h.StartsWith('>'))];

    public IReadOnlyList<Cell[]> Rows => _rows;

    public Grid Add(params Cell[] cells)
    {
        _rows.Add(cells);
        return this;
    }
}

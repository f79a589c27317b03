using ContextFabric.Cli.Commands;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// A table for people: number, section of the first member, then of each atom the node, its text and the features.
/// Written in blocks, so that a long list is not kept in memory.
/// </summary>
internal sealed class TableResults(CliOutput output, MemberReader members) : IResultWriter
{
    /// <summary>Rows that are aligned together.</summary>
    public const int BlockSize = 500;

    private SearchHeader _header = new(string.Empty, [], []);
    private Grid _grid = new();
    private long _count;

    public void Begin(SearchHeader header)
    {
        _header = header;
        _grid = NewGrid(null);
    }

    public void Write(ReadOnlySpan<int> nodes)
    {
        if (_grid.Rows.Count == BlockSize)
        {
            output.Table(_grid);
            _grid = NewGrid(_grid);
        }

        var cells = new List<Cell> { new(Format.Number(++_count), Tone.Muted), members.Read(0, nodes[0]).Section };
        for (int atom = 0; atom < nodes.Length; atom++)
        {
            Member member = members.Read(atom, nodes[atom]);
            cells.Add(new Cell($"{member.Type} {Format.Number(member.Node)}", Tone.Accent));
            cells.Add(member.Text);
            cells.AddRange(member.Values.Select(value => value.IsNone ? string.Empty : FeaturesCommand.Visible(value.ToString())));
        }

        _grid.Add([.. cells]);
    }

    public void End(SearchOutcome outcome)
    {
        if (_grid.Rows.Count > 0)
        {
            output.Table(_grid);
        }

        output.Line(ResultSummary.Of(outcome), Tone.Muted);
    }

    public void Dispose()
    {
    }

    // plain output goes on in the same columns; a terminal gets a new table
    private Grid NewGrid(Grid? before) => new([.. Headings()])
    {
        MinimumWidths = before?.Widths(),
        HasHeadings = before is null,
    };

    private IEnumerable<string> Headings()
    {
        yield return ">#";
        yield return "section";
        foreach (SearchAtom atom in _header.Atoms)
        {
            yield return atom.Name is null ? atom.Type : $"{atom.Name}:{atom.Type}";
            yield return "text";
            foreach (string feature in members.Features)
            {
                yield return feature;
            }
        }
    }
}

using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// A line per result: section, what stands before, the hit, what stands after; hits stand below each other. Text
/// written from right to left keeps its logical order, which terminals turn round.
/// </summary>
internal sealed class KwicResults(CliOutput output, KwicReader reader) : IResultWriter
{
    private const int SectionWidth = 24;
    private const int LeastContext = 12;
    private const string Gap = "  ";
    private readonly List<KwicLine> _lines = [];

    public void Begin(SearchHeader header)
    {
    }

    public void Write(ReadOnlySpan<int> nodes)
    {
        _lines.Add(reader.Read(nodes));
        if (_lines.Count == TableResults.BlockSize)
        {
            Print();
        }
    }

    public void End(SearchOutcome outcome)
    {
        Print();
        output.Line(ResultSummary.Of(outcome), Tone.Muted);
    }

    public void Dispose()
    {
    }

    private void Print()
    {
        int section = _lines.Select(line => Math.Min(SectionWidth, TextWidth.Of(line.Section))).DefaultIfEmpty().Max();
        int hit = _lines.Select(line => line.HitWidth).DefaultIfEmpty().Max();
        int context = Math.Max(LeastContext, (output.Width - section - hit - (3 * Gap.Length)) / 2);
        foreach (KwicLine line in _lines)
        {
            output.Line(
            [
                new Cell(TextWidth.Pad(TextWidth.CutEnd(line.Section, section), section, left: false) + Gap, Tone.Muted),
                TextWidth.Pad(TextWidth.CutStart(line.Before, context), context, left: true) + Gap,
                .. line.Hit,
                new string(' ', hit - line.HitWidth) + Gap,
                TextWidth.CutEnd(line.After, context),
            ]);
        }

        _lines.Clear();
    }
}

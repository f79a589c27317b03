using ScottPlot;
using SkiaSharp;

namespace ContextFabric.Bench.Charts;

/// <summary>What a sign in the chart means.</summary>
/// <param name="Text">The meaning.</param>
/// <param name="Sign">How it looks.</param>
/// <param name="Index">Colour, hatch, marker and dash.</param>
internal readonly record struct LegendEntry(string Text, LegendSign Sign, int Index);

internal enum LegendSign
{
    Patch,
    Marker,
    MarkedLine,
    Reference,
    Tick,
    Whisker,
}

/// <summary>Title, legend and the label of the upright axis, one below the other above the data, so that nothing covers data.</summary>
internal sealed class ChartHead(string title, string upright, IReadOnlyList<LegendEntry> legend, float width) : ChartPanel(Edge.Top)
{
    public const float Inset = 14;
    private const float SignWidth = 30;
    private const float MarkerWidth = 20;
    private const float Gap = 18;
    private const float TitleLine = 22;
    private const float LegendLine = 21;

    public override float Measure(Paint paint) =>
        Inset - 2 + (Wrap(title, paint).Count * TitleLine) + (Rows(paint).Count * LegendLine) + (legend.Count > 0 ? 6 : 2) + (upright.Length > 0 ? 22 : 6);

    public override void Render(RenderPack rp, float size, float offset)
    {
        SKCanvas canvas = rp.Canvas;
        float y = Inset - 2 + (TitleLine / 2);
        foreach (string line in Wrap(title, rp.Paint))
        {
            ChartInk.Text(canvas, rp.Paint, ChartInk.Label(line, ChartInk.TitleSize, bold: true), Inset, y, Alignment.MiddleLeft);
            y += TitleLine;
        }

        y += 2;
        foreach (List<LegendEntry> row in Rows(rp.Paint))
        {
            float x = Inset;
            foreach (LegendEntry entry in row)
            {
                Sign(canvas, rp.Paint, entry, x, y);
                ChartInk.Text(canvas, rp.Paint, ChartInk.Label(entry.Text, ChartInk.SmallSize), x + SignOf(entry), y, Alignment.MiddleLeft);
                x += WidthOf(entry, rp.Paint) + Gap;
            }

            y += LegendLine;
        }

        if (upright.Length > 0)
        {
            ChartInk.Text(canvas, rp.Paint, ChartInk.Label(upright, ChartInk.SmallSize, color: ChartInk.Muted), Inset, rp.DataRect.Top - 14, Alignment.MiddleLeft);
        }
    }

    private static float SignOf(LegendEntry entry) => entry.Sign == LegendSign.Marker ? MarkerWidth : SignWidth;

    private static float WidthOf(LegendEntry entry, Paint paint) => SignOf(entry) + ChartInk.WidthOf(entry.Text, paint, ChartInk.SmallSize);

    private static void Sign(SKCanvas canvas, Paint paint, LegendEntry entry, float x, float y)
    {
        Color color = ChartInk.ColorOf(entry.Index);
        float right = x + SignOf(entry) - 8;
        float middle = (x + right) / 2;
        switch (entry.Sign)
        {
            case LegendSign.Patch:
                ChartInk.Patch(canvas, paint, new PixelRect(x, right, y + 7, y - 7), entry.Index);
                break;
            case LegendSign.Marker:
                ChartInk.Marker(canvas, paint, middle, y, entry.Index);
                break;
            case LegendSign.MarkedLine:
                ChartInk.Line(canvas, paint, x, y, right, y, color, 2);
                ChartInk.Marker(canvas, paint, middle, y, entry.Index);
                break;
            case LegendSign.Reference:
                ChartInk.Line(canvas, paint, x, y, right, y, ChartInk.ColorOf(entry.Index), 1.5f, ChartInk.Fine);
                break;
            case LegendSign.Tick:
                ChartInk.Line(canvas, paint, x + 3, y, right - 3, y, ChartInk.Ink, 2.5f);
                break;
            default:
                ChartInk.Whisker(canvas, paint, new Pixel(x + 2, y), new Pixel(right - 2, y), ChartInk.Ink);
                break;
        }
    }

    private List<List<LegendEntry>> Rows(Paint paint)
    {
        List<List<LegendEntry>> rows = [];
        float x = float.MaxValue;
        foreach (LegendEntry entry in legend)
        {
            float needed = WidthOf(entry, paint);
            if (x + needed > width - Inset)
            {
                rows.Add([]);
                x = Inset;
            }

            rows[^1].Add(entry);
            x += needed + Gap;
        }

        return rows;
    }

    private List<string> Wrap(string text, Paint paint)
    {
        List<string> lines = [string.Empty];
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
            if (lines[^1].Length == 0 || ChartInk.WidthOf(longer, paint, ChartInk.TitleSize, bold: true) <= width - (2 * Inset))
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}

using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>A text beside a row or below a column.</summary>
/// <param name="At">Place on the axis of the categories.</param>
/// <param name="Text">The name.</param>
/// <param name="IsGroup">Stands above others: bold, and below columns one line lower.</param>
internal readonly record struct CategoryLabel(double At, string Text, bool IsGroup);

/// <summary>Names of rows (at the left), of columns (below), or values of rows (at the right).</summary>
internal sealed class CategoryPanel(Edge edge, IReadOnlyList<CategoryLabel> labels, float textSize) : ChartPanel(edge)
{
    private const float Gap = 9;
    private const float Longest = 330;

    public override float Measure(Paint paint)
    {
        if (Edge == Edge.Bottom)
        {
            return Gap + 20 + (labels.Any(l => l.IsGroup) ? 21 : 0);
        }

        return labels.Count == 0 ? Gap
            : Math.Min(Longest, labels.Max(l => ChartInk.WidthOf(l.Text, paint, textSize, l.IsGroup))) + Gap + (Edge == Edge.Left ? ChartHead.Inset : Gap);
    }

    public override void Render(RenderPack rp, float size, float offset)
    {
        foreach (CategoryLabel label in labels)
        {
            var style = ChartInk.Label(Shortened(label, rp.Paint), textSize, label.IsGroup, Edge == Edge.Right ? ChartInk.Muted : ChartInk.Ink);
            if (Edge == Edge.Bottom)
            {
                float x = rp.Plot.Axes.Bottom.GetPixel(label.At, rp.DataRect);
                ChartInk.Text(rp.Canvas, rp.Paint, style, x, rp.DataRect.Bottom + Gap + (label.IsGroup ? 30 : 8), Alignment.MiddleCenter);
                continue;
            }

            float y = rp.Plot.Axes.Left.GetPixel(label.At, rp.DataRect);
            bool left = Edge == Edge.Left;
            bool heading = left && label.IsGroup;
            ChartInk.Text(
                rp.Canvas, rp.Paint, style, heading ? ChartHead.Inset : left ? rp.DataRect.Left - Gap : rp.DataRect.Right + Gap, y,
                heading || !left ? Alignment.MiddleLeft : Alignment.MiddleRight);
        }
    }

    private string Shortened(CategoryLabel label, Paint paint)
    {
        string text = label.Text;
        if (Edge == Edge.Bottom)
        {
            return text;
        }

        for (int keep = text.Length - 1; keep > 8 && ChartInk.WidthOf(text, paint, textSize, label.IsGroup) > Longest; keep--)
        {
            text = label.Text[..keep] + "…";
        }

        return text;
    }
}

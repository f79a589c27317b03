using ScottPlot;
using ScottPlot.TickGenerators;

namespace ContextFabric.Bench.Charts;

/// <summary>A chart ready to be drawn.</summary>
internal sealed record DrawnChart(Plot Plot, int Width, int Height);

/// <summary>What all charts have around their data.</summary>
internal static class ChartFrame
{
    public const int Width = 760;
    private const float AxisHeight = 28;
    private const float AxisLabelHeight = 20;

    /// <summary>A plot with a head and without anything else.</summary>
    public static Plot Begin(Chart chart, string upright, IReadOnlyList<LegendEntry> legend, float width, out float headHeight)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = ChartInk.Paper;
        plot.DataBackground.Color = ChartInk.Paper;
        plot.Axes.Title.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        plot.HideLegend();
        plot.HideGrid();
        var head = new ChartHead(chart.Title, upright, legend, width);
        using Paint paint = Paint.NewDisposablePaint();
        headHeight = head.Measure(paint);
        plot.Axes.AddPanel(head);
        foreach (IAxis axis in (ReadOnlySpan<IAxis>)[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.TickLabelStyle = ChartInk.Label(string.Empty, ChartInk.SmallSize, color: ChartInk.Muted);
            axis.MajorTickStyle.Color = ChartInk.Muted;
            axis.MajorTickStyle.Length = 5;
            axis.MinorTickStyle.Color = ChartInk.GridLine.Darken(0.25);
            axis.MinorTickStyle.Length = 3;
            axis.FrameLineStyle.Color = ChartInk.Muted;
        }

        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperCenter;
        plot.Axes.Left.TickLabelStyle.Alignment = Alignment.MiddleRight;
        return plot;
    }

    /// <summary>Ticks, and lines across the data at them. The axis must have its range.</summary>
    public static void Scale(Plot plot, IAxis axis, List<Tick> ticks)
    {
        axis.TickGenerator = new NumericManual([.. ticks]);
        bool across = axis.Edge == Edge.Bottom;
        plot.PlottableList.Add(new ChartLayer((rp, _) =>
        {
            foreach (Tick tick in ticks)
            {
                float at = axis.GetPixel(tick.Position, rp.DataRect);
                if (tick.IsMajor && across)
                {
                    ChartInk.Line(rp.Canvas, rp.Paint, at, rp.DataRect.Bottom, at, rp.DataRect.Top, ChartInk.GridLine);
                }
                else if (tick.IsMajor)
                {
                    ChartInk.Line(rp.Canvas, rp.Paint, rp.DataRect.Left, at, rp.DataRect.Right, at, ChartInk.GridLine);
                }
            }
        }));
    }

    /// <summary>The label below the lower axis.</summary>
    public static void LabelBelow(Plot plot, string text)
    {
        plot.Axes.Bottom.Label.Text = text;
        plot.Axes.Bottom.Label.FontName = ChartInk.Family ?? Fonts.Default;
        plot.Axes.Bottom.Label.FontSize = ChartInk.SmallSize;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Bottom.Label.ForeColor = ChartInk.Muted;
        plot.Axes.Bottom.MinimumSize = AxisHeight + AxisLabelHeight;
        plot.Axes.Bottom.MaximumSize = AxisHeight + AxisLabelHeight;
    }

    /// <summary>Height of the strip of <see cref="LabelBelow"/>.</summary>
    public static float BelowHeight => AxisHeight + AxisLabelHeight;

    public static void Add(this Plot plot, Action<RenderPack, IAxes> draw) => plot.PlottableList.Add(new ChartLayer(draw));
}

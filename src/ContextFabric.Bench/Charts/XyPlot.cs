using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Draws an <see cref="XyChart"/>.</summary>
internal static class XyPlot
{
    private const float Area = 340;
    private const float SquareArea = 520;

    public static DrawnChart Draw(XyChart chart)
    {
        List<LegendEntry> legend = [.. chart.Series.Select((s, i) => new LegendEntry(s.Name, SignOf(s.Style), i))];
        if (chart.Series.Any(s => s.Points.Any(p => p.Low is not null)) && chart.SpreadName.Length > 0)
        {
            legend.Add(new LegendEntry(chart.SpreadName, LegendSign.Whisker, 0));
        }

        Plot plot = ChartFrame.Begin(chart, chart.ValueLabel, legend, ChartFrame.Width, out float head);
        (double left, double right) = Range(chart.Series.SelectMany(s => s.Points).Select(p => p.X), chart.LogArgument, fromZero: false);
        IEnumerable<double> values = chart.Series.SelectMany(s => s.Points).SelectMany(p => (double[])[p.Y, p.Low ?? p.Y, p.High ?? p.Y]);
        (double bottom, double top) = Range(values, chart.LogValue, fromZero: true);
        if (chart.Diagonal)
        {
            (left, bottom) = (Math.Min(left, bottom), Math.Min(left, bottom));
            (right, top) = (Math.Max(right, top), Math.Max(right, top));
        }

        plot.Axes.SetLimits(left, right, bottom, top);
        ChartFrame.LabelBelow(plot, chart.ArgumentLabel);
        ChartFrame.Scale(plot, plot.Axes.Bottom, chart.LogArgument ? Ticks.Logarithmic(left, right) : Ticks.Linear(left, right));
        ChartFrame.Scale(plot, plot.Axes.Left, chart.LogValue ? Ticks.Logarithmic(bottom, top) : Ticks.Linear(bottom, top));
        plot.Axes.Right.IsVisible = true;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = ChartHead.Inset + 6;
        if (chart.Diagonal)
        {
            plot.Add((rp, axes) =>
            {
                Pixel from = axes.GetPixel(new Coordinates(left, left));
                Pixel to = axes.GetPixel(new Coordinates(right, right));
                ChartInk.Line(rp.Canvas, rp.Paint, from.X, from.Y, to.X, to.Y, ChartInk.Muted, 1.5f, ChartInk.Fine);
            });
        }

        plot.Add((rp, axes) => DrawSeries(rp, axes, chart));
        return new DrawnChart(plot, ChartFrame.Width, (int)(head + (chart.Diagonal ? SquareArea : Area) + ChartFrame.BelowHeight));
    }

    private static LegendSign SignOf(XyStyle style) => style switch
    {
        XyStyle.Points => LegendSign.Marker,
        XyStyle.Dashed => LegendSign.Reference,
        _ => LegendSign.MarkedLine,
    };

    private static (double Low, double High) Range(IEnumerable<double> values, bool log, bool fromZero)
    {
        double[] shown = [.. values.Where(v => double.IsFinite(v) && (!log || v > 0)).Select(v => log ? Math.Log10(v) : v)];
        if (shown.Length == 0)
        {
            return (0, 1);
        }

        double low = shown.Min();
        double high = shown.Max();
        if (!log && low >= 0 && (fromZero || low < 0.3 * high))
        {
            // Room for the marker of a point at 0 across; upright, lines begin at the axis.
            double top = high == 0 ? 1 : high * 1.06;
            return (low == 0 && !fromZero ? -0.02 * top : 0, top);
        }

        double pad = high > low ? (high - low) * 0.05 : Math.Max(0.1, Math.Abs(high) * 0.1);
        return (low - pad, high + pad);
    }

    private static void DrawSeries(RenderPack rp, IAxes axes, XyChart chart)
    {
        Pixel At(double x, double y) => axes.GetPixel(new Coordinates(chart.LogArgument ? Math.Log10(x) : x, chart.LogValue ? Math.Log10(y) : y));
        bool Shown(XyPoint p) => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!chart.LogArgument || p.X > 0) && (!chart.LogValue || p.Y > 0);
        for (int s = 0; s < chart.Series.Count; s++)
        {
            XySeries series = chart.Series[s];
            Color color = ChartInk.ColorOf(s);
            XyPoint[] points = [.. series.Points.Where(Shown)];
            Pixel[] pixels = [.. points.Select(p => At(p.X, p.Y))];
            if (series.Style != XyStyle.Points && pixels.Length > 1)
            {
                bool measured = series.Style != XyStyle.Dashed;
                ChartInk.Lines(
                    rp.Canvas, rp.Paint, series.Style == XyStyle.Steps ? Stairs(pixels) : pixels, color, measured ? 2.2f : 1.5f,
                    measured ? DashPattern.Solid : ChartInk.Fine);
            }

            for (int i = 0; i < points.Length; i++)
            {
                if (points[i].Low is { } low && points[i].High is { } high && (!chart.LogValue || low > 0))
                {
                    ChartInk.Whisker(rp.Canvas, rp.Paint, At(points[i].X, low), At(points[i].X, high), color);
                }

                // Stairs have a point at each step; a few markers suffice to tell them apart.
                if (series.Style is XyStyle.LineAndPoints or XyStyle.Points || (series.Style == XyStyle.Steps && (i + s) % Math.Max(1, points.Length / 8) == 0))
                {
                    ChartInk.Marker(rp.Canvas, rp.Paint, pixels[i].X, pixels[i].Y, s, points.Length > 60 ? 7 : 8.5f);
                }
            }
        }
    }

    private static List<Pixel> Stairs(Pixel[] pixels)
    {
        List<Pixel> stairs = [pixels[0]];
        for (int i = 1; i < pixels.Length; i++)
        {
            stairs.Add(new Pixel(pixels[i].X, pixels[i - 1].Y));
            stairs.Add(pixels[i]);
        }

        return stairs;
    }
}

using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Draws a <see cref="BarChart"/>: columns while their names fit below them, else rows.</summary>
internal static class BarPlot
{
    private const double GroupGap = 0.7;
    private const double BarShare = 0.68;
    private const float ColumnArea = 320;
    private const float RowHeight = 27;

    public static DrawnChart Draw(BarChart chart)
    {
        using Paint paint = Paint.NewDisposablePaint();
        bool grouped = chart.Bars.Any(b => b.Group.Length > 0);
        float slot = (ChartFrame.Width - 90f) / Math.Max(1, chart.Bars.Count);
        bool columns = slot >= 34
            && chart.Bars.All(b => ChartInk.WidthOf(b.Label, paint, ChartInk.SmallSize) <= slot - 6)
            && chart.Bars.All(b => ChartInk.WidthOf(Ticks.Value(b.Values.Sum()), paint, ChartInk.SmallSize) <= slot - 2)
            && GroupsOf(chart).All(g => ChartInk.WidthOf(g.Name, paint, ChartInk.SmallSize, bold: true) <= g.Count * slot);
        return columns ? Columns(chart, grouped) : Rows(chart, grouped);
    }

    private static List<LegendEntry> Legend(BarChart chart)
    {
        List<LegendEntry> entries = chart.Parts.Count > 1 ? [.. chart.Parts.Select((p, i) => new LegendEntry(p, LegendSign.Patch, i))] : [];
        if (chart.Bars.Any(b => b.Mark is not null) && chart.MarkName.Length > 0)
        {
            entries.Add(new LegendEntry(chart.MarkName, LegendSign.Tick, 0));
        }

        if (chart.Bars.Any(b => b.Low is not null) && chart.SpreadName.Length > 0)
        {
            entries.Add(new LegendEntry(chart.SpreadName, LegendSign.Whisker, 0));
        }

        return entries;
    }

    private static List<(string Name, int Count)> GroupsOf(BarChart chart)
    {
        List<(string Name, int Count)> groups = [];
        foreach (Bar bar in chart.Bars)
        {
            if (groups.Count > 0 && groups[^1].Name == bar.Group)
            {
                groups[^1] = (bar.Group, groups[^1].Count + 1);
            }
            else
            {
                groups.Add((bar.Group, 1));
            }
        }

        return groups;
    }

    private static double Highest(BarChart chart) =>
        chart.Bars.Count == 0 ? 1 : Math.Max(1e-9, chart.Bars.Max(b => Math.Max(b.Values.Sum(), Math.Max(b.High ?? 0, b.Mark ?? 0))));

    private static double Lowest(BarChart chart) => Math.Min(0, chart.Bars.Count == 0 ? 0 : chart.Bars.Min(b => Math.Min(b.Values.Sum(), b.Low ?? 0)));

    private static DrawnChart Columns(BarChart chart, bool grouped)
    {
        Plot plot = ChartFrame.Begin(chart, chart.ValueLabel, Legend(chart), ChartFrame.Width, out float head);
        List<CategoryLabel> labels = [];
        double[] places = new double[chart.Bars.Count];
        double at = 0;
        int next = 0;
        foreach ((string name, int count) in GroupsOf(chart))
        {
            at += next > 0 && grouped ? GroupGap : 0;
            double first = at;
            for (int i = 0; i < count; i++, next++, at++)
            {
                places[next] = at;
                labels.Add(new CategoryLabel(at, chart.Bars[next].Label, IsGroup: false));
            }

            if (name.Length > 0)
            {
                labels.Add(new CategoryLabel((first + at - 1) / 2, name, IsGroup: true));
            }
        }

        var panel = new CategoryPanel(Edge.Bottom, labels, ChartInk.SmallSize);
        using Paint paint = Paint.NewDisposablePaint();
        float below = panel.Measure(paint);
        plot.Axes.Bottom.IsVisible = false;
        plot.Axes.AddPanel(panel);
        plot.Axes.Right.IsVisible = true;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = ChartHead.Inset;

        // A single bar as wide as the chart would shout.
        double wanting = Math.Max(0, 4 - at) / 2;
        double top = Highest(chart) * 1.1;
        plot.Axes.SetLimits(-0.7 - wanting, at - 0.3 + wanting, Lowest(chart) * 1.1, top);
        ChartFrame.Scale(plot, plot.Axes.Left, Ticks.Linear(Lowest(chart) * 1.1, top));
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Add((rp, axes) => DrawBars(rp, axes, chart, places, upright: true));
        return new DrawnChart(plot, ChartFrame.Width, (int)(head + ColumnArea + below + 6));
    }

    private static DrawnChart Rows(BarChart chart, bool grouped)
    {
        Plot plot = ChartFrame.Begin(chart, string.Empty, Legend(chart), ChartFrame.Width, out float head);
        List<CategoryLabel> labels = [];
        double[] places = new double[chart.Bars.Count];
        double at = 0;
        int next = 0;
        foreach ((string name, int count) in GroupsOf(chart))
        {
            if (name.Length > 0)
            {
                at += next > 0 ? 0.3 : 0;
                labels.Add(new CategoryLabel(-at, name, IsGroup: true));
                at++;
            }

            for (int i = 0; i < count; i++, next++, at++)
            {
                places[next] = -at;
                labels.Add(new CategoryLabel(-at, chart.Bars[next].Label, IsGroup: false));
            }
        }

        plot.Axes.Left.IsVisible = false;
        plot.Axes.AddPanel(new CategoryPanel(Edge.Left, labels, ChartInk.SmallSize));
        plot.Axes.AddPanel(new CategoryPanel(Edge.Right, [], ChartInk.SmallSize));
        double high = Highest(chart) * 1.13;
        plot.Axes.SetLimits(Lowest(chart) * 1.1, high, -at + 0.4, 0.6);
        ChartFrame.LabelBelow(plot, chart.ValueLabel);
        ChartFrame.Scale(plot, plot.Axes.Bottom, Ticks.Linear(Lowest(chart) * 1.1, high));
        plot.Axes.Bottom.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Add((rp, axes) => DrawBars(rp, axes, chart, places, upright: false));
        return new DrawnChart(plot, ChartFrame.Width, (int)(head + (at * RowHeight) + ChartFrame.BelowHeight + 4));
    }

    private static void DrawBars(RenderPack rp, IAxes axes, BarChart chart, double[] places, bool upright)
    {
        Pixel At(double place, double value) => axes.GetPixel(upright ? new Coordinates(place, value) : new Coordinates(value, place));
        for (int b = 0; b < chart.Bars.Count; b++)
        {
            Bar bar = chart.Bars[b];
            double below = 0;
            for (int p = 0; p < bar.Values.Count; p++)
            {
                Pixel one = At(places[b] - (BarShare / 2), below);
                Pixel other = At(places[b] + (BarShare / 2), below += bar.Values[p]);
                ChartInk.Patch(rp.Canvas, rp.Paint, new PixelRect([one, other]), p);
            }

            Pixel tip = At(places[b], Math.Max(below, bar.High ?? 0));
            LabelStyle label = ChartInk.Label(Ticks.Value(below), ChartInk.SmallSize);
            if (bar.Mark is { } mark)
            {
                Pixel from = At(places[b] - 0.42, mark);
                Pixel to = At(places[b] + 0.42, mark);
                ChartInk.Line(rp.Canvas, rp.Paint, from.X, from.Y, to.X, to.Y, ChartInk.Paper, 5);
                ChartInk.Line(rp.Canvas, rp.Paint, from.X, from.Y, to.X, to.Y, ChartInk.Ink, 2.5f);

                // The label belongs to the bar; it steps beyond the tick only where they would meet.
                float distance = upright ? tip.Y - from.Y : from.X - tip.X;
                float needed = upright ? 22 : label.Measure(rp.Paint).Width + 14;
                tip = distance >= 0 && distance < needed ? (upright ? new Pixel(tip.X, from.Y) : new Pixel(from.X, tip.Y)) : tip;
            }

            if (bar.Low is { } low && bar.High is { } high)
            {
                ChartInk.Whisker(rp.Canvas, rp.Paint, At(places[b], low), At(places[b], high), ChartInk.Paper, 5, 3.5f);
                ChartInk.Whisker(rp.Canvas, rp.Paint, At(places[b], low), At(places[b], high), ChartInk.Ink);
            }

            ChartInk.Text(rp.Canvas, rp.Paint, label, tip.X + (upright ? 0 : 7), tip.Y - (upright ? 11 : 0), upright ? Alignment.MiddleCenter : Alignment.MiddleLeft);
        }

        Pixel zero = At(0, 0);
        if (upright)
        {
            ChartInk.Line(rp.Canvas, rp.Paint, rp.DataRect.Left, zero.Y, rp.DataRect.Right, zero.Y, ChartInk.Muted, 1.2f);
        }
        else
        {
            ChartInk.Line(rp.Canvas, rp.Paint, zero.X, rp.DataRect.Top, zero.X, rp.DataRect.Bottom, ChartInk.Muted, 1.2f);
        }
    }
}

using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Draws an <see cref="IntervalChart"/>: one line of text per label, its series one below the other.</summary>
internal static class IntervalPlot
{
    /// <summary>Above this number of rows they stand close, without their values.</summary>
    private const int ManyRows = 45;

    public static DrawnChart Draw(IntervalChart chart)
    {
        List<string> series = [.. chart.Rows.Select(r => r.Series).Distinct()];
        List<LegendEntry> legend = series.Count > 1 ? [.. series.Select((s, i) => new LegendEntry(s, LegendSign.Marker, i))] : [];
        if (chart.Rows.Any(r => r.Low is not null) && chart.SpreadName.Length > 0)
        {
            legend.Add(new LegendEntry(chart.SpreadName, LegendSign.Whisker, 0));
        }

        bool many = chart.Rows.Count > ManyRows;
        float textSize = many ? 10.5f : ChartInk.SmallSize;
        Plot plot = ChartFrame.Begin(chart, string.Empty, legend, ChartFrame.Width, out float head);
        (List<CategoryLabel> labels, List<CategoryLabel> values, double[] places, double height) = Place(chart);
        plot.Axes.Left.IsVisible = false;
        plot.Axes.AddPanel(new CategoryPanel(Edge.Left, labels, textSize));
        plot.Axes.AddPanel(new CategoryPanel(Edge.Right, many ? [] : values, textSize));

        (double low, double high) = Range(chart);
        plot.Axes.SetLimits(low, high, -height + 0.5, 0.5);
        ChartFrame.LabelBelow(plot, chart.ValueLabel);
        plot.Add((rp, axes) => DrawBands(rp, axes, labels));
        ChartFrame.Scale(plot, plot.Axes.Bottom, chart.LogValue ? Ticks.Logarithmic(low, high) : Ticks.Linear(low, high));
        plot.Add((rp, axes) => DrawRows(rp, axes, chart, series, places));
        float rowHeight = many ? 14 : 24;
        return new DrawnChart(plot, ChartFrame.Width, (int)(head + Math.Max(60, height * rowHeight) + ChartFrame.BelowHeight));
    }

    private static (List<CategoryLabel> Labels, List<CategoryLabel> Values, double[] Places, double Height) Place(IntervalChart chart)
    {
        List<CategoryLabel> labels = [];
        List<CategoryLabel> values = [];
        double[] places = new double[chart.Rows.Count];
        double at = 0;
        for (int start = 0, end; start < places.Length; start = end)
        {
            for (end = start; end < places.Length && chart.Rows[end].Label == chart.Rows[start].Label; end++)
            {
                places[end] = -(at + (0.8 * (end - start)));
                IntervalRow row = chart.Rows[end];
                string spread = row.Low is { } low && row.High is { } high ? $" ({Ticks.Value(low)}–{Ticks.Value(high)})" : string.Empty;
                values.Add(new CategoryLabel(places[end], Ticks.Value(row.Value) + spread, IsGroup: false));
            }

            labels.Add(new CategoryLabel((places[start] + places[end - 1]) / 2, chart.Rows[start].Label, IsGroup: false));
            at += 1 + (0.8 * (end - start - 1)) + (end - start > 1 ? 0.25 : 0);
        }

        return (labels, values, places, at);
    }

    private static (double Low, double High) Range(IntervalChart chart)
    {
        double[] all =
        [
            .. chart.Rows.SelectMany(r => (double[])[r.Value, r.Low ?? r.Value, r.High ?? r.Value])
                .Append(chart.Reference ?? double.NaN)
                .Where(v => double.IsFinite(v) && (!chart.LogValue || v > 0))
                .Select(v => chart.LogValue ? Math.Log10(v) : v),
        ];
        if (all.Length == 0)
        {
            return (0, 1);
        }

        double low = all.Min();
        double high = all.Max();
        double pad = high > low ? (high - low) * 0.05 : 0.1;
        return (!chart.LogValue && low >= 0 && low < 0.5 * high ? 0 : low - pad, high + pad);
    }

    private static void DrawBands(RenderPack rp, IAxes axes, List<CategoryLabel> labels)
    {
        for (int i = 0; i < labels.Count; i += 2)
        {
            double above = i == 0 ? 0.5 : (labels[i].At + labels[i - 1].At) / 2;
            double below = i == labels.Count - 1 ? axes.YAxis.Min : (labels[i].At + labels[i + 1].At) / 2;
            float top = axes.GetPixelY(above);
            float bottom = axes.GetPixelY(below);
            ChartInk.Fill(rp.Canvas, rp.Paint, new PixelRect(rp.DataRect.Left, rp.DataRect.Right, bottom, top), ChartInk.Band);
        }
    }

    private static void DrawRows(RenderPack rp, IAxes axes, IntervalChart chart, List<string> series, double[] places)
    {
        float X(double value) => axes.GetPixelX(chart.LogValue ? Math.Log10(value) : value);
        if (chart.Reference is { } reference)
        {
            ChartInk.Line(rp.Canvas, rp.Paint, X(reference), rp.DataRect.Top, X(reference), rp.DataRect.Bottom, ChartInk.Ink, 1.5f, ChartInk.Fine);
        }

        for (int i = 0; i < places.Length; i++)
        {
            IntervalRow row = chart.Rows[i];
            int index = series.IndexOf(row.Series);
            float y = axes.GetPixelY(places[i]);
            if (row.Low is { } low && row.High is { } high && (!chart.LogValue || low > 0))
            {
                ChartInk.Whisker(rp.Canvas, rp.Paint, new Pixel(X(low), y), new Pixel(X(high), y), ChartInk.ColorOf(index), 3.5f);
            }

            if (!chart.LogValue || row.Value > 0)
            {
                ChartInk.Marker(rp.Canvas, rp.Paint, X(row.Value), y, index, places.Length > ManyRows ? 6.5f : 8.5f);
            }
        }
    }
}

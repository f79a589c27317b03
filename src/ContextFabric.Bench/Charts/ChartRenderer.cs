using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Draws charts.</summary>
internal static class ChartRenderer
{
    private const int PngScale = 2;

    /// <summary>Why pictures have no text; null if they have.</summary>
    public static string? TextProblem => ChartInk.Family is null
        ? "no font was found on this machine, so the figures have no text; install a font (DejaVu Sans, say) and make the report again"
        : null;

    /// <summary>An SVG document that may stand in an HTML page with others.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="name">Makes its ids differ from those of the other pictures of the page.</param>
    /// <param name="alternative">Read out instead of the picture.</param>
    public static string Svg(Chart chart, string name, string alternative)
    {
        DrawnChart drawn = Draw(chart);
        return SvgText.ForPage(drawn.Plot.GetSvgXml(drawn.Width, drawn.Height), name, alternative, drawn.Width, drawn.Height);
    }

    /// <summary>A PNG file in twice the size, for sharp text on fine screens.</summary>
    public static byte[] Png(Chart chart)
    {
        DrawnChart drawn = Draw(chart);
        drawn.Plot.ScaleFactor = PngScale;
        return drawn.Plot.GetImageBytes(drawn.Width * PngScale, drawn.Height * PngScale, ImageFormat.Png);
    }

    private static DrawnChart Draw(Chart chart) => chart switch
    {
        BarChart bars => BarPlot.Draw(bars),
        XyChart lines => XyPlot.Draw(lines),
        IntervalChart intervals => IntervalPlot.Draw(intervals),
        _ => throw new ArgumentException($"no way to draw a {chart.GetType().Name}", nameof(chart)),
    };
}

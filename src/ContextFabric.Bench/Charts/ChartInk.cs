using ScottPlot;
using SkiaSharp;

namespace ContextFabric.Bench.Charts;

/// <summary>
/// The look of all charts. What belongs together has one colour of a palette that the colour-blind can tell apart, and
/// always a second sign: a hatch in bars, a marker and a dash on lines.
/// </summary>
internal static class ChartInk
{
    public const float TextSize = 13;
    public const float SmallSize = 12;
    public const float TitleSize = 16;

    public static readonly Color Paper = Colors.White;
    public static readonly Color Ink = new(0x1f, 0x29, 0x33);
    public static readonly Color Muted = new(0x52, 0x5f, 0x6d);
    public static readonly Color GridLine = new(0xe4, 0xe7, 0xeb);
    public static readonly Color Band = new(0xf7, 0xf8, 0xf9);

    /// <summary>Of lines that are no measurement.</summary>
    public static readonly DashPattern Fine = new([6, 4]);

    private static readonly Color[] s_colors =
    [
        new(0x1f, 0x5f, 0xa8), new(0xe0, 0x7b, 0x1a), new(0x1d, 0x91, 0x74), new(0x8a, 0x4f, 0x9e),
        new(0x5a, 0xae, 0xe0), new(0xa8, 0x32, 0x32), new(0x7b, 0x87, 0x94), new(0xc9, 0xa2, 0x00),
    ];

    private static readonly MarkerShape[] s_markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.FilledTriangleDown, MarkerShape.OpenDiamond,
    ];

    // Families that come with the usual systems, good ones first.
    private static readonly string[] s_families =
        ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Open Sans", "Liberation Sans", "Arial", "DejaVu Sans"];

    private static readonly Lazy<string?> s_family = new(FindFamily);

    /// <summary>The family that texts are set in; null if this machine has none.</summary>
    public static string? Family => s_family.Value;

    public static Color ColorOf(int index) => s_colors[index % s_colors.Length];

    /// <summary>The marker of a series; one round of colours later the shapes are shifted, so that no pair comes twice soon.</summary>
    public static MarkerShape MarkerOf(int index) => s_markers[(index + (index / s_colors.Length)) % s_markers.Length];

    public static LabelStyle Label(string text, float size = TextSize, bool bold = false, Color? color = null) => new()
    {
        Text = text,
        FontName = Family ?? Fonts.Default,
        FontSize = size,
        Bold = bold,
        ForeColor = color ?? Ink,
        Alignment = Alignment.MiddleLeft,
    };

    /// <summary>Width of a text in pixels.</summary>
    public static float WidthOf(string text, Paint paint, float size = TextSize, bool bold = false) =>
        text.Length == 0 ? 0 : Label(text, size, bold).Measure(text, paint).Width;

    public static void Text(SKCanvas canvas, Paint paint, LabelStyle label, float x, float y, Alignment alignment)
    {
        // The middle of the letters is meant, not that of the line with its descenders.
        label.Alignment = alignment;
        label.Render(canvas, new Pixel(x, y + (label.FontSize * 0.06f)), paint, false);
    }

    public static void Line(SKCanvas canvas, Paint paint, float x1, float y1, float x2, float y2, Color color, float width = 1, DashPattern? dashes = null) =>
        Lines(canvas, paint, [new Pixel(x1, y1), new Pixel(x2, y2)], color, width, dashes);

    /// <summary>A line through points.</summary>
    public static void Lines(SKCanvas canvas, Paint paint, IReadOnlyList<Pixel> points, Color color, float width, DashPattern? dashes = null)
    {
        using SKPath path = (dashes ?? DashPattern.Solid).Along(points);
        Drawing.DrawLines(canvas, paint, path, new LineStyle(width, color));
    }

    public static void Fill(SKCanvas canvas, Paint paint, PixelRect rect, Color color) =>
        Drawing.FillRectangle(canvas, rect, paint, new FillStyle { Color = color });

    /// <summary>A rectangle in the colour and hatch of a part. Hatches are drawn line by line: shaders become pictures in SVG.</summary>
    public static void Patch(SKCanvas canvas, Paint paint, PixelRect rect, int index)
    {
        if (rect.Width < 0.05 || rect.Height < 0.05)
        {
            return;
        }

        Fill(canvas, paint, rect, ColorOf(index));
        Color line = Paper.WithAlpha(0.75);
        const float Step = 7;
        switch (index % 5)
        {
            case 1:
                Diagonals(canvas, paint, rect, line, Step, rising: true);
                break;
            case 2:
                for (float y = rect.Bottom - (Step / 2); y > rect.Top; y -= Step)
                {
                    Line(canvas, paint, rect.Left, y, rect.Right, y, line, 1.5f);
                }

                break;
            case 3:
                Diagonals(canvas, paint, rect, line, Step, rising: false);
                break;
            case 4:
                Diagonals(canvas, paint, rect, line, Step, rising: true);
                Diagonals(canvas, paint, rect, line, Step, rising: false);
                break;
            default:
                break;
        }

        new LineStyle(1, ColorOf(index).Darken(0.25)).Render(canvas, rect, paint, false);
    }

    public static void Marker(SKCanvas canvas, Paint paint, float x, float y, int index, float size = 8) =>
        new MarkerStyle(MarkerOf(index), size * Scale(MarkerOf(index)), ColorOf(index))
        {
            LineWidth = 1.8f,
            LineColor = ColorOf(index),
            OutlineColor = Paper,
            OutlineWidth = 0.8f,
        }.Render(canvas, new Pixel(x, y), paint);

    /// <summary>A line with crossbars at its ends, upright or across.</summary>
    public static void Whisker(SKCanvas canvas, Paint paint, Pixel from, Pixel to, Color color, float cap = 4, float width = 1.5f)
    {
        bool upright = Math.Abs(from.X - to.X) < 0.01;
        Line(canvas, paint, from.X, from.Y, to.X, to.Y, color, width);
        foreach (Pixel end in (ReadOnlySpan<Pixel>)[from, to])
        {
            Line(canvas, paint, end.X - (upright ? cap : 0), end.Y - (upright ? 0 : cap), end.X + (upright ? cap : 0), end.Y + (upright ? 0 : cap), color, width);
        }
    }

    // Triangles and diamonds fill less of their square than circles and squares.
    private static float Scale(MarkerShape shape) => shape switch
    {
        MarkerShape.FilledSquare or MarkerShape.OpenSquare => 0.95f,
        MarkerShape.FilledTriangleUp or MarkerShape.FilledTriangleDown => 1.3f,
        MarkerShape.FilledDiamond or MarkerShape.OpenDiamond => 1.25f,
        _ => 1,
    };

    private static void Diagonals(SKCanvas canvas, Paint paint, PixelRect rect, Color color, float step, bool rising)
    {
        // Lines y = bottom − (x − left − shift), cut to the rectangle; the others are their mirror image.
        for (float shift = step / 2 - rect.Height; shift < rect.Width; shift += step)
        {
            float fromX = Math.Max(0, shift);
            float toX = Math.Min(rect.Width, shift + rect.Height);
            if (toX > fromX)
            {
                float y1 = rect.Bottom - (fromX - shift);
                float y2 = rect.Bottom - (toX - shift);
                Line(canvas, paint, rising ? rect.Left + fromX : rect.Right - fromX, y1, rising ? rect.Left + toX : rect.Right - toX, y2, color, 1.5f);
            }
        }
    }

    private static string? FindFamily()
    {
        string[] found = [.. SKFontManager.Default.FontFamilies];
        return s_families.FirstOrDefault(found.Contains) ?? found.FirstOrDefault();
    }
}

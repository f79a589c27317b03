using ScottPlot;
using SkiaSharp;

namespace ContextFabric.Bench.Charts;

/// <summary>Dashes and gaps in pixels, in turn. They are cut here, since the SVG canvas draws lines with a path effect solid.</summary>
internal sealed class DashPattern(float[] lengths)
{
    public static readonly DashPattern Solid = new([]);

    /// <summary>The dashes of a line through points.</summary>
    public SKPath Along(IReadOnlyList<Pixel> points)
    {
        var path = new SKPath();
        path.MoveTo(points[0].X, points[0].Y);
        if (lengths.Length == 0)
        {
            foreach (Pixel point in points.Skip(1))
            {
                path.LineTo(point.X, point.Y);
            }

            return path;
        }

        int part = 0;
        float left = lengths[0];
        for (int i = 1; i < points.Count; i++)
        {
            (Pixel from, Pixel to) = (points[i - 1], points[i]);
            float whole = MathF.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            float done = 0;
            while (done < whole)
            {
                float step = Math.Min(left, whole - done);
                done += step;
                left -= step;
                float x = from.X + ((to.X - from.X) * done / whole);
                float y = from.Y + ((to.Y - from.Y) * done / whole);
                if (part % 2 == 0)
                {
                    path.LineTo(x, y);
                }
                else
                {
                    path.MoveTo(x, y);
                }

                if (left <= 0)
                {
                    part = (part + 1) % lengths.Length;
                    left = lengths[part];
                }
            }
        }

        return path;
    }
}

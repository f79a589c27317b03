namespace ContextFabric.Bench.Statistics;

/// <summary>A straight line through points by least squares.</summary>
/// <param name="Slope">With its 95 % Student interval (n − 2 degrees); no ends for two points.</param>
/// <param name="Intercept">Value at 0.</param>
/// <param name="RSquared">Share of the variance that the line explains; 1 if the values do not vary.</param>
internal sealed record LinearFit(Estimate Slope, double Intercept, double RSquared)
{
    /// <summary>Fits a line.</summary>
    /// <returns>Null for fewer than two different arguments.</returns>
    public static LinearFit? Of(IReadOnlyList<(double X, double Y)> points)
    {
        int n = points.Count;
        if (n < 2)
        {
            return null;
        }

        double meanX = points.Average(p => p.X);
        double meanY = points.Average(p => p.Y);
        double xx = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        double xy = points.Sum(p => (p.X - meanX) * (p.Y - meanY));
        double yy = points.Sum(p => (p.Y - meanY) * (p.Y - meanY));
        if (xx == 0)
        {
            return null;
        }

        double slope = xy / xx;
        double intercept = meanY - (slope * meanX);
        double rest = points.Sum(p => Math.Pow(p.Y - intercept - (slope * p.X), 2));
        double explained = yy == 0 ? 1 : Math.Clamp(1 - (rest / yy), 0, 1);
        double? half = n > 2 ? StudentT.Quantile(0.975, n - 2) * Math.Sqrt(rest / (n - 2) / xx) : null;
        return new LinearFit(new Estimate(slope, slope - half, slope + half, n), intercept, explained);
    }

    /// <summary>Fits value = c · argument^exponent: the slope of the logarithms is the exponent.</summary>
    /// <returns>Null for fewer than two different arguments. Points that are not above 0 are an error.</returns>
    /// <exception cref="ArgumentException">A coordinate is not above 0.</exception>
    public static LinearFit? OfLogarithms(IReadOnlyList<(double X, double Y)> points)
    {
        foreach ((double x, double y) in points)
        {
            if (!(x > 0 && y > 0))
            {
                throw new ArgumentException($"({x}, {y}) has no logarithm", nameof(points));
            }
        }

        return Of([.. points.Select(p => (Math.Log(p.X), Math.Log(p.Y)))]);
    }

    /// <summary>Value of the line at <paramref name="x"/>. Meant for arguments within the fitted range.</summary>
    public double At(double x) => Intercept + (Slope.Value * x);
}

namespace ContextFabric.Bench.Statistics;

/// <summary>Student's t distribution, computed for any degrees of freedom.</summary>
/// <remarks>
/// P(|T| &gt; t) is the regularised incomplete beta function I_x(ν/2, 1/2) at x = ν/(ν + t²) (NIST Digital Library of
/// Mathematical Functions 8.17 and Abramowitz and Stegun 26.7.1). I is taken from the continued fraction 8.17.22,
/// evaluated from the front, ln Γ from the asymptotic series 5.11.1 after shifting the argument upwards. The quantile
/// is found by halving.
/// </remarks>
internal static class StudentT
{
    /// <summary>The t below which a share of <paramref name="probability"/> lies (0.975 for a 95 % interval).</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double Quantile(double probability, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        if (probability == 0.5)
        {
            return 0;
        }

        if (probability < 0.5)
        {
            return -Quantile(1 - probability, freedom);
        }

        double both = 2 * (1 - probability);
        double low = 0;
        double high = 1;
        while (TwoSided(high, freedom) > both)
        {
            low = high;
            high *= 2;
        }

        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            if (TwoSided(middle, freedom) > both)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>P(|T| &gt; <paramref name="t"/>).</summary>
    public static double TwoSided(double t, double freedom) => IncompleteBeta(freedom / (freedom + (t * t)), freedom / 2, 0.5);

    internal static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        // The fraction converges fast on this side only; the other follows by symmetry.
        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - IncompleteBeta(1 - x, b, a);
        }

        double front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a;
        return front * Fraction(x, a, b);
    }

    internal static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 10)
        {
            shift += Math.Log(x);
            x += 1;
        }

        double i = 1 / x;
        double i2 = i * i;
        double series = i * ((1 / 12.0) - (i2 * ((1 / 360.0) - (i2 * ((1 / 1260.0) - (i2 * ((1 / 1680.0) - (i2 / 1188))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    /// <summary>1/(1 + d₁/(1 + d₂/(1 + …))), each step multiplying the value by the quotient of successive convergents.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double numerator = 1;
        double denominator = 0;
        double value = 1;
        for (int step = 0; step < 1000; step++)
        {
            int m = step / 2;
            double d = step == 0 ? 1
                : step % 2 == 0 ? m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)))
                : -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            denominator = 1 + (d * denominator);
            denominator = 1 / (Math.Abs(denominator) < Tiny ? Tiny : denominator);
            numerator = step == 0 ? 1 / Tiny : 1 + (d / numerator);
            numerator = Math.Abs(numerator) < Tiny ? Tiny : numerator;
            double change = step == 0 ? 1 : numerator * denominator;
            value *= change;
            if (step > 0 && Math.Abs(change - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }
}

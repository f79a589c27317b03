using ContextFabric.Bench.Statistics;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Statistics;

public sealed class LinearFitTests
{
    /// <summary>Worked by hand: means 3 and 4, Sxx 10, Sxy 6, rest 2.4.</summary>
    [Fact]
    public void A_worked_example()
    {
        LinearFit fit = LinearFit.Of([(1, 2), (2, 4), (3, 5), (4, 4), (5, 5)])!;
        Assert.Equal(0.6, fit.Slope.Value, 12);
        Assert.Equal(2.2, fit.Intercept, 12);
        Assert.Equal(0.6, fit.RSquared, 12);
        Assert.Equal(0.6 - (3.182446 * Math.Sqrt(0.8 / 10)), fit.Slope.Low!.Value, 6);
        Assert.Equal(4.0, fit.At(3), 12);
    }

    [Fact]
    public void Two_points_have_a_slope_but_no_interval()
    {
        LinearFit fit = LinearFit.Of([(1, 10), (3, 20)])!;
        Assert.Equal(new Estimate(5, null, null, 2), fit.Slope);
        Assert.Null(LinearFit.Of([(1, 10)]));
        Assert.Null(LinearFit.Of([(1, 10), (1, 20)]));
    }

    [Fact]
    public void A_power_shows_its_exponent() =>
        Gen.Select(Gen.Double[-2, 3], Gen.Double[0.01, 100]).Sample((exponent, factor) =>
        {
            double[] sizes = [1e5, 3e5, 1e6, 3e6, 1e7];
            LinearFit fit = LinearFit.OfLogarithms([.. sizes.Select(s => (s, factor * Math.Pow(s, exponent)))])!;
            Assert.Equal(exponent, fit.Slope.Value, 1e-9);
        });

    [Fact]
    public void No_logarithm_of_nothing() => Assert.Throws<ArgumentException>(() => LinearFit.OfLogarithms([(1, 2), (2, 0)]));

    [Fact]
    public void The_residuals_of_the_line_are_balanced() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Array[3, 20].Sample(pairs =>
        {
            (double X, double Y)[] points = [.. pairs.Select(p => (p.Item1, p.Item2))];
            if (LinearFit.Of(points) is not { } fit)
            {
                return;
            }

            Assert.Equal(0, points.Sum(p => p.Y - fit.At(p.X)), 1e-6);
            Assert.InRange(fit.RSquared, 0, 1);
            Assert.True(fit.Slope.MayBe(fit.Slope.Value));
        });
}

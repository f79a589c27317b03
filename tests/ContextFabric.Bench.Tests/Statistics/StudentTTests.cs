using ContextFabric.Bench.Statistics;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Statistics;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(1, 12.706205)]
    [InlineData(2, 4.302653)]
    [InlineData(4, 2.776445)]
    [InlineData(9, 2.262157)]
    [InlineData(30, 2.042272)]
    [InlineData(1000, 1.962339)]
    [InlineData(1e6, 1.959966)]
    public void Quantiles_are_those_of_the_tables(double freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(0.975, freedom), 6);

    [Fact]
    public void One_degree_is_the_Cauchy_distribution() =>
        Gen.Double[0.001, 0.999].Sample(p =>
        {
            double expected = Math.Tan(Math.PI * (p - 0.5));
            Assert.Equal(expected, StudentT.Quantile(p, 1), 1e-9 * Math.Max(1, Math.Abs(expected)));
        });

    [Fact]
    public void Two_degrees_have_a_closed_form() =>
        Gen.Double[0.001, 0.999].Sample(p =>
        {
            double expected = ((2 * p) - 1) / Math.Sqrt(2 * p * (1 - p));
            Assert.Equal(expected, StudentT.Quantile(p, 2), 1e-9 * Math.Max(1, Math.Abs(expected)));
        });

    [Fact]
    public void A_quantile_is_where_the_tail_begins() =>
        Gen.Select(Gen.Double[0.5001, 0.9999], Gen.Double[0.5, 500]).Sample((p, freedom) =>
            Assert.Equal(2 * (1 - p), StudentT.TwoSided(StudentT.Quantile(p, freedom), freedom), 1e-10));

    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1, 0)]
    [InlineData(6, 4.787491742782046)]
    [InlineData(100, 359.1342053695754)]
    public void Log_gamma(double x, double expected) => Assert.Equal(expected, StudentT.LogGamma(x), 11);
}

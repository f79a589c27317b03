using ContextFabric.Bench.Charts;
using CsCheck;
using ScottPlot;
using Xunit;

namespace ContextFabric.Bench.Tests.Charts;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1120, "0 200 400 600 800 1_000")]
    [InlineData(0, 0.35, "0.00 0.05 0.10 0.15 0.20 0.25 0.30 0.35")]
    [InlineData(-3, 3, "-3 -2 -1 0 1 2 3")]
    [InlineData(0, 5.3e6, "0 1_M 2_M 3_M 4_M 5_M")]
    public void Linear(double low, double high, string expected) => Assert.Equal(expected, Labels(Ticks.Linear(low, high)));

    [Theory]
    [InlineData(0.7, 4.2, "0.7 1 1.5 2 3")]
    [InlineData(30, 600, "50 100 200 500")]
    [InlineData(1e5, 1e7, "100_000 300_000 1_M 3_M 10_M")]
    [InlineData(0.001, 100, "0.001 0.01 0.1 1 10 100")]
    public void Logarithmic(double low, double high, string expected) =>
        Assert.Equal(expected, Labels(Ticks.Logarithmic(Math.Log10(low), Math.Log10(high))));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.12345, "0.123")]
    [InlineData(1.9, "1.90")]
    [InlineData(22.44, "22.4")]
    [InlineData(327.4, "327")]
    [InlineData(12345.6, "12_346")]
    public void Values_have_three_digits(double value, string expected) => Assert.Equal(expected.Replace('_', '\u202f'), Ticks.Value(value));

    [Fact]
    public void Ticks_lie_in_the_range_ascend_and_are_few() =>
        Gen.Select(Gen.Double[-6, 8], Gen.Double[0.05, 9]).Sample((low, span) =>
        {
            foreach (List<Tick> all in (List<Tick>[])[Ticks.Linear(Math.Pow(10, low), Math.Pow(10, low) + Math.Pow(10, span)), Ticks.Logarithmic(low, low + span)])
            {
                Tick[] major = [.. all.Where(t => t.IsMajor)];
                Assert.InRange(major.Length, 1, 12);
                Assert.Equal(major.Length, major.Select(t => t.Label).Distinct().Count());
                Assert.Equal(major.OrderBy(t => t.Position).Select(t => t.Position), major.Select(t => t.Position));
            }
        });

    private static string Labels(List<Tick> ticks) => string.Join(' ', ticks.Where(t => t.IsMajor).Select(t => t.Label.Replace('\u202f', '_')));
}

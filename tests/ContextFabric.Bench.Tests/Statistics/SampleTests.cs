using ContextFabric.Bench.Statistics;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Statistics;

public sealed class SampleTests
{
    private static readonly Gen<double[]> s_readings = Gen.Double[-1e6, 1e6].Array[1, 40];

    [Fact]
    public void The_worked_example_of_the_t_interval()
    {
        var sample = Sample.Of([5, 3, 1, 4, 2]);
        Estimate mean = sample.MeanInterval();
        Assert.Equal(3, mean.Value);
        Assert.Equal(1.5811, sample.Deviation, 4);
        Assert.Equal(1.0368, mean.Low!.Value, 4);
        Assert.Equal(4.9632, mean.High!.Value, 4);
        Assert.Equal(4.8, sample.Percentile(95), 12);
    }

    [Fact]
    public void Deviation_from_the_median_ignores_an_outlier() =>
        Assert.Equal(1, Sample.Of([1, 2, 3, 4, 100]).MedianAbsoluteDeviation);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(25, 17.5)]
    [InlineData(50, 25)]
    [InlineData(90, 37)]
    [InlineData(100, 40)]
    public void Percentiles_lie_between_order_statistics(double percent, double expected) =>
        Assert.Equal(expected, Sample.Of([40, 10, 30, 20]).Percentile(percent), 12);

    [Fact]
    public void A_single_reading_has_no_interval()
    {
        Estimate mean = Sample.Of([7]).MeanInterval();
        Assert.Equal(new Estimate(7, null, null, 1), mean);
        Assert.Equal(0, Sample.Of([7]).Deviation);
    }

    [Fact]
    public void Nothing_measured_is_no_sample()
    {
        Assert.Null(Sample.OrNull([]));
        Assert.Throws<ArgumentException>(() => Sample.Of([]));
        Assert.Throws<ArgumentException>(() => Sample.Of([1, double.NaN]));
    }

    [Fact]
    public void Measures_are_ordered_and_move_with_the_readings() =>
        s_readings.Sample(values =>
        {
            var sample = Sample.Of(values);
            var moved = Sample.Of(values.Select(v => v + 1000));
            double[] ascending = [.. Enumerable.Range(0, 101).Select(p => sample.Percentile(p))];
            for (int i = 1; i < ascending.Length; i++)
            {
                Assert.True(ascending[i - 1] <= ascending[i] + 1e-9);
            }

            Assert.InRange(sample.Mean, sample.Min, sample.Max);
            Assert.Equal(sample.Median + 1000, moved.Median, 1e-6);
            Assert.Equal(sample.Deviation, moved.Deviation, 1e-5);
            Assert.True(sample.MedianAbsoluteDeviation <= sample.Max - sample.Min);
            Estimate mean = sample.MeanInterval();
            Assert.True(mean.MayBe(sample.Mean));
        });
}

using ContextFabric.Bench.Statistics;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Statistics;

public sealed class BootstrapTests
{
    private static readonly Gen<double[][]> s_ratios = Gen.Double[0.01, 100].Array[1, 6].Array[1, 8];

    [Fact]
    public void Geometric_mean_of_a_half_and_two_is_one()
    {
        Assert.Equal(1, Bootstrap.GeometricMean([0.5, 2.0]), 12);
        Assert.Equal(1, Bootstrap.GeometricMean([[0.5], [2.0]], seed: 1).Value, 12);
    }

    [Fact]
    public void The_seed_decides()
    {
        double[][] ratios = [[1.1, 1.3, 0.9], [2.0, 2.2, 1.7], [0.8, 1.2, 1.0], [1.5, 1.4, 1.9]];
        Assert.Equal(Bootstrap.GeometricMean(ratios, seed: 42), Bootstrap.GeometricMean(ratios, seed: 42));
        Assert.NotEqual(Bootstrap.GeometricMean(ratios, seed: 42), Bootstrap.GeometricMean(ratios, seed: 43));
        Assert.Equal(Bootstrap.Median([1, 2, 5, 9], seed: 7), Bootstrap.Median([1, 2, 5, 9], seed: 7));
    }

    /// <summary>Fixed in advance: the interval may not change with the machine or the runtime.</summary>
    [Fact]
    public void The_sequence_of_numbers_is_that_of_the_paper()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal(6457827717110365317UL, random.Next());
        Assert.Equal(3203168211198807973UL, random.Next());
        Assert.Equal(9817491932198370423UL, random.Next());
    }

    [Fact]
    public void Blocks_within_a_query_count()
    {
        Estimate one = Bootstrap.GeometricMean([[1.0, 2.0, 3.0, 4.0, 5.0]], seed: 1);
        Assert.Equal(3, one.Value, 12);
        Assert.Equal(5, one.Count);
        Assert.InRange(one.Low!.Value, 1, 2.99);
        Assert.InRange(one.High!.Value, 3.01, 5);
        Estimate steady = Bootstrap.GeometricMean([[3.0, 3.0, 3.0]], seed: 1);
        Assert.Equal(3, steady.Low!.Value, 12);
        Assert.Equal(3, steady.High!.Value, 12);
    }

    [Fact]
    public void The_luck_of_a_block_is_that_of_all_its_queries()
    {
        double[] lucky = [0.8, 1.0, 1.25];
        Estimate ratio = Bootstrap.GeometricMean([.. Enumerable.Repeat(lucky, 50)], seed: 3);

        Assert.Equal(1, ratio.Value, 12);
        Assert.Equal(0.8, ratio.Low!.Value, 12);
        Assert.Equal(1.25, ratio.High!.Value, 12);
    }

    [Fact]
    public void One_ratio_tells_nothing_of_the_spread()
    {
        Assert.Equal(new Estimate(2, null, null, 1), Bootstrap.GeometricMean([[2.0]], seed: 1) with { Value = 2 });
        Assert.Throws<ArgumentException>(() => Bootstrap.GeometricMean([], seed: 1));
        Assert.Throws<ArgumentException>(() => Bootstrap.GeometricMean([[1.0, 0.0]], seed: 1));
    }

    [Fact]
    public void The_interval_lies_within_the_ratios_and_turns_over_with_them() =>
        s_ratios.Sample(
            ratios =>
            {
                Estimate forth = Bootstrap.GeometricMean(ratios, seed: 5, resamples: 200);
                Estimate back = Bootstrap.GeometricMean([.. ratios.Select(q => q.Select(r => 1 / r).ToArray())], seed: 5, resamples: 200);
                Assert.Equal(forth.Value, 1 / back.Value, 1e-9 * forth.Value);
                if (forth.Low is not { } low || forth.High is not { } high)
                {
                    return;
                }

                Assert.True(low <= high);
                Assert.InRange(low, ratios.Min(q => q.Min()) * (1 - 1e-9), ratios.Max(q => q.Max()) * (1 + 1e-9));
                Assert.Equal(low, 1 / back.High!.Value, 1e-9 * low);
                Assert.Equal(high, 1 / back.Low!.Value, 1e-9 * high);
            },
            iter: 100);

    [Fact]
    public void Medians_that_are_no_pairs()
    {
        Estimate ratio = Bootstrap.RatioOfMedians([10, 11, 12, 13, 14], [5, 6, 6, 6, 7], seed: 1);
        Assert.Equal(2, ratio.Value, 12);
        Assert.InRange(ratio.Low!.Value, 10 / 7.0, 2);
        Assert.InRange(ratio.High!.Value, 2, 14 / 5.0);
        Assert.Null(Bootstrap.RatioOfMedians([10], [5, 6], seed: 1).Low);
    }

    /// <summary>Of many experiments with known truth, about 95 % have it in their interval.</summary>
    [Fact]
    public void Intervals_hold_the_truth_nearly_always()
    {
        var random = new SeededRandom(99);
        int held = 0;
        const int Experiments = 200;
        for (int e = 0; e < Experiments; e++)
        {
            double[][] ratios = new double[30][];
            for (int q = 0; q < ratios.Length; q++)
            {
                double query = Normal(ref random) * 0.3;
                ratios[q] = [.. Enumerable.Range(0, 5).Select(_ => 2 * Math.Exp(query + (Normal(ref random) * 0.1)))];
            }

            held += Bootstrap.GeometricMean(ratios, seed: e, resamples: 500).MayBe(2) ? 1 : 0;
        }

        Assert.InRange(held / (double)Experiments, 0.88, 0.99);
    }

    private static double Normal(ref SeededRandom random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += random.Unit();
        }

        return sum;
    }
}

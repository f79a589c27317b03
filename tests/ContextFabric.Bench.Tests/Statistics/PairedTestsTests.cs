using ContextFabric.Bench.Statistics;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Statistics;

public sealed class PairedTestsTests
{
    [Fact]
    public void Within_the_margin_is_a_tie()
    {
        Assert.Equal(new Score(2, 3, 1), PairedTests.Count([1.06, 3, 1.04, 1, 0.96, 0.9]));
        Assert.Equal(new Score(1, 5, 0), PairedTests.Count([1.06, 3, 1.04, 1, 0.96, 0.9], margin: 0.2));
    }

    /// <summary>All of one sign: only that pattern and its mirror are as extreme, 2 of 2ⁿ.</summary>
    [Theory]
    [InlineData(5, 0.0625)]
    [InlineData(10, 0.001953125)]
    public void All_of_one_sign(int n, double expected) =>
        Assert.Equal(expected, PairedTests.WilcoxonSignedRank(Enumerable.Range(1, n).Select(i => (double)i)), 12);

    /// <summary>Differences 1, −2, 3, 4, 5: the negative ranks add up to 2; three sign patterns have at most that, of 32.</summary>
    [Fact]
    public void A_worked_example() => Assert.Equal(6.0 / 32, PairedTests.WilcoxonSignedRank([1, -2, 3, 4, 5]), 12);

    /// <summary>Ranks 1.5, 1.5, 3 with the sum 1.5 on one side: of 8 patterns, none and either of the first two reach it.</summary>
    [Fact]
    public void Equal_sizes_share_their_rank() => Assert.Equal(2 * 3.0 / 8, PairedTests.WilcoxonSignedRank([1, -1, 2, 0]), 12);

    [Fact]
    public void Nothing_differs() => Assert.Equal(1, PairedTests.WilcoxonSignedRank([0, 0]));

    [Fact]
    public void Signs_do_not_matter_and_p_is_a_probability() =>
        Gen.Int[-9, 9].Array[1, 80].Sample(values =>
        {
            double forth = PairedTests.WilcoxonSignedRank(values.Select(v => (double)v));
            double back = PairedTests.WilcoxonSignedRank(values.Select(v => -(double)v));
            Assert.Equal(forth, back, 1e-12);
            Assert.InRange(forth, 0, 1);
        });

    [Fact]
    public void The_approximation_is_near_the_exact_count() =>
        Gen.Int[-40, 60].Array[25, 50].Sample(values =>
        {
            double exact = PairedTests.WilcoxonSignedRank(values.Select(v => (double)v));
            double approximate = PairedTests.WilcoxonSignedRank(values.Select(v => (double)v), exactLimit: 0);
            Assert.Equal(exact, approximate, 0.01);
        });
}

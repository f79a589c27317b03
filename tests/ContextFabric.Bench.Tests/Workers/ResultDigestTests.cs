using System.Security.Cryptography;
using System.Text;
using ContextFabric.Bench.Workers;
using CsCheck;
using Xunit;

namespace ContextFabric.Bench.Tests.Workers;

public sealed class ResultDigestTests
{
    [Fact]
    public void Lines_are_sorted_by_number_not_by_text() =>
        Assert.Equal(Hash("2,7\n10,3\n"), ResultDigest.Of([[10, 3], [2, 7]]));

    [Fact]
    public void No_results_are_the_empty_text() => Assert.Equal(Hash(""), ResultDigest.Of([]));

    [Fact]
    public void Any_results_in_any_order() =>
        Gen.Int[1, 2_000_000_000].Array[3].Array[0, 3000].Sample(rows =>
        {
            string text = string.Concat(rows.OrderBy(r => r[0]).ThenBy(r => r[1]).ThenBy(r => r[2]).Select(r => $"{r[0]},{r[1]},{r[2]}\n"));
            Assert.Equal(Hash(text), ResultDigest.Of(rows));
        }, iter: 20);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

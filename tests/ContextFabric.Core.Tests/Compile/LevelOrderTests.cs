using ContextFabric.Compile;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class LevelOrderTests
{
    // Averages 3, 1.5, 2, 1.5.
    private static readonly TypeExtent[] s_types =
        [new("a", 11, 12, 6), new("b", 13, 14, 3), new("c", 15, 16, 4), new("d", 17, 20, 6)];

    [Theory]
    [InlineData("a c b d w")]
    [InlineData("d a c b w", "levels=d,zz,a")]
    [InlineData("d a c b w", "levels=d, a")]
    [InlineData("d a c b w", "levels=a,d,a")]
    [InlineData("a c b d w", "levels=w")]
    [InlineData("c b d a w", "levelConstraints=a<b,d")]
    [InlineData("a c d b w", "levelConstraints=c < b ; b<d")]
    [InlineData("c b a d w", "levelConstraints=a<b;")]
    [InlineData("a c b d w", "levelConstraints=zz<a;a<zz")]
    [InlineData("a c b d w", "levelConstraints=w<a")]
    public void Compute_orders_types(string expected, params string[] lines)
    {
        var fields = lines.Select((l, i) => new TfMetadataField(l[..l.IndexOf('=', StringComparison.Ordinal)], l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..], i + 1));
        OtextConfig otext = OtextConfig.Parse(new OtextSource("otext", null, [.. fields]), [])
            .Validate(new OtextCatalog(new HashSet<string> { "a", "b", "c", "d", "w" }, "w", _ => null));
        IReadOnlyList<TypeLevel> levels = LevelOrder.Compute(s_types, "w", 10, otext);
        Assert.Equal(expected, string.Join(' ', levels.Select(l => l.Name)));
        Assert.Equal(new TypeLevel("w", 1, 1, 10), levels[^1]);
        Assert.Equal(1.5, levels.Single(l => l.Name == "d").AverageSlots);
    }

    [Fact]
    public void Compute_compares_averages_exactly()
    {
        TypeExtent[] types = [new("x", 11, 13, 4), new("y", 14, 16, 5), new("z", 17, 17, 1)];
        OtextConfig otext = OtextConfig.Parse(new OtextSource("otext", null, [new TfMetadataField("levels", "z", 1)]), []);
        Assert.Equal(["z", "y", "x", "w"], LevelOrder.Compute(types, "w", 10, otext).Select(l => l.Name));
    }
}

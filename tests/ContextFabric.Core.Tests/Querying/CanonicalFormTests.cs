using ContextFabric.Querying;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("é", "e\u0301")]
    [InlineData("\u1F79", "ο\u0301")]
    [InlineData("\u03CC", "ο\u0301")]
    [InlineData("\u1FB7", "α\u0342\u0345")]
    [InlineData("\u05D1\u05B0\u05BC", "\u05D1\u05B0\u05BC")]
    [InlineData("\u05D1\u05BC\u05B0", "\u05D1\u05B0\u05BC")]
    [InlineData("\uFB31\u05B0", "\u05D1\u05B0\u05BC")]
    [InlineData("각가", "\u1100\u1161\u11A8\u1100\u1161")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\u0301\u0301a\u0323\u0301", "\u0301\u0301a\u0323\u0301")]
    [InlineData("a\u0301\u0323b\u0345\u0301", "a\u0323\u0301b\u0301\u0345")]
    [InlineData("ﬁ", "ﬁ")]
    public void Texts_are_decomposed_and_marks_ordered(string text, string expected) => Assert.Equal(expected, CanonicalForm.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() => Assert.Equal("\uFFFDé".Length + 1, CanonicalForm.Of("\uD800é").Length);
}

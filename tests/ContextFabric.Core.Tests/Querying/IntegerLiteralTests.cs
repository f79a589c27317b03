using ContextFabric.Querying;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

public sealed class IntegerLiteralTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData("+7", 7)]
    [InlineData("-7", -7)]
    [InlineData("007", 7)]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("1_0", 10)]
    [InlineData("1_000_000", 1000000)]
    [InlineData(" 7\t", 7)]
    [InlineData("٣", 3)]
    [InlineData("\U0001D7D8\U0001D7D9", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Reads_what_Python_reads(string text, long expected)
    {
        Assert.Equal(IntegerStatus.Ok, IntegerLiteral.Parse(text, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("1.0")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("1__0")]
    [InlineData("+_1")]
    [InlineData("- 1")]
    [InlineData("1 0")]
    [InlineData("0x1")]
    [InlineData("²")]
    [InlineData("\uD835")]
    [InlineData("x")]
    public void Refuses_the_rest(string text) => Assert.Equal(IntegerStatus.Malformed, IntegerLiteral.Parse(text, out _));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("99999999999999999999999999999999999999999999999999999999")]
    public void Tells_what_is_too_large(string text) => Assert.Equal(IntegerStatus.TooLarge, IntegerLiteral.Parse(text, out _));
}

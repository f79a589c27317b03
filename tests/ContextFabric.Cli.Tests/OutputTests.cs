using ContextFabric.Cli.Output;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class OutputTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("שָׁמַר", 3)]
    [InlineData("𝔸b", 2)]
    public void Width_leaves_out_what_takes_no_column(string text, int width)
    {
        Assert.Equal(width, TextWidth.Of(text));
        Assert.Equal(10, TextWidth.Of(TextWidth.Pad(text, 10, left: true)));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("one\ntwo\tthree ", "one two t…")]
    [InlineData("123456789שָׁ", "123456789…")]
    public void One_line_is_cut_between_letters(string text, string expected)
    {
        Assert.Equal(expected, TextWidth.OneLine(text, 10));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1500, "1.5 kB")]
    [InlineData(-2_000_000, "−2.0 MB")]
    [InlineData(3_210_000_000, "3.21 GB")]
    public void Size_takes_the_largest_fitting_unit(long bytes, string expected)
    {
        Assert.Equal(expected, Format.Size(bytes));
    }

    [Theory]
    [InlineData(0.00005, "50 µs")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(0.4, "400 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(180, "3.0 min")]
    public void Time_takes_the_fitting_unit(double seconds, string expected)
    {
        Assert.Equal(expected, Format.Time(TimeSpan.FromSeconds(seconds)));
    }
}

using ContextFabric.Bench.Workers;
using Xunit;

namespace ContextFabric.Bench.Tests.Workers;

public sealed class CommandWordsTests
{
    [Fact]
    public void Blanks_part_words_and_quotes_keep_them_together() =>
        Assert.Equal(["python3", "my peer.py", "--x=a b", "", "it's"], CommandWords.Split(" python3  'my peer.py' --x=\"a b\" \"\" \"it's\" "));

    [Theory]
    [InlineData("a 'b", "quote")]
    [InlineData("  ", "empty")]
    public void What_is_no_command_is_said(string command, string expected) =>
        Assert.Contains(expected, Assert.Throws<BenchException>(() => CommandWords.Split(command)).Message, StringComparison.Ordinal);
}

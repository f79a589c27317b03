using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class ExitCodeTests(CliFixture cli)
{
    [Theory]
    [InlineData(2, "")]
    [InlineData(2, "frobnicate")]
    [InlineData(2, "info")]
    [InlineData(2, "text demo")]
    [InlineData(2, "node demo twelve")]
    [InlineData(2, "share demo --workers 0")]
    [InlineData(2, "compile demo --threads -1")]
    [InlineData(2, "register name")]
    [InlineData(2, "register demo /")]
    [InlineData(2, "register --remove")]
    [InlineData(3, "info no-such-corpus")]
    [InlineData(3, "compile no-such-folder")]
    [InlineData(3, "verify no-such-store.cfm")]
    [InlineData(3, "node demo 0")]
    [InlineData(3, "node demo 787")]
    [InlineData(3, "node demo 1 --types nonsense")]
    [InlineData(3, "features demo nonsense")]
    [InlineData(3, "text demo Nowhere")]
    [InlineData(3, "text demo Nowhere --format nonsense")]
    [InlineData(3, "register nonsense --remove")]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(0, "share --help")]
    public async Task Exit_code_tells_what_went_wrong(int expected, string line)
    {
        CliResult result = (await cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Exits(expected);

        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(expected == 0 || line.Length == 0, !result.Error.Contains("cfabric: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folder_without_sources_is_not_found()
    {
        (await cli.RunAsync("info", cli.NewFolder())).Exits(3);
    }

    [Theory]
    [InlineData("features demo lema", "'lemma'")]
    [InlineData("text demo The&Weever", "The Weaver")]
    [InlineData("info dmo", "'demo'")]
    public async Task Misspelt_name_brings_a_suggestion(string line, string suggestion)
    {
        CliResult result = (await cli.RunAsync([.. line.Split(' ').Select(word => word.Replace('&', ' '))])).Exits(3);

        Assert.Contains(suggestion, result.Error, StringComparison.Ordinal);
    }
}

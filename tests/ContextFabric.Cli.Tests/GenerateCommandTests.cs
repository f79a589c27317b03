using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class GenerateCommandTests(CliFixture cli)
{
    [Fact]
    public async Task Makes_a_folder_that_compiles_and_can_be_searched()
    {
        string folder = Path.Combine(cli.NewFolder(), "tf");

        JsonElement json = (await cli.RunAsync("generate", folder, "--slots", "3e3", "--seed", "5", "--json")).Exits(0).Json();
        CliResult compiled = (await cli.RunAsync("compile", folder)).Exits(0);
        CliResult hits = (await cli.RunAsync("search", folder, "clause\n  phrase function=ba", "--format", "count")).Exits(0);

        Assert.Equal((3000, 5), (json.GetProperty("slots").GetInt32(), json.GetProperty("seed").GetInt32()));
        Assert.Equal(3000, json.GetProperty("types").GetProperty("word").GetInt32());
        Assert.Empty(compiled.Error);
        Assert.True(int.Parse(hits.Output, CultureInfo.InvariantCulture) > 100, hits.Output);
        Assert.Equal(12, json.GetProperty("nodeFeatures").GetArrayLength());
        Assert.Matches("^([a-z]+ )+\n$", (await cli.RunAsync("text", folder, "Ba 1:1")).Exits(0).Output);
    }

    [Fact]
    public async Task Makes_the_same_store_each_time()
    {
        string folder = cli.NewFolder();
        string[] shape = ["--slots", "2000", "--types", "sentence:6,phrase:3", "--sections", "1", "--gaps", "0.2", "--text-features", "2", "--int-features", "1",
            "--distinct", "90", "--zipf", "1.2", "--coverage", "0.8", "--lexemes", "0", "--edges", "mother:0.5:phrase,link:2:word:10", "--store"];

        CliResult one = (await cli.RunAsync(["generate", Path.Combine(folder, "one.cfm"), .. shape])).Exits(0);
        (await cli.RunAsync(["generate", Path.Combine(folder, "two.cfm"), .. shape])).Exits(0);
        JsonElement features = (await cli.RunAsync("features", Path.Combine(folder, "one.cfm"), "--json")).Exits(0).Json();

        Assert.StartsWith("GENERATED", one.Output, StringComparison.Ordinal);
        Assert.Empty(one.Error);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "one.cfm")), File.ReadAllBytes(Path.Combine(folder, "two.cfm")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
        string[] names = [.. features.EnumerateArray().Select(feature => feature.GetProperty("name").GetString()!)];
        Assert.All((string[])["text1", "text2", "number1", "sentence", "mother", "link"], name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task Replaces_only_when_forced()
    {
        string folder = cli.NewCorpus();

        CliResult refused = (await cli.RunAsync("generate", folder, "--slots", "100")).Exits(2);
        (await cli.RunAsync("generate", folder, "--slots", "100", "--preset", "flat", "--force")).Exits(0);

        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "gloss.tf")));
        Assert.Equal(100, (await cli.RunAsync("info", folder, "--json")).Exits(0).Json().GetProperty("maxSlot").GetInt32());
    }

    [Theory]
    [InlineData("--slots", "1.5", "--slots")]
    [InlineData("--slots", "many", "'many'")]
    [InlineData("--types", "clause", "NAME:CHILDREN")]
    [InlineData("--types", "clause:0.5", "clause")]
    [InlineData("--edges", "mother", "NAME:DEGREE")]
    [InlineData("--edges", "mother:1:nosuch", "nosuch")]
    [InlineData("--gaps", "2", "gap rate")]
    [InlineData("--sections", "4", "section")]
    [InlineData("--slots", "2e8", "nodes")]
    [InlineData("--preset", "huge", "huge")]
    public async Task Nonsense_is_refused(string option, string value, string told)
    {
        string folder = cli.NewFolder();

        CliResult result = (await cli.RunAsync("generate", Path.Combine(folder, "tf"), option, value)).Exits(2);

        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupt_leaves_nothing(bool store)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        string folder = cli.NewFolder();
        string[] arguments = ["generate", Path.Combine(folder, "big"), "--slots", "1e8", .. store ? (string[])["--store"] : []];
        using Process process = Process.Start(cli.StartInfo(arguments))!;
        while (Directory.GetFileSystemEntries(folder).Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await CliProcess.EndOfAsync(process);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("cancelled", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }
}

using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

[Collection(ConsoleCapture.Collection)]
public sealed class ReadmeTests(CliFixture cli)
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Example_is_the_one_that_compiles_and_is_short()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ContextFabric.Cli.Tests", "ReadmeExample.cs"));
        string[] compiled = [.. Between(source, "// README begins", "// README ends").Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())];

        string[] shown = Between(s_readme, "```csharp", "```").Trim('\n').Split('\n');

        Assert.Equal(string.Join('\n', compiled).Trim(), string.Join('\n', shown).Trim());
        Assert.InRange(shown.Length, 1, 20);
    }

    [Fact]
    public void Example_prints_relative_clauses()
    {
        string output = ConsoleCapture.Of(() => ReadmeExample.Run(cli.Corpus));

        Assert.Contains("The Weaver 1:2: a weaver, | who kept a lamp beside her loom.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_has_as_many_results_as_it_says()
    {
        string template = Between(s_readme, "```template\n", "```");
        string after = s_readme[s_readme.IndexOf(template, StringComparison.Ordinal)..];

        string output = (await cli.RunAsync("search", cli.Corpus, "-f", cli.NewFile("template.txt", template), "--format", "kwic")).Exits(0).Lines[^1];

        Assert.EndsWith(" results", output, StringComparison.Ordinal);
        Assert.Contains($"--format kwic` prints {output.Split(' ')[0]} hits", after, StringComparison.Ordinal);
    }

    [Fact]
    public void Quick_start_has_two_commands()
    {
        Assert.Equal(
            "dotnet run -c Release --project src/ContextFabric.Cli -- demo\ndotnet test -c Release",
            Between(s_readme, "```sh\n", "```").Trim());
    }

    [Fact]
    public async Task Command_table_names_every_command()
    {
        string help = (await cli.RunAsync("--help")).Exits(0).Output;
        string commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..];

        foreach (string line in commands.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Assert.Contains($"`cfabric {line.Trim().Split(' ')[0]}", s_readme, StringComparison.Ordinal);
        }
    }

    private static string Between(string text, string begin, string end)
    {
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }
}

using System.Text.Json;
using Xunit;

namespace ContextFabric.Cli.Tests.Support;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output lines.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Asserts the exit code, with the messages when it is another.</summary>
    public CliResult Exits(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode}, {code} expected\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }

    /// <summary>The output as JSON.</summary>
    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}

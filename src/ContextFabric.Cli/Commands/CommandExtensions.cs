using System.CommandLine;

namespace ContextFabric.Cli.Commands;

/// <summary>Short forms for building commands.</summary>
internal static class CommandExtensions
{
    /// <summary>The option that every command with a result has.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Print the result as JSON" };

    /// <summary>Adds arguments and options in the order of the help text.</summary>
    public static Command With(this Command command, params Symbol[] symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        return command;
    }

    /// <summary>Sets synchronous work as the action of the command.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetAction((parsed, cancellationToken) => Task.FromResult(work(parsed, cancellationToken)));
        return command;
    }

    /// <summary>Sets asynchronous work as the action of the command.</summary>
    public static Command RunsAsync(this Command command, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction(work);
        return command;
    }
}

namespace ContextFabric.Cli;

/// <summary>A failure that ends the command with a message for the user and an exit code.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Something that was asked for does not exist.</summary>
    public static CliException NotFound(string message) => new(Cli.ExitCode.NotFound, message);

    /// <summary>Options or arguments that do not go together.</summary>
    public static CliException Usage(string message) => new(Cli.ExitCode.Usage, message);
}

namespace ContextFabric.Cli;

/// <summary>What the process returns; part of the command's contract with scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The work failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>A corpus, node, section, feature or file does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>Source data or a store is malformed.</summary>
    public const int BadData = 4;

    /// <summary>Ended by the user (Ctrl-C).</summary>
    public const int Cancelled = 130;
}

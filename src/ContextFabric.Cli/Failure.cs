using ContextFabric.Cli.Output;
using ContextFabric.Storage;

namespace ContextFabric.Cli;

/// <summary>Translates an exception into one message and an exit code; the only place that does.</summary>
internal static class Failure
{
    /// <summary>Prints what went wrong and returns the exit code for it.</summary>
    public static int Report(Exception failure, CliOutput output)
    {
        switch (failure)
        {
            case OperationCanceledException:
                output.Error("cfabric: cancelled");
                return ExitCode.Cancelled;
            case CliException known:
                output.Error($"cfabric: {known.Message}");
                return known.ExitCode;
            case CorpusFormatException format:
                output.Error($"cfabric: {format.Message}");
                return format.Fault == FormatFault.Missing ? ExitCode.NotFound : ExitCode.BadData;
            case FileNotFoundException or DirectoryNotFoundException:
                output.Error($"cfabric: {failure.Message}");
                return ExitCode.NotFound;
            case IOException or UnauthorizedAccessException:
                output.Error($"cfabric: {failure.Message}");
                return ExitCode.Failed;
            default:
                output.Error($"cfabric: unexpected failure, please report it: {failure}");
                return ExitCode.Failed;
        }
    }
}

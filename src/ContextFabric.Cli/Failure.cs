using ContextFabric.Cli.Output;
using ContextFabric.Diagnostics;
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
            case ReaderGoneException:
                return ExitCode.Ok;
            case OperationCanceledException:
                output.Error("cfabric: cancelled");
                return ExitCode.Cancelled;
            case CliException known:
                output.Error($"cfabric: {known.Message}");
                return known.ExitCode;
            case TfParseException parse:
                ReportDiagnostics(parse.Diagnostics, output);
                return ExitCode.BadData;
            case CorpusNotFoundException:
                output.Error($"cfabric: {failure.Message}");
                return ExitCode.NotFound;
            case ContextFabricException:
                output.Error($"cfabric: {failure.Message}");
                return ExitCode.Failed;
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

    // the messages begin with file(line,column), which editors know how to follow
    private static void ReportDiagnostics(IReadOnlyList<Diagnostic> diagnostics, CliOutput output)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                output.Error(diagnostic.ToString());
            }
            else
            {
                output.Warning(diagnostic.ToString());
            }
        }

        int errors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        output.Error($"cfabric: the corpus was not compiled: {errors} error{(errors == 1 ? string.Empty : "s")}");
    }
}

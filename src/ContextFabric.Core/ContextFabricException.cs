using ContextFabric.Diagnostics;

namespace ContextFabric;

/// <summary>The root of the errors that this library reports about data and requests.</summary>
public class ContextFabricException : Exception
{
    /// <summary>Creates an error with a message for a person.</summary>
    public ContextFabricException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an error that was caused by another.</summary>
    public ContextFabricException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>There is no corpus at the given place.</summary>
public sealed class CorpusNotFoundException(string message) : ContextFabricException(message);

/// <summary>Source data that cannot be compiled; <see cref="Diagnostics"/> says what and where. Nothing was written.</summary>
public sealed class TfParseException : ContextFabricException
{
    /// <summary>Creates the error from what was found.</summary>
    public TfParseException(IReadOnlyList<Diagnostic> diagnostics)
        : base(Summarise(diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>Everything found, errors first, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static string Summarise(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        int errors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        return diagnostics.Count == 0 ? "The corpus cannot be compiled." : errors == 1 ? diagnostics[0].ToString() : $"{diagnostics[0]} (and {errors - 1} more errors)";
    }
}

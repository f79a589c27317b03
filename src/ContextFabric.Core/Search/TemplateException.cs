using ContextFabric.Diagnostics;

namespace ContextFabric;

/// <summary>A template cannot be run: it has errors.</summary>
public sealed class TemplateException : ContextFabricException
{
    internal TemplateException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error)))
        => Diagnostics = diagnostics;

    /// <summary>All findings, in the order of their places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

using System.Globalization;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>Outcome of writing a dataset.</summary>
/// <param name="Folder">Full path of the target folder.</param>
/// <param name="NodeFeatures">Node features written.</param>
/// <param name="EdgeFeatures">Edge features written.</param>
/// <param name="ConfigFeatures">Config features written.</param>
/// <param name="Diagnostics">What is wrong with the dataset, errors first.</param>
public sealed record SaveReport(
    string Folder,
    int NodeFeatures,
    int EdgeFeatures,
    int ConfigFeatures,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>True when there were no errors; then every feature has been written.</summary>
    public bool Success => !Diagnostics.Any(static d => d.Severity == DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Exported {NodeFeatures} node features and {EdgeFeatures} edge features and {ConfigFeatures} config features to {Folder}");
}

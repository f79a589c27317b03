using System.Text.RegularExpressions;
using ContextFabric.Diagnostics;
using ContextFabric.Tf;

namespace ContextFabric;

public sealed partial class OtextConfig
{
    [GeneratedRegex(@"\A[A-Za-z_][\w-]*#", RegexOptions.CultureInvariant)]
    private static partial Regex TypePrefix { get; }

    private void CheckFormats(OtextCatalog catalog, DiagnosticBag? diagnostics)
    {
        if (diagnostics is null)
        {
            return;
        }

        bool hasDefault = false;
        foreach (OtextFormat format in Formats)
        {
            hasDefault |= format.Name == DefaultFormatName;
            CheckFormat(format, catalog, diagnostics);
        }

        if (!hasDefault && _hasOtext && _entries.Count > 0)
        {
            // The first line that defines a format is where a reader would look for the missing one.
            OtextFormat? first = Formats.Where(f => f.Line > 0).MinBy(f => f.Line);
            OtextSource source = first?.Source ?? _entries[0].Source;
            diagnostics.Add(new Diagnostic(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatNoDefault, $"there is no format {DefaultFormatName}: text without a chosen format uses another one")
            {
                Feature = source.Name,
                Path = source.Path,
                Line = first?.Line ?? 0,
            });
        }
    }

    private static void CheckFormat(OtextFormat format, OtextCatalog catalog, DiagnosticBag diagnostics)
    {
        var template = TextTemplate.Parse(format.Template, catalog.Types.Contains);
        var entry = new Entry(FormatPrefix + format.Name, format.Template, format.Source, format.Line);
        foreach (int column in template.StrayBraces)
        {
            // In the file the template stands behind "@fmt:name=".
            diagnostics.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatStrayBrace, $"format {format.Name}: a brace that belongs to no variable is taken as text") with
            {
                Column = entry.Key.Length + 2 + column + 1,
                Found = format.Template[column].ToString(),
            });
        }

        if (template.TargetType is null && TypePrefix.Match(format.Template) is { Success: true } prefix)
        {
            diagnostics.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatTypeUnknown, $"format {format.Name}: '{prefix.Value[..^1]}' is not a type, so '{prefix.Value}' is taken as text"));
        }

        foreach (string name in template.FeatureNames)
        {
            if (name.Contains('{', StringComparison.Ordinal))
            {
                diagnostics.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatOddName, $"format {format.Name}: the feature name '{Quote(name)}' contains a brace; braces cannot be escaped"));
            }

            TfKind? kind = name == TfNames.Types ? TfKind.Node : catalog.KindOf(name);
            if (kind is null)
            {
                diagnostics.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatFeatureUnknown, $"format {format.Name}: the feature '{Quote(name)}' does not exist and counts as missing"));
            }
            else if (kind != TfKind.Node)
            {
                diagnostics.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.FormatFeatureKind, $"format {format.Name}: '{Quote(name)}' is not a node feature and counts as missing"));
            }
        }
    }
}

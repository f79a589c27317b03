using ContextFabric.Diagnostics;

namespace ContextFabric.Templates;

/// <summary>
/// A search template: a text, one atom, relation or condition line per line, and its structure. Parsing needs no
/// corpus and never throws; what is wrong is in <see cref="Diagnostics"/>.
/// </summary>
public sealed class Template
{
    private Template(string text, TemplateBody body, IReadOnlyList<Diagnostic> diagnostics)
    {
        Text = text;
        Body = body;
        Diagnostics = diagnostics;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Atoms and relations; what could be made out when there are errors.</summary>
    public TemplateBody Body { get; }

    /// <summary>Findings in the order of their places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True when nothing is wrong with its form.</summary>
    public bool IsValid => !Diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error);

    /// <summary>Parses a template. Whatever is wrong with it is among <see cref="Diagnostics"/>.</summary>
    public static Template Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new TemplateFindings(text, []);
        TemplateBody body = TemplateParser.Parse(text, findings);
        return new Template(text, body, findings.ToList());
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

using System.Text;
using ContextFabric.Cli.Output;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>Shows findings about a template: the message, the line concerned, and a mark under the place.</summary>
internal static class TemplateFindings
{
    /// <summary>Prints all findings to standard error.</summary>
    public static void Print(TemplateText template, IReadOnlyList<Diagnostic> findings, CliOutput output)
    {
        foreach (Diagnostic finding in findings)
        {
            string message = (finding with { Path = template.Name }).ToString();
            switch (finding.Severity)
            {
                case DiagnosticSeverity.Error:
                    output.Error(message);
                    break;
                case DiagnosticSeverity.Warning:
                    output.Warning(message);
                    break;
                default:
                    output.Notice(message);
                    break;
            }

            if (Excerpt(template, finding) is { } excerpt)
            {
                output.Notice(excerpt);
            }
        }
    }

    /// <summary>The line of a finding with carets below the place; null when it is about no line.</summary>
    internal static string? Excerpt(TemplateText template, Diagnostic finding)
    {
        if (template.Line(finding.Line) is not { } line)
        {
            return null;
        }

        if (finding.Column <= 0)
        {
            return line;
        }

        int begin = Math.Min(finding.Column - 1, line.Length);
        int length = Math.Clamp(finding.Length, 0, line.Length - begin);
        var mark = new StringBuilder(line).AppendLine();

        // a tab stays a tab, so that the mark stands where the terminal puts the text
        string[] runs = line[..begin].Split('\t');
        mark.AppendJoin('\t', runs.Select(run => new string(' ', TextWidth.Of(run))));
        return mark.Append('^', Math.Max(1, TextWidth.Of(line.Substring(begin, length)))).ToString();
    }
}

using System.Text;
using ContextFabric.Cli.Output;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>Shows findings about a template: the message, the line concerned, and a mark under the place.</summary>
internal static class TemplateFindings
{
    private const int MostShown = 400;
    private const string Ellipsis = "…";

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
            return Shorten(line, 0, MostShown);
        }

        int begin = Math.Min(finding.Column - 1, line.Length);
        int length = Math.Clamp(finding.Length, 0, line.Length - begin);

        // of a line that no terminal is wide enough for, what is around the place
        if (line.Length > MostShown)
        {
            length = Math.Min(length, MostShown / 2);
            int from = Math.Max(0, begin - (MostShown / 4));
            line = Shorten(line, from, MostShown);
            begin -= from == 0 ? 0 : from - Ellipsis.Length;
        }

        var mark = new StringBuilder(line).AppendLine();

        // a tab stays a tab, so that the mark stands where the terminal puts the text
        string[] runs = line[..begin].Split('\t');
        mark.AppendJoin('\t', runs.Select(run => new string(' ', TextWidth.Of(run))));
        return mark.Append('^', Math.Max(1, TextWidth.Of(line.Substring(begin, length)))).ToString();
    }

    private static string Shorten(string line, int from, int length)
    {
        int end = Math.Min(line.Length, from + length);
        return $"{(from > 0 ? Ellipsis : string.Empty)}{line[from..end]}{(end < line.Length ? Ellipsis : string.Empty)}";
    }
}

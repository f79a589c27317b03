using System.Text;

namespace ContextFabric.Bench.Reports;

/// <summary>A report as Markdown with tables.</summary>
internal static class MarkdownReport
{
    private const string NeedsEscape = "*_<[]~\\";

    public static string Write(Report report, ReportFormats formats)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Line(report.Title)).Append("\n\n").Append(Prose(report.Lead)).Append('\n');
        foreach (ReportSection section in report.Sections)
        {
            text.Append("\n## ").Append(Line(section.Heading)).Append('\n');
            foreach (ReportBlock block in section.Blocks)
            {
                text.Append('\n');
                Append(text, block, formats);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportBlock block, ReportFormats formats)
    {
        switch (block)
        {
            case Paragraph paragraph:
                text.Append(Prose(paragraph.Text)).Append('\n');
                break;
            case CommandLine command:
                text.Append("```\n").Append(command.Text).Append("\n```\n");
                break;
            case ReportTable table:
                AppendTable(text, table);
                break;
            case Figure figure:
                if (Extension(formats) is { } extension)
                {
                    text.Append("![").Append(Line(figure.Alternative)).Append("](").Append(figure.Path(extension)).Append(")\n\n");
                }

                text.Append('*').Append(Line(figure.Caption)).Append("*\n");
                break;
            case Verdicts verdicts:
                AppendTable(text, new ReportTable(
                    string.Empty, ["verdict", "claim", "evidence"],
                    [.. verdicts.Claims.Select(c => (IReadOnlyList<string>)[c.Outcome.InWords(), c.Statement, c.Evidence])]), bold: true);
                break;
            default:
                throw new ArgumentException($"no way to write a {block.GetType().Name}", nameof(block));
        }
    }

    private static string? Extension(ReportFormats formats) =>
        formats.HasFlag(ReportFormats.Svg) ? ".svg" : formats.HasFlag(ReportFormats.Png) ? ".png" : null;

    private static void AppendTable(StringBuilder text, ReportTable table, bool bold = false)
    {
        if (table.Caption.Length > 0)
        {
            text.Append("**").Append(Line(table.Caption)).Append("**\n\n");
        }

        AppendRow(text, table.Columns.Select(c => Cell(c.TrimStart('>'))));
        AppendRow(text, table.Columns.Select(c => c.StartsWith('>') ? "---:" : "---"));
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            AppendRow(text, row.Select((c, i) => bold && i == 0 ? $"**{Cell(c)}**" : Cell(c)));
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string text) => Prose(text).ReplaceLineEndings(" ");

    // What would be markup by accident: nothing but backquotes is meant as such.
    private static string Prose(string text)
    {
        var safe = new StringBuilder();
        bool code = false;
        foreach (char c in text)
        {
            code ^= c == '`';
            if (!code && NeedsEscape.Contains(c))
            {
                safe.Append('\\');
            }

            safe.Append(c);
        }

        return safe.ToString();
    }
}

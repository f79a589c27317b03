using System.Net;
using System.Text;

namespace ContextFabric.Bench.Reports;

/// <summary>A report as one HTML page: no scripts, nothing from elsewhere, pictures within.</summary>
internal static class HtmlReport
{
    /// <param name="report">What to write.</param>
    /// <param name="pictures">The SVG of each figure by its name.</param>
    public static string Write(Report report, Dictionary<string, string> pictures)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<title>").Append(Encode(report.Title)).Append("</title>\n<style>\n").Append(HtmlStyle.Sheet).Append("</style>\n</head>\n<body>\n")
            .Append("<header>\n<h1>").Append(Prose(report.Title)).Append("</h1>\n<p class=\"lead\">").Append(Prose(report.Lead)).Append("</p>\n</header>\n");
        string[] ids = Ids(report.Sections);
        AppendContents(html, report.Sections, ids);
        html.Append("<main>\n");
        for (int i = 0; i < ids.Length; i++)
        {
            html.Append("<section id=\"").Append(ids[i]).Append("\">\n<h2>").Append(Prose(report.Sections[i].Heading)).Append("</h2>\n");
            foreach (ReportBlock block in report.Sections[i].Blocks)
            {
                Append(html, block, pictures);
            }

            html.Append("</section>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendContents(StringBuilder html, IReadOnlyList<ReportSection> sections, string[] ids)
    {
        html.Append("<nav aria-label=\"Contents\">\n<ol>\n");
        for (int i = 0; i < ids.Length; i++)
        {
            html.Append("<li><a href=\"#").Append(ids[i]).Append("\">").Append(Prose(sections[i].Heading)).Append("</a></li>\n");
        }

        html.Append("</ol>\n</nav>\n");
    }

    private static void Append(StringBuilder html, ReportBlock block, Dictionary<string, string> pictures)
    {
        switch (block)
        {
            case Paragraph paragraph:
                html.Append("<p>").Append(Prose(paragraph.Text)).Append("</p>\n");
                break;
            case CommandLine command:
                html.Append("<pre class=\"command\"><code>").Append(Encode(command.Text)).Append("</code></pre>\n");
                break;
            case ReportTable table:
                AppendTable(html, table);
                break;
            case Figure figure:
                html.Append("<figure>\n<div class=\"card\" tabindex=\"0\">\n").Append(pictures[figure.Name]).Append("</div>\n<figcaption>")
                    .Append(Prose(figure.Caption)).Append("</figcaption>\n</figure>\n");
                break;
            case Verdicts verdicts:
                AppendVerdicts(html, verdicts);
                break;
            default:
                throw new ArgumentException($"no way to write a {block.GetType().Name}", nameof(block));
        }
    }

    private static void AppendTable(StringBuilder html, ReportTable table)
    {
        html.Append("<div class=\"table\" tabindex=\"0\">\n<table>\n").Append(table.Caption.Length > 0 ? $"<caption>{Prose(table.Caption)}</caption>\n" : string.Empty).Append("<thead>\n<tr>");
        foreach (string column in table.Columns)
        {
            html.Append("<th scope=\"col\"").Append(Right(column)).Append('>').Append(Prose(column.TrimStart('>'))).Append("</th>");
        }

        html.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                html.Append("<td").Append(Right(table.Columns[i])).Append('>').Append(Prose(row[i])).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void AppendVerdicts(StringBuilder html, Verdicts verdicts)
    {
        html.Append("<ul class=\"verdicts\">\n");
        foreach (Claim claim in verdicts.Claims)
        {
            html.Append("<li class=\"").Append(claim.Outcome switch { ClaimOutcome.Holds => "holds", ClaimOutcome.DoesNotHold => "fails", _ => "open" })
                .Append("\"><span class=\"verdict\">").Append(claim.Outcome.InWords()).Append("</span> <span class=\"claim\">").Append(Prose(claim.Statement))
                .Append("</span> <span class=\"evidence\">").Append(Prose(claim.Evidence)).Append("</span></li>\n");
        }

        html.Append("</ul>\n");
    }

    private static string Right(string column) => column.StartsWith('>') ? " class=\"n\"" : string.Empty;

    private static string[] Ids(IReadOnlyList<ReportSection> sections)
    {
        HashSet<string> used = [];
        string[] ids = new string[sections.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            string id = ReportWriter.Slug(sections[i].Heading);
            ids[i] = id.Length > 0 && used.Add(id) ? id : $"section-{i + 1}";
        }

        return ids;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Text with backquotes as code.</summary>
    private static string Prose(string text)
    {
        string[] parts = text.Split('`');
        var html = new StringBuilder(Encode(parts[0]));
        for (int i = 1; i < parts.Length; i++)
        {
            bool code = i % 2 == 1 && i < parts.Length - 1;
            html.Append(code ? "<code>" : i % 2 == 1 ? "`" : string.Empty).Append(Encode(parts[i])).Append(code ? "</code>" : string.Empty);
        }

        return html.ToString();
    }
}

using System.Text;
using ContextFabric.Bench.Charts;

namespace ContextFabric.Bench.Reports;

/// <summary>Writes a report as Markdown, as one HTML page, and its figures as files.</summary>
internal static class ReportWriter
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files; those of an earlier report are replaced, each as a whole.</summary>
    /// <param name="report">What to write. Figures need names that differ.</param>
    /// <param name="folder">Is made where it is missing.</param>
    /// <param name="formats">Which files.</param>
    /// <returns>The paths written, relative to the folder.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="ArgumentException">Two figures have one name, or a row has more or fewer cells than there are columns.</exception>
    public static IReadOnlyList<string> Write(Report report, string folder, ReportFormats formats)
    {
        Check(report);
        report = WithNotes(report);
        List<string> written = [];
        Directory.CreateDirectory(folder);
        Figure[] figures = [.. report.Sections.SelectMany(s => s.Blocks).OfType<Figure>()];
        Dictionary<string, string> pictures = formats.HasFlag(ReportFormats.Html) || formats.HasFlag(ReportFormats.Svg)
            ? figures.ToDictionary(f => f.Name, f => ChartRenderer.Svg(f.Chart, f.Name, f.Alternative))
            : [];
        foreach (Figure figure in figures)
        {
            if (formats.HasFlag(ReportFormats.Svg))
            {
                Replace(figure.Path(".svg"), s_utf8.GetBytes(pictures[figure.Name]));
            }

            if (formats.HasFlag(ReportFormats.Png))
            {
                Replace(figure.Path(".png"), ChartRenderer.Png(figure.Chart));
            }
        }

        if (formats.HasFlag(ReportFormats.Markdown))
        {
            Replace("report.md", s_utf8.GetBytes(MarkdownReport.Write(report, formats)));
        }

        if (formats.HasFlag(ReportFormats.Html))
        {
            Replace("report.html", s_utf8.GetBytes(HtmlReport.Write(report, pictures)));
        }

        return written;

        void Replace(string name, byte[] content)
        {
            WriteWhole(System.IO.Path.Combine(folder, name), content);
            written.Add(name);
        }
    }

    /// <summary>Where the file of a figure lies in the folder of its report.</summary>
    public static string Path(this Figure figure, string extension) => "figures/" + Slug(figure.Name) + extension;

    /// <summary>A text as part of a file name or an id: letters, digits and hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (char c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '_' or '.')
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-', '.');
    }

    /// <summary>Replaces a file by another in one step, so that a reader never sees half of it.</summary>
    public static void WriteWhole(string path, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        string unfinished = path + ".unfinished";
        try
        {
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static Report WithNotes(Report report) => ChartRenderer.TextProblem is { } problem
        ? report with { Sections = [.. report.Sections, new ReportSection("About the figures", [new Paragraph(problem)])] }
        : report;

    private static void Check(Report report)
    {
        HashSet<string> names = [];
        foreach (ReportBlock block in report.Sections.SelectMany(s => s.Blocks))
        {
            if (block is Figure figure && !names.Add(Slug(figure.Name)))
            {
                throw new ArgumentException($"two figures are named '{figure.Name}'", nameof(report));
            }

            if (block is ReportTable table && table.Rows.FirstOrDefault(r => r.Count != table.Columns.Count) is { } row)
            {
                throw new ArgumentException($"'{table.Caption}' has {table.Columns.Count} columns, but a row of {row.Count} cells", nameof(report));
            }
        }
    }
}

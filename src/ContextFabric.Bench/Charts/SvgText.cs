using System.Text.RegularExpressions;

namespace ContextFabric.Bench.Charts;

/// <summary>Makes the SVG that the drawing library writes fit to stand in a page with others of its kind.</summary>
internal static partial class SvgText
{
    /// <summary>
    /// Ids get a prefix (the library counts from 0 in every picture), the size becomes a view box, texts get a fallback
    /// for readers without the font, and the alternative is read out instead of the parts.
    /// </summary>
    public static string ForPage(string svg, string name, string alternative, int width, int height)
    {
        string prefix = NotAName().Replace(name, "-") + "-";
        int start = svg.IndexOf("<svg", StringComparison.Ordinal);
        int body = svg.IndexOf('>', start) + 1;
        string content = Id().Replace(svg[body..], m => $"id=\"{prefix}{m.Groups[1].Value}\"");
        content = Reference().Replace(content, m => $"{m.Groups[1].Value}#{prefix}{m.Groups[2].Value}");
        content = FontFamily().Replace(content, m => $"font-family=\"{m.Groups[1].Value}, Verdana, sans-serif\"");
        content = TrailingComma().Replace(content, "\"");
        string label = System.Net.WebUtility.HtmlEncode(alternative);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 {width} {height}\" "
            + $"width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{label}\">" + content.TrimEnd() + "\n";
    }

    [GeneratedRegex("\\bid=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("""(url\(|href=")#([^)"]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("font-family=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex FontFamily();

    [GeneratedRegex(", \"", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingComma();

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotAName();
}

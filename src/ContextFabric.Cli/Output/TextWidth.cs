using System.Globalization;
using System.Text;

namespace ContextFabric.Cli.Output;

/// <summary>Columns that a text takes up in plain output.</summary>
internal static class TextWidth
{
    /// <summary>Number of code points that are neither combining marks nor invisible.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1;
        }

        return width;
    }

    /// <summary>The text filled up with blanks to a width.</summary>
    public static string Pad(string text, int width, bool left)
    {
        string fill = new(' ', Math.Max(0, width - Of(text)));
        return left ? fill + text : text + fill;
    }

    /// <summary>The text on one line, cut to a number of characters.</summary>
    public static string OneLine(string text, int limit)
    {
        string line = text.Trim().ReplaceLineEndings(" ").Replace('\t', ' ');
        if (line.Length <= limit)
        {
            return line;
        }

        int end = limit - 1;
        while (end > 0 && (char.IsLowSurrogate(line[end]) || char.GetUnicodeCategory(line[end]) == UnicodeCategory.NonSpacingMark))
        {
            end--;
        }

        return string.Concat(line.AsSpan(0, end), "…");
    }
}

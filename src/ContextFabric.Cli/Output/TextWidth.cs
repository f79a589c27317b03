using System.Globalization;
using System.Text;

namespace ContextFabric.Cli.Output;

/// <summary>Columns that a text takes up in plain output.</summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    /// <summary>Number of code points that are neither combining marks nor invisible.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>The beginning of a text, at most so many columns; a cut is marked and leaves no letter without its marks.</summary>
    public static string CutEnd(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        int end = 0;
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Of(rune);
            if (columns >= width)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return width <= 0 ? string.Empty : string.Concat(text.AsSpan(0, end), Ellipsis);
    }

    /// <summary>The end of a text, at most so many columns; a cut is marked and leaves no letter without its marks.</summary>
    public static string CutStart(string text, int width)
    {
        int excess = Of(text) - width;
        if (excess <= 0)
        {
            return text;
        }

        // one column more makes room for the sign; the marks of the last letter that goes have no column and go with it
        int begin = 0;
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Of(rune);
            if (columns > excess + 1)
            {
                break;
            }

            begin += rune.Utf16SequenceLength;
        }

        return width <= 0 ? string.Empty : string.Concat(Ellipsis, text.AsSpan(begin));
    }

    /// <summary>The text filled up with blanks to a width.</summary>
    public static string Pad(string text, int width, bool left)
    {
        string fill = new(' ', Math.Max(0, width - Of(text)));
        return left ? fill + text : text + fill;
    }

    /// <summary>The words of a text on lines of at most so many columns; a longer word has a line of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="taken">Columns of the first line that something else takes up.</param>
    public static IEnumerable<string> Wrap(string text, int width, int taken = 0)
    {
        var line = new StringBuilder();
        int columns = taken;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int size = Of(word);
            if (line.Length > 0 && columns + 1 + size > width)
            {
                yield return line.ToString();
                line.Clear();
                columns = 0;
            }

            if (line.Length > 0)
            {
                line.Append(' ');
                columns++;
            }

            line.Append(word);
            columns += size;
        }

        yield return line.ToString();
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

        return string.Concat(line.AsSpan(0, end), Ellipsis);
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1;
}

using System.Text;

namespace ContextFabric.Templates;

/// <summary>Escapes in atoms, conditions and operators: <c>\\</c>, backslash with space, <c>\t</c>, <c>\n</c>, <c>\|</c> and <c>\=</c>.</summary>
internal static class TemplateEscapes
{
    /// <summary>True when an escape starts at a position.</summary>
    public static bool IsEscape(ReadOnlySpan<char> text, int at)
        => text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\\' or ' ' or 't' or 'n' or '|' or '=';

    /// <summary>Position of the first of some characters that is not part of an escape, or −1.</summary>
    public static int IndexOfAny(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted, int start)
    {
        for (int at = start; at < text.Length; at++)
        {
            if (IsEscape(text, at))
            {
                at++;
            }
            else if (wanted.Contains(text[at]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The text that is meant. Any other backslash stands for itself.</summary>
    public static string Undo(ReadOnlySpan<char> text) => Undo(text, inPattern: false);

    /// <summary>The regular expression that is meant: an escaped bar or equals sign stays escaped.</summary>
    public static string UndoInPattern(ReadOnlySpan<char> text) => Undo(text, inPattern: true);

    /// <summary>The texts between bars that are not escaped.</summary>
    public static List<string> Alternatives(ReadOnlySpan<char> text)
    {
        var values = new List<string>();
        while (true)
        {
            int bar = IndexOfAny(text, "|", 0);
            if (bar < 0)
            {
                values.Add(Undo(text));
                return values;
            }

            values.Add(Undo(text[..bar]));
            text = text[(bar + 1)..];
        }
    }

    private static string Undo(ReadOnlySpan<char> text, bool inPattern)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (!IsEscape(text, at))
            {
                plain.Append(text[at]);
                continue;
            }

            at++;
            if (inPattern && text[at] is '|' or '=')
            {
                plain.Append('\\');
            }

            plain.Append(text[at] switch
            {
                't' => '\t',
                'n' => '\n',
                char itself => itself,
            });
        }

        return plain.ToString();
    }
}

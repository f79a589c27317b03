namespace ContextFabric.Templates;

/// <summary>Cuts a template into lines and tokens and tells the kinds of lines apart.</summary>
internal static class TemplateLexer
{
    private const string OperatorStart = ".#&|[]<>:=-";

    /// <summary>The lines of a text, without blank ones and comments. LF, CRLF and a lone CR end a line.</summary>
    public static List<TemplateLine> Lines(string text)
    {
        var lines = new List<TemplateLine>();
        var tokens = new List<TemplateToken>();
        int start = 0;
        for (int number = 1; start <= text.Length; number++)
        {
            int length = text.AsSpan(start).IndexOfAny('\n', '\r');
            int end = length < 0 ? text.Length : start + length;
            tokens.Clear();
            Cut(text, start, end, number, tokens);
            if (tokens.Count > 0)
            {
                lines.Add(new TemplateLine(KindOf(tokens), tokens[0].Range.Column - 1, [.. tokens]));
            }

            start = end + (text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        }

        return lines;
    }

    /// <summary>Where the lines of a text start, blank ones included.</summary>
    public static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && !text.AsSpan(at + 1).StartsWith('\n')))
            {
                starts.Add(at + 1);
            }
        }

        return starts;
    }

    /// <summary>White space as Python sees it: the four separators U+001C to U+001F count too.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    /// <summary>True when the text can be the name of an atom.</summary>
    public static bool IsName(string text)
        => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TemplateCharacters.Name);

    /// <summary>True when the text can stand in the place of an operator.</summary>
    public static bool IsOperator(string text) => text.Length > 0 && OperatorStart.Contains(text[0], StringComparison.Ordinal);

    /// <summary>True when the text can be an atom: the characters that make a condition occur escaped only.</summary>
    public static bool IsAtom(string text) => TemplateEscapes.IndexOfAny(text, "=#<>~*", 0) < 0;

    private static void Cut(string text, int start, int end, int number, List<TemplateToken> tokens)
    {
        int at = start;
        while (true)
        {
            while (at < end && IsSpace(text[at]))
            {
                at++;
            }

            if (at == end || (tokens.Count == 0 && text[at] == '%'))
            {
                return;
            }

            int from = at;
            while (at < end && !IsSpace(text[at]))
            {
                // The escape of a space is part of the token, but never goes beyond the line.
                at += at + 1 < end && TemplateEscapes.IsEscape(text, at) ? 2 : 1;
            }

            tokens.Add(new TemplateToken(text[from..at], new TextRange(number, from - start + 1, at - from)));
        }
    }

    private static TemplateLineKind KindOf(List<TemplateToken> tokens)
    {
        string first = tokens[0].Text;
        if (tokens.Count == 1 && first is "/where/" or "/have/" or "/without/" or "/with/" or "/or/" or "/-/")
        {
            return TemplateLineKind.Keyword;
        }

        // "." is the atom of any type and ".." the parent of a quantifier, also where they could be operators.
        bool startsWithOperator = IsOperator(first) && first is not ("." or "..");
        if (startsWithOperator && tokens.Count == 1)
        {
            return TemplateLineKind.Operator;
        }

        if (tokens.Count == 3 && IsName(first) && IsOperator(tokens[1].Text) && IsName(tokens[2].Text))
        {
            return TemplateLineKind.Relation;
        }

        if (startsWithOperator && IsAtom(tokens[1].Text))
        {
            return TemplateLineKind.OperatorAtom;
        }

        return IsAtom(first) ? TemplateLineKind.Atom : TemplateLineKind.Conditions;
    }
}

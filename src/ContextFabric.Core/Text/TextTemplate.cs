namespace ContextFabric;

/// <summary>
/// A text format template, parsed but not yet bound to features: literal text and variables
/// <c>{name/name:default}</c>, after an optional target type <c>type#</c>.
/// </summary>
internal sealed class TextTemplate
{
    private TextTemplate(string source, string? targetType, List<TextPiece> pieces, List<int> strayBraces)
    {
        Source = source;
        TargetType = targetType;
        Pieces = pieces;
        StrayBraces = strayBraces;
        FeatureNames = [.. pieces.SelectMany(p => p.Names).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The template as written.</summary>
    public string Source { get; }

    /// <summary>Type whose nodes the template applies to; null = slots.</summary>
    public string? TargetType { get; }

    /// <summary>Literals and variables from left to right.</summary>
    public IReadOnlyList<TextPiece> Pieces { get; }

    /// <summary>0-based positions in <see cref="Source"/> of braces that are part of no variable.</summary>
    public IReadOnlyList<int> StrayBraces { get; }

    /// <summary>Distinct names of all variables.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Parses a template; every text is one.</summary>
    public static TextTemplate Parse(string source, Func<string, bool> isType)
    {
        string? target = TargetOf(source, isType);
        int start = target is null ? 0 : target.Length + 1;
        int literal = start;
        var pieces = new List<TextPiece>();
        var stray = new List<int>();
        for (int i = start; i < source.Length; i++)
        {
            int close = source[i] == '{' ? source.IndexOf('}', i) : -1;
            if (close > i + 1)
            {
                AddLiteral(source[literal..i], pieces);
                pieces.Add(Variable(source[(i + 1)..close]));
                literal = close + 1;
                i = close;
            }
            else if (source[i] is '{' or '}')
            {
                stray.Add(i);
            }
        }

        AddLiteral(source[literal..], pieces);
        return new TextTemplate(source, target, pieces, stray);
    }

    private static string? TargetOf(string source, Func<string, bool> isType)
    {
        int hash = source.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 && isType(source[..hash]) ? source[..hash] : null;
    }

    private static void AddLiteral(string text, List<TextPiece> pieces)
    {
        if (text.Length > 0)
        {
            string plain = text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
            pieces.Add(new TextPiece([], plain));
        }
    }

    private static TextPiece Variable(string inside)
    {
        // The names are at least one character, so a colon in first position belongs to them.
        int colon = inside.IndexOf(':', 1);
        return colon < 0
            ? new TextPiece(inside.Split('/'), "")
            : new TextPiece(inside[..colon].Split('/'), inside[(colon + 1)..]);
    }
}

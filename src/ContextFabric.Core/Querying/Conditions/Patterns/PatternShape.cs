using System.Text;

namespace ContextFabric.Querying;

/// <summary>What a pattern comes down to when it is searched for.</summary>
internal enum PatternShapeKind
{
    Other,
    Contains,
    StartsWith,
    EndsWith,
    IsEqual,
}

/// <summary>A pattern that is a plain text, or at least begins with one at the start of the text.</summary>
/// <param name="Kind">How the text is compared.</param>
/// <param name="Text">The plain text as UTF-8; empty when the pattern is none.</param>
/// <param name="Prefix">What all texts that match start with.</param>
/// <param name="SkipsLineFeed">True when the end is before a line feed that is the last character, too.</param>
internal sealed record PatternShape(PatternShapeKind Kind, byte[] Text, byte[] Prefix, bool SkipsLineFeed)
{
    /// <summary>Finds out the shape of a parsed pattern.</summary>
    public static PatternShape Of(PatternNode node)
    {
        var items = new List<PatternNode>();
        Flatten(node, items);
        bool isAtStart = items.Count > 0 && items[0] is PatternNode.Anchor { Kind: PatternAnchor.StartOfText };
        PatternAnchor? end = items.Count > 0 && items[^1] is PatternNode.Anchor { Kind: PatternAnchor.EndOfText or PatternAnchor.BeforeLastLineFeed } last ? last.Kind : null;
        int from = isAtStart ? 1 : 0;
        int to = items.Count - (end is null ? 0 : 1);

        // What may match nothing says nothing, unless something must follow.
        while (end is null && to > from && items[to - 1] is PatternNode.Repeat { Min: 0 })
        {
            to--;
        }

        while (!isAtStart && from < to && items[from] is PatternNode.Repeat { Min: 0, Mode: not RepeatMode.Possessive })
        {
            from++;
        }

        var text = new StringBuilder();
        int at = from;
        while (at < to && items[at] is PatternNode.Literal literal && Rune.IsValid(literal.CodePoint))
        {
            text.Append(new Rune(literal.CodePoint));
            at++;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
        if (at < to)
        {
            return new(PatternShapeKind.Other, [], isAtStart ? utf8 : [], false);
        }

        PatternShapeKind kind = end is null
            ? isAtStart ? PatternShapeKind.StartsWith : PatternShapeKind.Contains
            : isAtStart ? PatternShapeKind.IsEqual : PatternShapeKind.EndsWith;
        return new(kind, utf8, isAtStart ? utf8 : [], end == PatternAnchor.BeforeLastLineFeed);
    }

    /// <summary>True when the plain text is where it must be.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => Kind switch
    {
        PatternShapeKind.Contains => utf8.IndexOf(Text) >= 0,
        PatternShapeKind.StartsWith => utf8.StartsWith(Text),
        _ => IsAtEnd(utf8) || (SkipsLineFeed && utf8 is [.., (byte)'\n'] && IsAtEnd(utf8[..^1])),
    };

    private bool IsAtEnd(ReadOnlySpan<byte> utf8)
        => Kind == PatternShapeKind.IsEqual ? utf8.SequenceEqual(Text) : utf8.EndsWith(Text);

    private static void Flatten(PatternNode node, List<PatternNode> items)
    {
        switch (node)
        {
            case PatternNode.Sequence sequence:
                foreach (PatternNode item in sequence.Items)
                {
                    Flatten(item, items);
                }

                break;
            case PatternNode.Group group:
                Flatten(group.Item, items);
                break;
            default:
                items.Add(node);
                break;
        }
    }
}

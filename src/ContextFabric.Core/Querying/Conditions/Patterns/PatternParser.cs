using System.Text;

namespace ContextFabric.Querying;

/// <summary>
/// Parses a regular expression in Python's dialect. What Python refuses is refused; what other dialects read
/// differently is read as Python does.
/// </summary>
internal sealed partial class PatternParser
{
    // Deeper patterns are no one's handiwork, and parser and engine are recursive.
    private const int MaxDepth = 100;

    private readonly string _text;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    // Of each group, from 0 (the whole): what it is, once it is closed.
    private readonly List<PatternNode?> _groups = [null];
    private readonly List<(int Number, int Position)> _conditions = [];
    private int _at;
    private int _depth;
    private int _groupsBeforeLookBehind = -1;
    private PatternFlags _globalFlags;

    private PatternParser(string text) => _text = text;

    /// <summary>Groups that are referred to within the pattern.</summary>
    public HashSet<int> Referenced { get; } = [];

    /// <summary>Parses a whole pattern.</summary>
    /// <exception cref="PatternSyntaxException">It is faulty.</exception>
    public static (PatternNode Node, IReadOnlySet<int> ReferencedGroups) Parse(string text)
    {
        var parser = new PatternParser(text);
        PatternNode node = parser.ParseAlternatives(PatternFlags.None);
        if (parser._at < text.Length)
        {
            throw parser.Error("there is no group that this parenthesis could close", parser._at);
        }

        foreach ((int number, int position) in parser._conditions)
        {
            if (number >= parser._groups.Count)
            {
                throw parser.Error($"there is no group {number}", position);
            }
        }

        return (node, parser.Referenced);
    }

    private PatternSyntaxException Error(string message, int position) => new(message, Math.Min(position, _text.Length));

    private int Peek() => _at < _text.Length ? _text[_at] : -1;

    private bool Accept(char expected)
    {
        bool found = Peek() == expected;
        _at += found ? 1 : 0;
        return found;
    }

    private int NextCodePoint()
    {
        if (Rune.TryGetRuneAt(_text, _at, out Rune rune))
        {
            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }

        return _text[_at++];
    }

    private PatternNode ParseAlternatives(PatternFlags flags)
    {
        if (++_depth > MaxDepth)
        {
            throw Error("groups are nested too deeply", _at);
        }

        bool isWhole = _depth == 1;
        List<PatternNode> items = [ParseSequence(flags, isStart: isWhole)];
        while (Accept('|'))
        {
            items.Add(ParseSequence(isWhole ? _globalFlags : flags, isStart: false));
        }

        _depth--;
        return items.Count == 1 ? items[0] : new PatternNode.Alternation(items);
    }

    private PatternNode.Sequence ParseSequence(PatternFlags flags, bool isStart)
    {
        var items = new List<PatternNode>();
        while (Peek() is not (-1 or '|' or ')'))
        {
            int start = _at;
            int codePoint = NextCodePoint();
            if (flags.HasFlag(PatternFlags.Verbose) && SkipSpace(codePoint))
            {
                continue;
            }

            switch (codePoint)
            {
                case '\\':
                    items.Add(ParseEscape(start, flags));
                    break;
                case '[':
                    items.Add(ParseClass(start, flags));
                    break;
                case '.':
                    items.Add(new PatternNode.Characters(flags.HasFlag(PatternFlags.DotAll) ? CodePointSet.Empty : CodePointSet.Of([new('\n', '\n')]), false, false, IsNegated: true));
                    break;
                case '^':
                    items.Add(new PatternNode.Anchor(flags.HasFlag(PatternFlags.Multiline) ? PatternAnchor.StartOfLine : PatternAnchor.StartOfText));
                    break;
                case '$':
                    items.Add(new PatternNode.Anchor(flags.HasFlag(PatternFlags.Multiline) ? PatternAnchor.EndOfLine : PatternAnchor.BeforeLastLineFeed));
                    break;
                case '*' or '+' or '?':
                    ParseRepeat(items, start, codePoint == '+' ? 1 : 0, codePoint == '?' ? 1 : PatternNode.Unbounded);
                    break;
                case '{' when TryParseBounds(start, out long min, out long max):
                    ParseRepeat(items, start, min, max);
                    break;
                case '(':
                    if (ParseGroup(start, flags, isStart && items.Count == 0) is PatternNode group)
                    {
                        items.Add(group);
                    }
                    else
                    {
                        // Flags or a comment. Flags at the start are those of the whole pattern.
                        flags = isStart ? _globalFlags : flags;
                    }

                    break;
                default:
                    items.Add(ToLiteral(codePoint, flags));
                    break;
            }
        }

        return new PatternNode.Sequence(items);
    }

    /// <summary>Skips white space or a comment of a verbose pattern, whose first character was read.</summary>
    private bool SkipSpace(int codePoint)
    {
        if (codePoint is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
        {
            return true;
        }

        if (codePoint != '#')
        {
            return false;
        }

        int end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end + 1;
        return true;
    }

    private static PatternNode ToLiteral(int codePoint, PatternFlags flags)
    {
        if (flags.HasFlag(PatternFlags.IgnoreCase))
        {
            CodePointSet one = CodePointSet.Of([new(codePoint, codePoint)]);
            CodePointSet closed = CaseFolding.Close(one, flags.HasFlag(PatternFlags.Ascii));
            if (closed.Ranges.Length > 1 || closed.Ranges[0].First < closed.Ranges[0].Last)
            {
                return new PatternNode.Characters(closed, false, false, IsNegated: false);
            }
        }

        return new PatternNode.Literal(codePoint);
    }

    /// <summary>Reads what follows <c>{</c>; when it is no repetition, the brace is a plain character.</summary>
    private bool TryParseBounds(int start, out long min, out long max)
    {
        int begin = _at;
        min = 0;
        max = PatternNode.Unbounded;
        if (Peek() != '}')
        {
            string low = Digits();
            bool isOpen = Accept(',');
            string high = isOpen ? Digits() : low;
            if (Accept('}'))
            {
                min = Bound(low, 0, start);
                max = Bound(high, PatternNode.Unbounded, start);
                return max >= min ? true : throw Error("the least number of repetitions is greater than the greatest", start);
            }
        }

        _at = begin;
        return false;
    }

    private string Digits()
    {
        int begin = _at;
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        return _text[begin.._at];
    }

    private long Bound(string digits, long whenEmpty, int position)
    {
        if (digits.Length == 0)
        {
            return whenEmpty;
        }

        // The engine counts in 32 bits.
        return long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out long bound) && bound < int.MaxValue
            ? bound
            : throw Error("the number of repetitions is too large", position);
    }

    private void ParseRepeat(List<PatternNode> items, int start, long min, long max)
    {
        if (items.Count == 0 || items[^1] is PatternNode.Anchor)
        {
            throw Error("there is nothing to repeat", start);
        }

        if (items[^1] is PatternNode.Repeat)
        {
            throw Error("a repetition is repeated", start);
        }

        RepeatMode mode = Accept('?') ? RepeatMode.Lazy : Accept('+') ? RepeatMode.Possessive : RepeatMode.Greedy;
        items[^1] = new PatternNode.Repeat(items[^1], min, max, mode);
    }
}

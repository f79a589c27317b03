using System.Globalization;
using System.Text;

namespace ContextFabric.Querying;

/// <summary>
/// Writes a parsed pattern for the .NET engine. That one sees UTF-16 units: for texts with characters of two units
/// it needs another form of the pattern, in which every class has an alternative for these.
/// </summary>
internal sealed class PatternWriter
{
    // No unit at all. A look-around would say it, too, but not every engine takes one.
    private const string Never = "[^\\s\\S]";

    // The name keeps the engine from merging the group with a repetition around it, which it gets wrong: to it
    // (?>a+)?a is not in "a". It clashes with no other group, for these have numbers.
    private const string Atomic = "(?>(?<atomic>";

    // Texts are well formed, so this is the middle of a pair.
    private const string NotWithinPair = "(?<![\\uD800-\\uDBFF])";

    private readonly StringBuilder _out = new();
    private readonly IReadOnlySet<int> _captured;
    private readonly bool _hasPairs;

    private PatternWriter(IReadOnlySet<int> captured, bool hasPairs)
    {
        _captured = captured;
        _hasPairs = hasPairs;
    }

    /// <summary>True when the pattern has something for which the engine must be able to go back.</summary>
    private bool HasLook { get; set; }

    private bool HasReference { get; set; }

    /// <summary>The pattern for texts that have (or do not have) characters of two UTF-16 units.</summary>
    public static string Write(PatternNode node, IReadOnlySet<int> captured, bool hasPairs, out bool needsBacktracking)
    {
        var writer = new PatternWriter(captured, hasPairs);
        writer.Add(node);
        needsBacktracking = writer.HasLook || writer.HasReference;
        string pattern = writer._out.ToString();

        // Something that looks around may match nothing, and must not do so in the middle of a pair.
        return hasPairs && writer.HasLook ? $"{NotWithinPair}(?:{pattern})" : pattern;
    }

    private void Add(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Literal literal:
                AddLiteral(literal.CodePoint);
                break;
            case PatternNode.Characters characters:
                AddCharacters(characters);
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode item in sequence.Items)
                {
                    AddItem(item);
                }

                break;
            case PatternNode.Alternation alternation:
                AddAlternatives(alternation.Items);
                break;
            case PatternNode.Group group:
                Enclose(_captured.Contains(group.Number) ? string.Create(CultureInfo.InvariantCulture, $"(?<{group.Number}>") : "(?:", group.Item);
                break;
            case PatternNode.Atomic atomic:
                Enclose(Atomic, atomic.Item);
                _out.Append(')');
                HasReference = true;
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case PatternNode.Look look:
                HasLook = true;
                Enclose(look.IsBehind ? look.IsNegative ? "(?<!" : "(?<=" : look.IsNegative ? "(?!" : "(?=", look.Item);
                break;
            case PatternNode.BackReference reference:
                HasReference = true;
                _out.Append(CultureInfo.InvariantCulture, $"(?{(reference.IgnoresCase ? "i" : "")}:\\k<{reference.Number}>)");
                break;
            case PatternNode.Conditional conditional:
                HasReference = true;
                _out.Append(CultureInfo.InvariantCulture, $"(?({conditional.Number})");
                AddAlternatives([conditional.Yes, conditional.No ?? new PatternNode.Sequence([])]);
                _out.Append(')');
                break;
            case PatternNode.Anchor anchor:
                AddAnchor(anchor.Kind);
                break;
        }
    }

    /// <summary>An item of a sequence: alternatives among others need a group.</summary>
    private void AddItem(PatternNode item)
    {
        if (item is PatternNode.Alternation)
        {
            Enclose("(?:", item);
        }
        else
        {
            Add(item);
        }
    }

    private void AddAlternatives(IReadOnlyList<PatternNode> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            _out.Append(i == 0 ? "" : "|");
            AddItem(items[i]);
        }
    }

    private void Enclose(string opening, PatternNode item)
    {
        _out.Append(opening);
        Add(item);
        _out.Append(')');
    }

    private void AddRepeat(PatternNode.Repeat repeat)
    {
        HasReference |= repeat.Mode == RepeatMode.Possessive;
        _out.Append(repeat.Mode == RepeatMode.Possessive ? Atomic : "");
        Enclose("(?:", repeat.Item);
        _out.Append((repeat.Min, repeat.Max) switch
        {
            (0, PatternNode.Unbounded) => "*",
            (1, PatternNode.Unbounded) => "+",
            (0, 1) => "?",
            (long min, PatternNode.Unbounded) => string.Create(CultureInfo.InvariantCulture, $"{{{min},}}"),
            (long min, long max) => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
        });
        _out.Append(repeat.Mode switch { RepeatMode.Lazy => "?", RepeatMode.Possessive => "))", _ => "" });
    }

    private void AddAnchor(PatternAnchor kind)
    {
        switch (kind)
        {
            case PatternAnchor.StartOfText:
                _out.Append("\\A");
                break;
            case PatternAnchor.StartOfLine:
                _out.Append("(?m:^)");
                break;
            case PatternAnchor.EndOfText:
                _out.Append("\\z");
                break;
            case PatternAnchor.BeforeLastLineFeed:
                _out.Append("\\Z");
                break;
            case PatternAnchor.EndOfLine:
                _out.Append("(?m:$)");
                break;
            default:
                AddBoundary(kind is PatternAnchor.AsciiWordBoundary or PatternAnchor.NoAsciiWordBoundary, kind is PatternAnchor.NoWordBoundary or PatternAnchor.NoAsciiWordBoundary);
                break;
        }
    }

    /// <summary>The engine has another notion of a word than Python, so its own boundaries are of no use.</summary>
    private void AddBoundary(bool isAscii, bool isNegated)
    {
        HasLook = true;
        var writer = new PatternWriter(_captured, _hasPairs);
        writer.AddCharacters(isAscii ? new(CodePointSet.AsciiWord, false, false, false) : new(CodePointSet.Empty, true, false, false));
        string word = writer._out.ToString();

        // In an empty text there is neither a boundary nor none.
        _out.Append(isNegated
            ? $"(?:(?<={word})(?={word})|(?<!{word})(?!{word})(?!\\A\\z))"
            : $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))");
    }

    private void AddLiteral(int codePoint)
    {
        if (codePoint is >= 0xD800 and <= 0xDFFF || (codePoint >= CodePointSet.FirstAstral && !_hasPairs))
        {
            _out.Append(Never);
        }
        else if (codePoint >= CodePointSet.FirstAstral)
        {
            _out.Append("(?:").Append(char.ConvertFromUtf32(codePoint)).Append(')');
        }
        else
        {
            AddUnit(_out, codePoint);
        }
    }

    private void AddCharacters(PatternNode.Characters characters)
    {
        string units = Units(characters);
        if (!_hasPairs)
        {
            _out.Append(units);
            return;
        }

        CodePointSet pairs = (characters.IsNegated ? characters.All.Complement() : characters.All).Within(CodePointSet.FirstAstral, CodePointSet.Max);
        if (pairs.IsEmpty)
        {
            _out.Append(units);
            return;
        }

        _out.Append("(?:");
        if (units != Never)
        {
            _out.Append(units).Append('|');
        }

        SurrogatePairs.Append(_out, pairs);
        _out.Append(')');
    }

    /// <summary>The class of the characters of one unit.</summary>
    private string Units(PatternNode.Characters characters)
    {
        var members = new StringBuilder();
        foreach (CodePointRange range in characters.Set.Ranges)
        {
            AddRange(members, range.First, Math.Min(range.Last, 0xD7FF));
            AddRange(members, Math.Max(range.First, 0xE000), Math.Min(range.Last, 0xFFFF));
        }

        members.Append(characters.HasWord ? "\\p{L}\\p{N}_" : "").Append(characters.HasDigit ? "\\p{Nd}" : "");
        if (!characters.IsNegated)
        {
            return members.Length == 0 ? Never : $"[{members}]";
        }

        members.Append(_hasPairs ? "\\uD800-\\uDFFF" : "");
        return members.Length == 0 ? "[\\s\\S]" : $"[^{members}]";
    }

    private static void AddRange(StringBuilder members, int first, int last)
    {
        if (first > last)
        {
            return;
        }

        AddUnit(members, first);
        if (last > first)
        {
            members.Append('-');
            AddUnit(members, last);
        }
    }

    private static void AddUnit(StringBuilder to, int unit)
    {
        if (unit < 0x80 && !char.IsAsciiLetterOrDigit((char)unit))
        {
            to.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
        }
        else
        {
            to.Append((char)unit);
        }
    }
}

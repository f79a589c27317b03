using System.Globalization;

namespace ContextFabric.Querying;

/// <content>Escapes and character classes.</content>
internal sealed partial class PatternParser
{
    /// <summary>What stands behind a backslash that was read, outside a class.</summary>
    private PatternNode ParseEscape(int start, PatternFlags flags)
    {
        bool isAscii = flags.HasFlag(PatternFlags.Ascii);
        switch (Peek())
        {
            case 'A':
                return Take(new PatternNode.Anchor(PatternAnchor.StartOfText));
            case 'Z':
                return Take(new PatternNode.Anchor(PatternAnchor.EndOfText));
            case 'b':
                return Take(new PatternNode.Anchor(isAscii ? PatternAnchor.AsciiWordBoundary : PatternAnchor.WordBoundary));
            case 'B':
                return Take(new PatternNode.Anchor(isAscii ? PatternAnchor.NoAsciiWordBoundary : PatternAnchor.NoWordBoundary));
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                char letter = _text[_at++];
                return ToCharacters(CategoryOf(char.ToLowerInvariant(letter), isAscii), isNegated: char.IsAsciiLetterUpper(letter), flags);
            case >= '1' and <= '9' when !IsOctal():
                return ParseBackReference(start, flags);
            default:
                return ToLiteral(ParseCharacter(start), flags);
        }
    }

    private PatternNode.Anchor Take(PatternNode.Anchor anchor)
    {
        _at++;
        return anchor;
    }

    /// <summary>Three octal digits are a character, even where the first could begin the number of a group.</summary>
    private bool IsOctal()
        => _at + 2 < _text.Length && _text[_at] is >= '0' and <= '7' && _text[_at + 1] is >= '0' and <= '7' && _text[_at + 2] is >= '0' and <= '7';

    private PatternNode.BackReference ParseBackReference(int start, PatternFlags flags)
    {
        int begin = _at++;
        if (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        return ReferTo(int.Parse(_text.AsSpan(begin, _at - begin), CultureInfo.InvariantCulture), start, flags);
    }

    private PatternNode.BackReference ReferTo(int number, int start, PatternFlags flags)
    {
        if (number >= _groups.Count)
        {
            throw Error($"there is no group {number}", start);
        }

        RequireClosed(number, start, always: true);
        Referenced.Add(number);
        PatternNode group = _groups[number]!;
        return new PatternNode.BackReference(number, flags.HasFlag(PatternFlags.IgnoreCase), group.MinWidth, group.MaxWidth);
    }

    /// <summary>A group may be referred to once it is closed, but not within the look-behind it belongs to.</summary>
    private void RequireClosed(int number, int start, bool always)
    {
        bool isBehind = _groupsBeforeLookBehind >= 0;
        if ((always || isBehind) && (number >= _groups.Count || _groups[number] is null))
        {
            throw Error($"group {number} is still open", start);
        }

        if (isBehind && number >= _groupsBeforeLookBehind)
        {
            throw Error($"group {number} belongs to the same look-behind", start);
        }
    }

    /// <summary>An escape that stands for one character; the backslash was read.</summary>
    private int ParseCharacter(int start)
    {
        if (_at >= _text.Length)
        {
            throw Error("a backslash is the last character", start);
        }

        int escaped = NextCodePoint();
        switch (escaped)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(2, start);
            case 'u':
                return Hexadecimal(4, start);
            case 'U':
                int codePoint = Hexadecimal(8, start);
                return codePoint is >= 0 and <= CodePointSet.Max ? codePoint : throw BadEscape(start);
            case 'N':
                return Named(start);
            case >= '0' and <= '7':
                return Octal(start);
            case '8' or '9':
            case >= 'a' and <= 'z':
            case >= 'A' and <= 'Z':
                throw BadEscape(start);
            default:
                return escaped;
        }
    }

    private int Octal(int start)
    {
        int end = _at;
        while (end < _text.Length && end < start + 4 && _text[end] is >= '0' and <= '7')
        {
            end++;
        }

        int value = 0;
        foreach (char digit in _text.AsSpan(start + 1, end - start - 1))
        {
            value = (value * 8) + digit - '0';
        }

        _at = end;
        return value <= 0xFF ? value : throw Error($"octal escape {_text[start..end]} is above \\377", start);
    }

    private int Hexadecimal(int digits, int start)
    {
        int end = _at;
        while (end < _text.Length && end < _at + digits && char.IsAsciiHexDigit(_text[end]))
        {
            end++;
        }

        if (end - _at < digits)
        {
            throw Error($"escape {_text[start..end]} needs {digits} hexadecimal digits", start);
        }

        // Eight digits may be beyond a positive int; the caller refuses what is negative.
        int value = unchecked((int)uint.Parse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        _at = end;
        return value;
    }

    private int Named(int start)
    {
        int end = Peek() == '{' ? _text.IndexOf('}', _at) : -1;
        if (end < 0)
        {
            throw Error("\\N needs the name of a character in braces", start);
        }

        string name = _text[(_at + 1)..end];
        _at = end + 1;
        return CharacterNames.TryFind(name, out int codePoint)
            ? codePoint
            : throw Error($"no character named '{name}' is known here; write it as \\uXXXX", start);
    }

    private PatternSyntaxException BadEscape(int start) => Error($"{_text[start..Math.Min(_at, _text.Length)]} is no escape", start);

    /// <summary>A class whose opening bracket was read.</summary>
    private PatternNode.Characters ParseClass(int start, PatternFlags flags)
    {
        bool isNegated = Accept('^');
        var ranges = new List<CodePointRange>();
        CategorySet categories = default;
        for (bool isFirst = true; ; isFirst = false)
        {
            int begin = _at;
            (int low, CategorySet category) = ParseMember(start, flags, isFirst, out bool isEnd);
            if (isEnd)
            {
                break;
            }

            if (Peek() == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
            {
                _at++;
                (int high, _) = ParseMember(start, flags, isFirst: true, out _);
                if (low < 0 || high < low)
                {
                    throw Error($"{_text[begin.._at]} is no range of characters", begin);
                }

                ranges.Add(new(low, high));
            }
            else if (low >= 0)
            {
                ranges.Add(new(low, low));
            }
            else
            {
                categories = categories.Union(category);
            }
        }

        return ToCharacters(categories.Union(new(CodePointSet.Of(ranges), false, false)), isNegated, flags);
    }

    /// <summary>A character of a class, or −1 and a category.</summary>
    private (int CodePoint, CategorySet Category) ParseMember(int start, PatternFlags flags, bool isFirst, out bool isEnd)
    {
        if (_at >= _text.Length)
        {
            throw Error("a character class is not closed", start);
        }

        int begin = _at;
        isEnd = !isFirst && _text[_at] == ']';
        int codePoint = NextCodePoint();
        if (codePoint != '\\')
        {
            return (codePoint, default);
        }

        switch (Peek())
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                return (-1, CategoryOf(_text[_at++], flags.HasFlag(PatternFlags.Ascii)));
            case 'b':
                _at++;
                return ('\b', default);
            default:
                return (ParseCharacter(begin), default);
        }
    }

    private static CategorySet CategoryOf(char letter, bool isAscii) => letter switch
    {
        'd' => isAscii ? new(CodePointSet.AsciiDigit, false, false) : new(null, false, true),
        'w' => isAscii ? new(CodePointSet.AsciiWord, false, false) : new(null, true, false),
        's' => new(isAscii ? CodePointSet.AsciiSpace : CodePointSet.Space, false, false),
        'D' => new((isAscii ? CodePointSet.AsciiDigit : CodePointSet.Digit).Complement(), false, false),
        'W' => new((isAscii ? CodePointSet.AsciiWord : CodePointSet.Word).Complement(), false, false),
        _ => new((isAscii ? CodePointSet.AsciiSpace : CodePointSet.Space).Complement(), false, false),
    };

    private static PatternNode.Characters ToCharacters(CategorySet members, bool isNegated, PatternFlags flags)
    {
        CodePointSet set = members.Set ?? CodePointSet.Empty;
        if (flags.HasFlag(PatternFlags.IgnoreCase))
        {
            set = CaseFolding.Close(set, flags.HasFlag(PatternFlags.Ascii));
        }

        return new PatternNode.Characters(set, members.HasWord, members.HasDigit, isNegated);
    }

    /// <summary>Members of a class: characters, and the categories that the engine knows itself.</summary>
    private readonly record struct CategorySet(CodePointSet? Set, bool HasWord, bool HasDigit)
    {
        public CategorySet Union(CategorySet other)
            => new((Set ?? CodePointSet.Empty).Union(other.Set ?? CodePointSet.Empty), HasWord || other.HasWord, HasDigit || other.HasDigit);
    }
}

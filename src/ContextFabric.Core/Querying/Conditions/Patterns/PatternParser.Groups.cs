using System.Globalization;

namespace ContextFabric.Querying;

/// <content>Groups, assertions, flags.</content>
internal sealed partial class PatternParser
{
    /// <summary>What an opening parenthesis that was read begins; null for a comment and for flags of the whole pattern.</summary>
    private PatternNode? ParseGroup(int start, PatternFlags flags, bool mayHaveFlags)
    {
        if (!Accept('?'))
        {
            return Capture(start, flags, null);
        }

        if (_at >= _text.Length)
        {
            throw Error("the pattern ends within an extension", start);
        }

        int kind = NextCodePoint();
        switch (kind)
        {
            case 'P':
                return ParseNamed(start, flags);
            case ':':
                return Body(start, flags);
            case '>':
                return new PatternNode.Atomic(Body(start, flags));
            case '#':
                int end = _text.IndexOf(')', _at);
                _at = end >= 0 ? end + 1 : throw Error("a comment is not closed", start);
                return null;
            case '=' or '!':
                return new PatternNode.Look(Body(start, flags), IsBehind: false, IsNegative: kind == '!');
            case '<' when Peek() is '=' or '!':
                return LookBehind(start, flags);
            case '(':
                return ParseConditional(start, flags);
            case '-' or 'i' or 'L' or 'm' or 's' or 'x' or 'a' or 'u':
                _at--;
                return ParseFlags(start, flags, mayHaveFlags);
            default:
                if (kind == '<' && _at < _text.Length)
                {
                    NextCodePoint();
                }

                throw Error($"{_text[(start + 1).._at]} is no extension", start + 1);
        }
    }

    private PatternNode Body(int start, PatternFlags flags)
    {
        PatternNode node = ParseAlternatives(flags);
        return Accept(')') ? node : throw Error("a group is not closed", start);
    }

    private PatternNode.Group Capture(int start, PatternFlags flags, string? name)
    {
        int number = _groups.Count;
        _groups.Add(null);
        if (name is not null)
        {
            _names.Add(name, number);
        }

        var group = new PatternNode.Group(number, Body(start, flags));
        _groups[number] = group;
        return group;
    }

    private PatternNode ParseNamed(int start, PatternFlags flags)
    {
        if (Accept('<'))
        {
            string name = Name('>', out int position);
            return _names.TryGetValue(name, out int other)
                ? throw Error($"the name '{name}' belongs to group {other} already", position)
                : Capture(start, flags, name);
        }

        if (!Accept('='))
        {
            _at = Math.Min(_at + 1, _text.Length);
            throw Error($"{_text[(start + 1).._at]} is no extension", start + 1);
        }

        string wanted = Name(')', out int at);
        return ReferTo(NumberOf(wanted, at), at, flags);
    }

    private string Name(char terminator, out int position)
    {
        position = _at;
        int end = _text.IndexOf(terminator, _at);
        if (end < 0)
        {
            throw Error("the name of a group is not closed", position);
        }

        string name = _text[_at..end];
        _at = end + 1;
        return IsName(name) ? name : throw Error($"'{name}' is no name of a group", position);
    }

    private static bool IsName(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != '_' && !char.IsLetter(name, i) && (i == 0 || !char.IsLetterOrDigit(name, i)) && !(i > 0 && char.IsLowSurrogate(name[i])))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private int NumberOf(string name, int position)
        => _names.TryGetValue(name, out int number) ? number : throw Error($"there is no group named '{name}'", position);

    private PatternNode.Look LookBehind(int start, PatternFlags flags)
    {
        bool isNegative = _text[_at++] == '!';
        bool isOutermost = _groupsBeforeLookBehind < 0;
        if (isOutermost)
        {
            _groupsBeforeLookBehind = _groups.Count;
        }

        PatternNode body = Body(start, flags);
        if (isOutermost)
        {
            _groupsBeforeLookBehind = -1;
        }

        return body.MinWidth == body.MaxWidth
            ? new PatternNode.Look(body, IsBehind: true, isNegative)
            : throw Error("a look-behind must have a fixed width", start);
    }

    private PatternNode.Conditional ParseConditional(int start, PatternFlags flags)
    {
        int position = _at;
        int end = _text.IndexOf(')', _at);
        string name = end < 0 ? throw Error("the name of a group is not closed", position) : _text[_at..end];
        _at = end + 1;
        bool isNumber = name.Length > 0 && !name.AsSpan().ContainsAnyExceptInRange('0', '9');
        int number = !isNumber
            ? IsName(name) ? NumberOf(name, position) : throw Error($"'{name}' is no name of a group", position)
            : int.TryParse(name, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : throw Error($"there is no group {name}", position);
        _conditions.Add((number, position));
        RequireClosed(number, position, always: false);
        Referenced.Add(number);

        if (++_depth > MaxDepth)
        {
            throw Error("groups are nested too deeply", start);
        }

        PatternNode yes = ParseSequence(flags, isStart: false);
        PatternNode? no = Accept('|') ? ParseSequence(flags, isStart: false) : null;
        _depth--;
        if (Peek() == '|')
        {
            throw Error("a condition has more than two branches", _at);
        }

        return Accept(')') ? new PatternNode.Conditional(number, yes, no) : throw Error("a group is not closed", start);
    }

    /// <summary>Flags of the whole pattern, or of a group that begins with them.</summary>
    private PatternNode? ParseFlags(int start, PatternFlags flags, bool mayHaveFlags)
    {
        PatternFlags added = ReadFlags(mayRemove: false);
        if (Accept(')'))
        {
            _globalFlags |= mayHaveFlags ? added : throw Error("flags of the whole pattern must stand at its start", start);
            return (_globalFlags & (PatternFlags.Ascii | PatternFlags.Unicode)) == (PatternFlags.Ascii | PatternFlags.Unicode)
                ? throw Error("the flags a and u exclude each other", start)
                : null;
        }

        PatternFlags removed = PatternFlags.None;
        if (Accept('-'))
        {
            int position = _at;
            removed = ReadFlags(mayRemove: true);
            if (removed == PatternFlags.None)
            {
                throw Error("a flag is missing", position);
            }
        }

        if (!Accept(':'))
        {
            throw Error(_at < _text.Length ? $"'{_text[_at]}' is no flag" : "the pattern ends within flags", _at);
        }

        if ((added & removed) != 0)
        {
            throw Error("a flag is switched on and off", start);
        }

        if ((added & (PatternFlags.Ascii | PatternFlags.Unicode)) != 0)
        {
            flags &= ~(PatternFlags.Ascii | PatternFlags.Unicode);
        }

        return Body(start, (flags | added) & ~removed);
    }

    private PatternFlags ReadFlags(bool mayRemove)
    {
        PatternFlags flags = PatternFlags.None;
        for (; Peek() is >= 'A' and <= 'z'; _at++)
        {
            PatternFlags flag = _text[_at] switch
            {
                'i' => PatternFlags.IgnoreCase,
                'm' => PatternFlags.Multiline,
                's' => PatternFlags.DotAll,
                'x' => PatternFlags.Verbose,
                'a' when !mayRemove => PatternFlags.Ascii,
                'u' when !mayRemove => PatternFlags.Unicode,
                'a' or 'u' => throw Error("the flags a and u cannot be switched off", _at),
                'L' => throw Error("the flag L is for bytes, not for texts", _at),
                _ => throw Error($"'{_text[_at]}' is no flag", _at),
            };
            flags |= flag;
            if (flags.HasFlag(PatternFlags.Ascii | PatternFlags.Unicode))
            {
                throw Error("the flags a and u exclude each other", _at);
            }
        }

        return flags;
    }
}

using System.Globalization;
using System.Numerics;

namespace ContextFabric.Templates;

/// <summary>What is wrong with the form of a condition.</summary>
internal enum ConditionFault
{
    None,
    NotUnderstood,
    NoValue,
    BadLimit,
}

/// <summary>Reads conditions such as <c>gn=m|f</c>.</summary>
internal static class ConditionSyntax
{
    /// <summary>The forms of conditions, for messages.</summary>
    public const string Forms = "f, f#, f*, f=value|value, f#value|value, f<number, f>number or f~regex, without spaces";

    // Limits of more digits exceed every value there can be; only their sign matters, and reading them takes long.
    private const int MaxDigits = 100;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition, escapes included.</param>
    /// <param name="range">Where it stands.</param>
    /// <param name="condition">The condition, or null.</param>
    public static ConditionFault Parse(string text, TextRange range, out TemplateCondition? condition)
    {
        condition = null;
        int length = text.AsSpan().IndexOfAnyExcept(TemplateCharacters.Feature);
        length = length < 0 ? text.Length : length;
        if (length == 0)
        {
            return ConditionFault.NotUnderstood;
        }

        ReadOnlySpan<char> rest = text.AsSpan(length);
        ConditionKind kind;
        switch (rest)
        {
            case "":
                kind = ConditionKind.Present;
                break;
            case "*":
                kind = ConditionKind.Any;
                break;
            case "#":
                kind = ConditionKind.Absent;
                break;
            case "=":
                return ConditionFault.NoValue;
            case ['=', ..]:
                kind = ConditionKind.Equal;
                break;
            case ['#', ..]:
                kind = ConditionKind.NotEqual;
                break;
            case ['>', ..]:
                kind = ConditionKind.Greater;
                break;
            case ['<', ..]:
                kind = ConditionKind.Less;
                break;
            case ['~', ..]:
                kind = ConditionKind.Match;
                break;
            default:
                return ConditionFault.NotUnderstood;
        }

        BigInteger limit = default;
        if (kind is ConditionKind.Greater or ConditionKind.Less && !TryReadLimit(rest[1..], out limit))
        {
            return ConditionFault.BadLimit;
        }

        condition = new TemplateCondition
        {
            Feature = text[..length],
            Kind = kind,
            Values = kind is ConditionKind.Equal or ConditionKind.NotEqual ? TemplateEscapes.Alternatives(rest[1..]) : [],
            Limit = limit,
            Pattern = kind == ConditionKind.Match ? TemplateEscapes.UndoInPattern(rest[1..]) : "",
            Range = range,
        };
        return ConditionFault.None;
    }

    /// <summary>True for an optional minus and ASCII digits.</summary>
    public static bool TryReadLimit(ReadOnlySpan<char> text, out BigInteger limit)
    {
        limit = default;
        bool negative = text.StartsWith('-');
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        digits = digits.TrimStart('0');
        limit = digits.Length > MaxDigits ? BigInteger.Pow(10, MaxDigits)
            : digits.IsEmpty ? BigInteger.Zero
            : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        limit = negative ? -limit : limit;
        return true;
    }
}

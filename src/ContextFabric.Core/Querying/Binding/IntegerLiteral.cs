using System.Globalization;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Outcome of <see cref="IntegerLiteral.Parse"/>.</summary>
internal enum IntegerStatus
{
    Ok,
    Malformed,
    TooLarge,
}

/// <summary>
/// Integers as Python's <c>int()</c> reads them: white space around, a sign, decimal digits of any script, leading
/// zeros, single underscores between digits.
/// </summary>
internal static class IntegerLiteral
{
    /// <summary>Reads an integer.</summary>
    public static IntegerStatus Parse(string text, out long value)
    {
        value = 0;
        int at = 0;
        int end = text.Length;
        while (at < end && TemplateLexer.IsSpace(text[at]))
        {
            at++;
        }

        while (end > at && TemplateLexer.IsSpace(text[end - 1]))
        {
            end--;
        }

        bool isNegative = at < end && text[at] == '-';
        at += at < end && text[at] is '-' or '+' ? 1 : 0;
        Int128 number = 0;
        bool isTooLarge = false;
        bool isAfterDigit = false;
        while (at < end)
        {
            if (text[at] == '_' && isAfterDigit)
            {
                isAfterDigit = false;
                at++;
                continue;
            }

            int digit = CharUnicodeInfo.GetDecimalDigitValue(text, at);
            if (digit < 0)
            {
                return IntegerStatus.Malformed;
            }

            isTooLarge |= number > long.MaxValue;
            number = isTooLarge ? number : (number * 10) + digit;
            isAfterDigit = true;
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        if (!isAfterDigit)
        {
            return IntegerStatus.Malformed;
        }

        number = isNegative ? -number : number;
        if (isTooLarge || number > long.MaxValue || number < long.MinValue)
        {
            return IntegerStatus.TooLarge;
        }

        value = (long)number;
        return IntegerStatus.Ok;
    }
}

using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Outcome of <see cref="TfSpec.Parse"/>.</summary>
internal enum TfSpecStatus
{
    Ok,

    /// <summary>Not a node specification.</summary>
    Malformed,

    /// <summary>A number above 2 147 483 647.</summary>
    TooLarge,
}

/// <summary>
/// Parser of node specifications: numbers and ranges, separated by commas, with optional spaces
/// around the numbers. Ranges stay ranges.
/// </summary>
internal static class TfSpec
{
    /// <summary>The number when the text is one to nine digits and nothing else; else −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Plain(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 9)
        {
            return -1;
        }

        int number = 0;
        foreach (byte unit in text)
        {
            uint digit = (uint)(unit - '0');
            if (digit > 9)
            {
                return -1;
            }

            number = (number * 10) + (int)digit;
        }

        return number;
    }

    /// <summary>Parses a specification into <paramref name="ranges"/>, which is emptied first.</summary>
    /// <param name="text">The field.</param>
    /// <param name="ranges">Receives the parts in order, bounds swapped where needed.</param>
    /// <param name="offset">Where the parser stopped; at a fault, its place.</param>
    /// <param name="reversed">Offset of the first part whose bounds were swapped, or −1.</param>
    /// <param name="spaced">Offset of the first space, or −1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TfSpecStatus Parse(ReadOnlySpan<byte> text, TfRanges ranges, out int offset, out int reversed, out int spaced)
    {
        ranges.Clear();
        offset = 0;
        reversed = -1;
        spaced = -1;
        while (true)
        {
            int part = offset;
            TfSpecStatus status = Number(text, ref offset, ref spaced, out int low);
            int high = low;
            if (status == TfSpecStatus.Ok && offset < text.Length && text[offset] == (byte)'-')
            {
                offset++;
                status = Number(text, ref offset, ref spaced, out high);
            }

            if (status != TfSpecStatus.Ok)
            {
                return status;
            }

            if (high < low)
            {
                (low, high) = (high, low);
                reversed = reversed < 0 ? part : reversed;
            }

            ranges.Add(low, high);
            if (offset == text.Length)
            {
                return TfSpecStatus.Ok;
            }

            if (text[offset] != (byte)',')
            {
                return TfSpecStatus.Malformed;
            }

            offset++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TfSpecStatus Number(ReadOnlySpan<byte> text, ref int at, ref int spaced, out int number)
    {
        SkipSpaces(text, ref at, ref spaced);
        int start = at;
        long value = 0;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
            if (value > int.MaxValue)
            {
                // High enough to be refused; the rest of the digits is only passed over.
                value = uint.MaxValue;
            }
        }

        number = (int)Math.Min(value, int.MaxValue);
        if (at == start)
        {
            return TfSpecStatus.Malformed;
        }

        if (value > int.MaxValue)
        {
            at = start;
            return TfSpecStatus.TooLarge;
        }

        SkipSpaces(text, ref at, ref spaced);
        return TfSpecStatus.Ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SkipSpaces(ReadOnlySpan<byte> text, ref int at, ref int spaced)
    {
        if (at < text.Length && text[at] == (byte)' ')
        {
            spaced = spaced < 0 ? at : spaced;
            do
            {
                at++;
            }
            while (at < text.Length && text[at] == (byte)' ');
        }
    }
}

using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Outcome of <see cref="TfInteger.Parse"/>.</summary>
internal enum TfIntegerStatus
{
    Ok,
    Malformed,
    TooLarge,
}

/// <summary>Parser of integer values: sign, ASCII digits, spaces around them.</summary>
internal static class TfInteger
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TfIntegerStatus Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        text = text.Trim((byte)' ');
        bool negative = !text.IsEmpty && text[0] == (byte)'-';
        if (negative || (!text.IsEmpty && text[0] == (byte)'+'))
        {
            text = text[1..];
        }

        if (text.IsEmpty)
        {
            return TfIntegerStatus.Malformed;
        }

        const ulong Limit = (ulong)long.MaxValue + 1;
        ulong number = 0;
        bool tooLarge = false;
        foreach (byte unit in text)
        {
            uint digit = (uint)(unit - '0');
            if (digit > 9)
            {
                return TfIntegerStatus.Malformed;
            }

            // Checked before the step, so the product below cannot wrap around.
            tooLarge |= number > (Limit - digit) / 10;
            number = tooLarge ? 0 : (number * 10) + digit;
        }

        if (tooLarge || (number == Limit && !negative))
        {
            return TfIntegerStatus.TooLarge;
        }

        value = negative ? unchecked(-(long)number) : (long)number;
        return TfIntegerStatus.Ok;
    }
}

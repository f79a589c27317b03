namespace ContextFabric.Querying;

/// <summary>Runs of bits in words of 64.</summary>
internal static class BitRuns
{
    /// <summary>Sets the bits from..to−1.</summary>
    public static void Set(Span<ulong> words, int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        int first = from >> 6;
        int last = (to - 1) >> 6;
        if (first == last)
        {
            words[first] |= From(from) & Until(to);
            return;
        }

        words[first] |= From(from);
        words[(first + 1)..last].Fill(ulong.MaxValue);
        words[last] |= Until(to);
    }

    /// <summary>Clears the bits from..to−1.</summary>
    public static void Clear(Span<ulong> words, int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        int first = from >> 6;
        int last = (to - 1) >> 6;
        if (first == last)
        {
            words[first] &= ~(From(from) & Until(to));
            return;
        }

        words[first] &= ~From(from);
        words[(first + 1)..last].Clear();
        words[last] &= ~Until(to);
    }

    /// <summary>
    /// The 64 bits from a position on, which may lie before or behind the words: what is not there reads as 0.
    /// </summary>
    public static ulong Extract(ReadOnlySpan<ulong> words, int from)
    {
        int index = from >> 6;
        int shift = from & 63;
        ulong low = (uint)index < (uint)words.Length ? words[index] : 0;
        ulong high = (uint)(index + 1) < (uint)words.Length ? words[index + 1] : 0;
        return shift == 0 ? low : (low >> shift) | (high << (64 - shift));
    }

    private static ulong From(int bit) => ulong.MaxValue << (bit & 63);

    private static ulong Until(int bit) => ulong.MaxValue >> (-bit & 63);
}

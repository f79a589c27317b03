namespace ContextFabric.Synthesis;

/// <summary>Words one can read aloud, one per number; small numbers, which Zipf makes frequent, have short words.</summary>
internal static class SyntheticWords
{
    /// <summary>Bytes that the longest word takes.</summary>
    public const int Longest = 16;

    private static ReadOnlySpan<byte> Consonants => "bdfghjklmnprstvz"u8;

    private static ReadOnlySpan<byte> Vowels => "aeiou"u8;

    /// <summary>Writes the word of a number ≥ 0 and returns its length.</summary>
    public static int Spell(int number, Span<byte> word)
    {
        int syllables = Consonants.Length * Vowels.Length;
        int length = 0;

        // a number system without a zero, so that no two numbers share a word
        for (long rest = (long)number + 1; rest > 0; rest = (rest - 1) / syllables)
        {
            int syllable = (int)((rest - 1) % syllables);
            word[length++] = Consonants[syllable / Vowels.Length];
            word[length++] = Vowels[syllable % Vowels.Length];
        }

        return length;
    }
}

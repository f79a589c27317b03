namespace ContextFabric.Describing;

/// <summary>
/// Guesses how many tokens a text costs a language model, on the safe side: four plain Latin letters make a token, two
/// digits, signs or accented letters, and one letter or mark of any other script.
/// </summary>
public static class TokenEstimate
{
    // In twelfths of a token.
    private const int Latin = 3;
    private const int Blank = 1;
    private const int Sign = 6;
    private const int Foreign = 12;

    /// <summary>The estimate. O(length), no allocation.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        long twelfths = 0;
        foreach (char letter in text)
        {
            twelfths += letter switch
            {
                >= 'a' and <= 'z' or >= 'A' and <= 'Z' => Latin,
                ' ' or '\n' or '\r' or '\t' => Blank,
                < '\u0250' => Sign,
                _ => Foreign,
            };
        }

        return (int)Math.Min(int.MaxValue, (twelfths + 11) / 12);
    }
}

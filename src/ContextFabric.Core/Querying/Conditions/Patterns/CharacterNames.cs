using System.Globalization;

namespace ContextFabric.Querying;

/// <summary>
/// Names of characters, as far as they are of use in annotated text: digits, Latin, Greek, Hebrew and Syriac letters,
/// Hebrew points, common marks and punctuation. There are more than a hundred thousand; the others are refused.
/// </summary>
internal static class CharacterNames
{
    // Names by ascending code point from the one in front; a dash skips one.
    private static readonly (string Prefix, int First, string Names)[] s_runs =
    [
        ("DIGIT ", '0', "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE"),
        ("LATIN CAPITAL LETTER ", 'A', "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
        ("LATIN SMALL LETTER ", 'a', "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
        ("GREEK CAPITAL LETTER ", 0x391, "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO - SIGMA TAU UPSILON PHI CHI PSI OMEGA"),
        ("GREEK SMALL LETTER ", 0x3B1, "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL_SIGMA SIGMA TAU UPSILON PHI CHI PSI OMEGA"),
        ("HEBREW LETTER ", 0x5D0, "ALEF BET GIMEL DALET HE VAV ZAYIN HET TET YOD FINAL_KAF KAF LAMED FINAL_MEM MEM FINAL_NUN NUN SAMEKH AYIN FINAL_PE PE FINAL_TSADI TSADI QOF RESH SHIN TAV"),
        ("HEBREW POINT ", 0x5B0, "SHEVA HATAF_SEGOL HATAF_PATAH HATAF_QAMATS HIRIQ TSERE SEGOL PATAH QAMATS HOLAM HOLAM_HASER_FOR_VAV QUBUTS DAGESH_OR_MAPIQ METEG - RAFE - SHIN_DOT SIN_DOT"),
        ("HEBREW PUNCTUATION ", 0x5BE, "MAQAF - PASEQ - - SOF_PASUQ"),
        ("SYRIAC LETTER ", 0x710, "ALAPH - BETH GAMAL GAMAL_GARSHUNI DALATH DOTLESS_DALATH_RISH HE WAW ZAIN HETH TETH TETH_GARSHUNI YUDH YUDH_HE KAPH LAMADH MIM NUN SEMKATH FINAL_SEMKATH E PE REVERSED_PE SADHE QAPH RISH SHIN TAW"),
        ("UGARITIC LETTER ", 0x10380, "ALPA BETA GAMLA KHA DELTA HO WO ZETA HOTA TET YOD KAF SHIN LAMDA MEM DHAL NUN ZU SAMKA AIN PU SADE QOPA RASHA THANNA GHAIN TO I U SSU"),
        ("COMBINING ", 0x300, "GRAVE_ACCENT ACUTE_ACCENT CIRCUMFLEX_ACCENT TILDE MACRON OVERLINE BREVE DOT_ABOVE DIAERESIS"),
        ("COMBINING ", 0x313, "COMMA_ABOVE REVERSED_COMMA_ABOVE"),
        ("COMBINING GREEK ", 0x342, "PERISPOMENI"),
        ("COMBINING GREEK ", 0x345, "YPOGEGRAMMENI"),
        ("COMBINING ", 0x34F, "GRAPHEME_JOINER"),
        ("", ' ', "SPACE EXCLAMATION_MARK QUOTATION_MARK NUMBER_SIGN DOLLAR_SIGN PERCENT_SIGN AMPERSAND APOSTROPHE LEFT_PARENTHESIS RIGHT_PARENTHESIS ASTERISK PLUS_SIGN COMMA HYPHEN-MINUS FULL_STOP SOLIDUS"),
        ("", ':', "COLON SEMICOLON LESS-THAN_SIGN EQUALS_SIGN GREATER-THAN_SIGN QUESTION_MARK COMMERCIAL_AT"),
        ("", '[', "LEFT_SQUARE_BRACKET REVERSE_SOLIDUS RIGHT_SQUARE_BRACKET CIRCUMFLEX_ACCENT LOW_LINE GRAVE_ACCENT"),
        ("", '{', "LEFT_CURLY_BRACKET VERTICAL_LINE RIGHT_CURLY_BRACKET TILDE"),
        ("", 0xA0, "NO-BREAK_SPACE"),
        ("", 0xB7, "MIDDLE_DOT"),
        ("", 0x200B, "ZERO_WIDTH_SPACE ZERO_WIDTH_NON-JOINER ZERO_WIDTH_JOINER LEFT-TO-RIGHT_MARK RIGHT-TO-LEFT_MARK"),
        ("", 0x2013, "EN_DASH EM_DASH"),
        ("", 0x2019, "RIGHT_SINGLE_QUOTATION_MARK"),
    ];

    /// <summary>The character with a name; capitals and small letters are the same in names.</summary>
    public static bool TryFind(string name, out int codePoint)
    {
        string upper = name.ToUpperInvariant();
        foreach ((string prefix, int first, string names) in s_runs)
        {
            if (upper.StartsWith(prefix, StringComparison.Ordinal))
            {
                int at = Array.IndexOf(names.Split(' '), upper[prefix.Length..].Replace(' ', '_'));
                if (at >= 0 && upper[prefix.Length..] != "-")
                {
                    codePoint = first + at;
                    return true;
                }
            }
        }

        // Ideographs are named after their numbers.
        const string Ideograph = "CJK UNIFIED IDEOGRAPH-";
        codePoint = 0;
        return upper.StartsWith(Ideograph, StringComparison.Ordinal)
            && int.TryParse(upper.AsSpan(Ideograph.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint)
            && CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.OtherLetter;
    }
}

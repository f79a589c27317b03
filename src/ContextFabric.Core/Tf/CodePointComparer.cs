namespace ContextFabric.Tf;

/// <summary>
/// Compares texts by code point. It differs from ordinal comparison, which goes by UTF-16 unit,
/// only where a supplementary character meets one from U+E000..U+FFFF.
/// </summary>
internal sealed class CodePointComparer : IComparer<string?>
{
    public static readonly CodePointComparer Instance = new();

    private CodePointComparer()
    {
    }

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        int common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        char left = a[common];
        char right = b[common];
        bool leftPair = char.IsSurrogate(left);
        return leftPair == char.IsSurrogate(right) ? left.CompareTo(right) : leftPair ? 1 : -1;
    }
}

namespace ContextFabric;

/// <summary>The names of the sections of the highest level in one language.</summary>
internal sealed class SectionNames
{
    private readonly DerivedArray<int> _codes;
    private readonly DerivedArray<int> _nodes;

    public SectionNames(SectionLanguage language, NodeFeature feature, DerivedArray<int> codes, DerivedArray<int> nodes)
    {
        Language = language;
        Feature = feature;
        _codes = codes;
        _nodes = nodes;
    }

    public SectionLanguage Language { get; }

    public NodeFeature Feature { get; }

    /// <summary>Codes of all names, ascending.</summary>
    public ReadOnlySpan<int> Codes => _codes.Span;

    /// <summary>The section with this name; the one with the highest number when several have it.</summary>
    public bool TryNodeOf(SectionLabel name, out int node)
    {
        node = 0;
        if (!Headings.TryCodeOf(Feature, name, out int code))
        {
            return false;
        }

        int i = Codes.BinarySearch(code);
        if (i >= 0)
        {
            node = _nodes.Span[i];
        }

        return i >= 0;
    }

    /// <summary>
    /// The section whose name equals this text but for letter case and the choice between space, underscore,
    /// full stop and hyphen (<c>1 Samuel</c>, <c>1_Samuel</c>), when there is exactly one.
    /// </summary>
    public bool TryNodeLoosely(string name, out int node)
    {
        node = 0;
        int found = 0;
        ReadOnlySpan<int> codes = Codes;
        for (int i = 0; i < codes.Length; i++)
        {
            if (LooselyEqual(Headings.LabelOfCode(Feature, codes[i]).ToString(), name))
            {
                node = _nodes.Span[i];
                found++;
            }
        }

        return found == 1;
    }

    /// <summary>Adds the sections whose folded name begins with a folded text, with their names.</summary>
    public void AddByPrefix(string folded, Dictionary<int, string> found)
    {
        ReadOnlySpan<int> codes = Codes;
        for (int i = 0; i < codes.Length; i++)
        {
            string name = codes[i] > 0 ? Headings.LabelOfCode(Feature, codes[i]).ToString() : "";
            if (Fold(name).StartsWith(folded, StringComparison.Ordinal))
            {
                found.TryAdd(_nodes.Span[i], name);
            }
        }
    }

    /// <summary>A name without the difference of case, without accents, and with one kind of separator.</summary>
    public static string Fold(string name)
    {
        var folded = new System.Text.StringBuilder(name.Length);
        foreach (char letter in Querying.CanonicalForm.Of(name))
        {
            if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(IsSeparator(letter) ? ' ' : char.ToUpperInvariant(letter));
            }
        }

        return folded.ToString();
    }

    private static bool LooselyEqual(string a, string b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i] && char.ToUpperInvariant(a[i]) != char.ToUpperInvariant(b[i]) && !(IsSeparator(a[i]) && IsSeparator(b[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSeparator(char letter) => letter is ' ' or '_' or '.' or '-';
}

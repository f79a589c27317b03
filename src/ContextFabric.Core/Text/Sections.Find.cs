using ContextFabric.Diagnostics;

namespace ContextFabric;

public sealed partial class Sections
{
    private const int MaxSuggestions = 5;
    private const int MaxCandidates = 5000;

    /// <summary>
    /// Looks up a reference typed by a person, such as <c>Genesis 1:2</c>, <c>1 Samuel 3:4</c> or <c>KTU 1.1 II:1</c>.
    /// Names are tried in the given language, then in the others, then without regard to case and with space,
    /// underscore, full stop and hyphen alike; digits match number labels and text labels; between the second and
    /// third label stands a colon, full stop, comma or space.
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <param name="language">Language of the level-1 name.</param>
    /// <param name="abbreviated">
    /// True: when nothing else is found, the level-1 name may be cut short to three letters or more, if only one
    /// section has a name that begins like that, case and accents apart.
    /// </param>
    /// <returns>The section, or what is wrong with the reference and names close to it.</returns>
    public SectionLookup Find(string reference, string language = DefaultLanguage, bool abbreviated = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        _corpus.ThrowIfClosed();
        string text = reference.Trim();
        if (Depth == 0)
        {
            return Failed("the corpus has no sections");
        }

        if (text.Length == 0)
        {
            return Failed("the section reference is empty");
        }

        SectionLookup found = Search(text, language, abbreviated);
        _corpus.ThrowIfClosed();
        return found;
    }

    /// <summary>The same for a reference in parts, of which the lower ones match as they are, digits as numbers or texts.</summary>
    internal SectionLookup FindByParts(IReadOnlyList<SectionLabel> parts, string language)
    {
        _corpus.ThrowIfClosed();
        if (Depth == 0)
        {
            return Failed("the corpus has no sections");
        }

        if (parts.Count == 0 || parts.Count > Depth)
        {
            return Failed(parts.Count == 0 ? "the section reference is empty" : $"it has {parts.Count} parts, but sections have {Depth} levels: {string.Join(", ", Types)}");
        }

        string name = parts[0].ToString().Trim();
        SectionLookup found = FindName(name, language) ?? FindAbbreviated(name) ?? UnknownName(name, language);
        if (found.Found && parts.Count > 1)
        {
            found = FindParts(found, parts);
        }

        _corpus.ThrowIfClosed();
        return found;
    }

    private SectionLookup FindParts(SectionLookup name, IReadOnlyList<SectionLabel> parts)
    {
        string second = parts[1].ToString().Trim();
        var middle = new SectionRef(name.Section.Level1, Headings.Adapt(_features[1], second));
        if (parts.Count == 2 && Below(name.Node, middle, out int node))
        {
            return name with { Node = node, Section = middle };
        }

        SectionLookup lower = parts.Count == 2 ? Failed("") : FindLevel3(name, second, parts[2].ToString().Trim());
        return lower.Found || lower.Section.Depth > 1 ? lower : Unknown(name.Section, 1, second, Index.Level2Codes(name.Node));
    }

    private SectionLookup Search(string text, string language, bool abbreviated)
    {
        if (FindName(text, language) is { } whole)
        {
            return whole;
        }

        // The longest name that fits wins: "KTU 1.1" before "KTU".
        SectionLookup? partial = null;
        for (int space = LastSpace(text, text.Length); Depth > 1 && space > 0; space = LastSpace(text, space))
        {
            if (FindName(text[..space].TrimEnd(), language) is { } name)
            {
                SectionLookup lower = FindBelow(name, text[(space + 1)..].Trim());
                if (lower.Found)
                {
                    return lower;
                }

                partial ??= lower;
            }
        }

        return partial ?? (abbreviated ? FindAbbreviated(text) : null) ?? UnknownName(text, language);
    }

    private static SectionLookup Failed(string problem) => new(0, default, problem, []);

    private static int LastSpace(string text, int before)
    {
        for (int i = before - 1; i > 0; i--)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i;
            }
        }

        return 0;
    }

    private SectionLookup? FindName(string name, string language)
    {
        SectionNames asked = NamesIn(language);
        if (TryName(asked, name, out int node))
        {
            return Recognised(asked, node, lenient: false);
        }

        foreach (SectionNames names in Names)
        {
            if (TryName(names, name, out node))
            {
                return Recognised(names, node, lenient: true);
            }
        }

        foreach (SectionNames names in Names.Prepend(asked))
        {
            if (names.TryNodeLoosely(name, out node))
            {
                return Recognised(names, node, lenient: true);
            }
        }

        return null;
    }

    private static bool TryName(SectionNames names, string name, out int node) =>
        names.TryNodeOf(Headings.Adapt(names.Feature, name), out node);

    private static SectionLookup Recognised(SectionNames names, int node, bool lenient) =>
        new(node, new SectionRef(Headings.LabelOf(names.Feature, node)), null, []) { IsLenient = lenient };

    private SectionLookup FindBelow(SectionLookup name, string rest)
    {
        SectionLabel first = name.Section.Level1;
        SectionLabel whole = Headings.Adapt(_features[1], rest);
        if (Below(name.Node, new SectionRef(first, whole), out int node))
        {
            return name with { Node = node, Section = new SectionRef(first, whole) };
        }

        SectionLookup? partial = null;
        if (Depth == 3)
        {
            foreach (char separator in ":., ")
            {
                for (int i = rest.LastIndexOf(separator); i > 0; i = rest.LastIndexOf(separator, i - 1))
                {
                    SectionLookup lower = FindLevel3(name, rest[..i].TrimEnd(), rest[(i + 1)..].TrimStart());
                    if (lower.Found)
                    {
                        return lower;
                    }

                    if (lower.Section.Depth > 1)
                    {
                        partial ??= lower;
                    }
                }
            }
        }

        return partial ?? Unknown(name.Section, 1, rest, Index.Level2Codes(name.Node));
    }

    private SectionLookup FindLevel3(SectionLookup name, string second, string third)
    {
        SectionLabel first = name.Section.Level1;
        SectionLabel middle = Headings.Adapt(_features[1], second);
        if (!Headings.TryCodeOf(_features[1], middle, out int code))
        {
            return Failed("");
        }

        int position = Index.FindLevel2(name.Node, code, out _);
        if (position < 0)
        {
            return Failed("");
        }

        SectionLabel last = Headings.Adapt(_features[2], third);
        return Headings.TryCodeOf(_features[2], last, out code) && Index.TryFindLevel3(position, code, out int node)
            ? name with { Node = node, Section = new SectionRef(first, middle, last) }
            : Unknown(new SectionRef(first, middle), 2, third, Index.Level3Codes(position));
    }

    private SectionLookup Unknown(SectionRef parent, int level, string label, int[] codes)
    {
        string type = Types[level];
        var labels = new List<string>();
        foreach (int code in codes.AsSpan(0, Math.Min(codes.Length, MaxCandidates)))
        {
            if (code > 0)
            {
                labels.Add(Headings.LabelOfCode(_features[level], code).ToString());
            }
        }

        const int Listed = 10;
        string known = labels.Count == 0 ? "it has none"
            : labels.Count <= Listed ? $"it has {string.Join(", ", labels)}"
            : _features[level] is IntFeature ? $"it has {labels[0]} to {labels[^1]}"
            : $"it has {labels.Count} others";
        return new SectionLookup(0, parent, $"{parent} has no {type} '{label}'; {known}", Near(label, labels));
    }

    /// <summary>Labels that begin with what was typed, then those that differ from it by little.</summary>
    private static string[] Near(string label, List<string> labels) =>
        [.. labels.Where(l => l.StartsWith(label, StringComparison.OrdinalIgnoreCase)).Concat(Suggestions.Nearest(label, labels, MaxSuggestions)).Distinct().Take(MaxSuggestions)];

    private SectionLookup UnknownName(string text, string language)
    {
        SectionNames asked = NamesIn(language);
        var labels = new List<string>();
        foreach (SectionNames names in Names.Prepend(asked).Distinct())
        {
            foreach (int code in names.Codes)
            {
                if (labels.Count < MaxCandidates && code > 0)
                {
                    labels.Add(Headings.LabelOfCode(names.Feature, code).ToString());
                }
            }
        }

        // What follows the last space is probably chapter and verse.
        int space = LastSpace(text, text.Length);
        string name = Depth > 1 && space > 0 && text.AsSpan(space).ContainsAnyInRange('0', '9') ? text[..space].TrimEnd() : text;
        return new SectionLookup(0, default, $"there is no {Types[0]} '{name}'", Near(name, labels));
    }
}

namespace ContextFabric;

public sealed partial class Sections
{
    private const char LanguageSeparator = '@';

    /// <summary>Languages of the names of level-1 sections: the section feature itself, then those of its variants by name.</summary>
    public IReadOnlyList<SectionLanguage> Languages => [.. Names.Select(n => n.Language)];

    private SectionNames[] Names => _names ??= ReadNames();

    /// <summary>
    /// The name of the level-1 section that is or contains the node; null when there is none or it has no name.
    /// </summary>
    public string? NameOf(int node, string language = DefaultLanguage)
    {
        _corpus.ThrowIfClosed();
        if (Depth == 0 || _corpus.Types.Of(node).IsNone)
        {
            return null;
        }

        int section = node;
        if (_corpus.Types.Of(node) != _types[0] && !_corpus.Locality.TryUp(node, _types[0], out section))
        {
            return null;
        }

        SectionLabel label = Headings.LabelOf(NamesIn(language).Feature, section);
        return label.IsMissing ? null : label.ToString();
    }

    /// <summary>The level-1 section with this name; the last one when several have it, null when none has.</summary>
    /// <param name="name">The name, of the exact type: a text does not match a number.</param>
    /// <param name="language">Language code.</param>
    /// <param name="anyLanguage">True: look in the other languages too when this one has no such name.</param>
    public int? NodeByName(SectionLabel name, string language = DefaultLanguage, bool anyLanguage = false)
    {
        _corpus.ThrowIfClosed();
        if (Depth == 0)
        {
            return null;
        }

        bool found = NamesIn(language).TryNodeOf(name, out int node);
        for (int i = 0; anyLanguage && !found && i < Names.Length; i++)
        {
            found = Names[i].TryNodeOf(name, out node);
        }

        _corpus.ThrowIfClosed();
        return found ? node : null;
    }

    /// <summary>The features that hold names of level-1 sections, later ones replacing earlier ones of the same language.</summary>
    internal static List<(SectionLanguage Language, NodeFeature Feature)> NameFeatures(Corpus corpus)
    {
        string basic = corpus.Otext.SectionFeatures[0];
        var found = new List<(SectionLanguage Language, NodeFeature Feature)>();
        Add(basic);
        foreach (string name in corpus.Features.Names)
        {
            if (name.Length > basic.Length && name[basic.Length] == LanguageSeparator && name.StartsWith(basic, StringComparison.Ordinal))
            {
                Add(name);
            }
        }

        return found;

        void Add(string name)
        {
            if (!corpus.Features.TryGet(name, out NodeFeature? feature))
            {
                return;
            }

            var language = new SectionLanguage(
                feature.Metadata.Get("languageCode") ?? "",
                feature.Metadata.Get("language") ?? "default",
                feature.Metadata.Get("languageEnglish") ?? "default",
                name);
            int same = found.FindIndex(f => f.Language.Code == language.Code);
            if (same < 0)
            {
                found.Add((language, feature));
            }
            else
            {
                found[same] = (language, feature);
            }
        }
    }

    private SectionNames NamesIn(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        SectionNames? withoutCode = null;
        SectionNames? basic = null;
        foreach (SectionNames names in Names)
        {
            if (names.Language.Code == language)
            {
                return names;
            }

            withoutCode = names.Language.Code.Length == 0 ? names : withoutCode;
            basic = names.Language.Feature == Features[0] ? names : basic;
        }

        return withoutCode ?? basic ?? Names[0];
    }

    private SectionNames[] ReadNames()
    {
        if (Depth == 0)
        {
            return [];
        }

        DerivedArrays arrays = Index.Arrays;
        return [.. NameFeatures(_corpus).Select(f => new SectionNames(
            f.Language,
            f.Feature,
            arrays.Get<int>(SectionMembers.NameCode(f.Language.Feature)),
            arrays.Get<int>(SectionMembers.NameNode(f.Language.Feature))))];
    }
}

namespace ContextFabric;

public sealed partial class Sections
{
    /// <summary>
    /// The section with these headings. Labels match by exact type: "1" is not 1. Where several sections share
    /// headings the index decides: the first one on level 2, the last one on levels 1 and 3.
    /// </summary>
    /// <param name="section">One label per level, from the highest down; a missing label matches a section without heading.</param>
    /// <param name="node">The section, or 0.</param>
    /// <param name="language">Language of the level-1 label.</param>
    public bool TryNodeOf(SectionRef section, out int node, string language = DefaultLanguage)
    {
        _corpus.ThrowIfClosed();
        node = 0;
        if (section.Depth == 0 || section.Depth > Depth || !NamesIn(language).TryNodeOf(section.Level1, out int level1))
        {
            _corpus.ThrowIfClosed();
            return false;
        }

        bool found = true;
        if (section.Depth == 1)
        {
            node = level1;
        }
        else
        {
            found = Below(level1, section, out node);
        }

        _corpus.ThrowIfClosed();
        return found;
    }

    /// <summary>The section with these headings, or null; see <see cref="TryNodeOf"/>.</summary>
    /// <param name="labels">One label per level, texts or numbers; level 1 in English or the language without code.</param>
    public int? NodeOf(params ReadOnlySpan<SectionLabel> labels)
    {
        SectionRef? section = labels.Length switch
        {
            1 => new SectionRef(labels[0]),
            2 => new SectionRef(labels[0], labels[1]),
            3 => new SectionRef(labels[0], labels[1], labels[2]),
            _ => null,
        };
        return section is not null && TryNodeOf(section.Value, out int node) ? node : null;
    }

    /// <summary>The section that a reference such as <c>Genesis 1:2</c> means, or null; see <see cref="Find"/>.</summary>
    public int? NodeOf(string reference)
    {
        SectionLookup found = Find(reference);
        return found.Found ? found.Node : null;
    }

    private bool Below(int level1, SectionRef section, out int node)
    {
        node = 0;
        if (!Headings.TryCodeOf(_features[1], section.Level2, out int code))
        {
            return false;
        }

        int position = Index.FindLevel2(level1, code, out node);
        if (position < 0 || section.Depth == 2)
        {
            return position >= 0;
        }

        node = 0;
        return Headings.TryCodeOf(_features[2], section.Level3, out code) && Index.TryFindLevel3(position, code, out node);
    }
}

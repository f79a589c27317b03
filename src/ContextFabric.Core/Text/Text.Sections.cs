namespace ContextFabric;

public sealed partial class Text
{
    private const string DefaultLanguage = "en";

    /// <summary>Languages in which level-1 sections have names.</summary>
    public IReadOnlyList<SectionLanguage> Languages => Sections.Languages;

    /// <summary>The section nodes around a node; see <see cref="Sections.NodesOf"/>. No allocation.</summary>
    public SectionNodes SectionNodes(int node, SectionOptions options = default) => Sections.NodesOf(node, options);

    /// <summary>The headings of the sections around a node; see <see cref="Sections.LabelsOf"/>.</summary>
    public SectionRef? SectionOf(int node, string language = DefaultLanguage, SectionOptions options = default) =>
        Sections.LabelsOf(node, language, options);

    /// <summary>The section with these headings, matched by exact type; see <see cref="Sections.TryNodeOf"/>.</summary>
    public bool TryNodeOf(SectionRef section, out int node, string language = DefaultLanguage) =>
        Sections.TryNodeOf(section, out node, language);

    /// <summary>The section that a reference such as <c>Genesis 1:2</c> means, or null; see <see cref="Sections.Find"/>.</summary>
    public int? NodeOf(string reference) => Sections.NodeOf(reference);

    /// <summary>The section with these labels, matched by exact type, or null.</summary>
    public int? NodeOf(params ReadOnlySpan<SectionLabel> labels) => Sections.NodeOf(labels);

    /// <summary>Looks up a reference typed by a person and says what is wrong when nothing is found; see <see cref="Sections.Find"/>.</summary>
    public SectionLookup Find(string reference, string language = DefaultLanguage) => Sections.Find(reference, language);

    /// <summary>The name of the level-1 section that is or contains a node, or null.</summary>
    public string? NameOf(int node, string language = DefaultLanguage) => Sections.NameOf(node, language);

    /// <summary>The level-1 section with this name, or null; see <see cref="Sections.NodeByName"/>.</summary>
    public int? NodeByName(SectionLabel name, string language = DefaultLanguage, bool anyLanguage = false) =>
        Sections.NodeByName(name, language, anyLanguage);

    /// <summary>The place of a section counted from 1 on each level, or null.</summary>
    public SectionSequence? SequenceOf(int node) => Sections.SequenceOf(node);

    /// <summary>The section at a place, or null.</summary>
    public int? NodeAtSequence(SectionSequence sequence) => Sections.NodeAtSequence(sequence);
}

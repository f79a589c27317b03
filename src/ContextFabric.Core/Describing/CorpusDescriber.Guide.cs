namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    private SyntaxGuide SyntaxGuide => new(Corpus, _vocabulary.Value, _visible);

    /// <summary>The topics of the guide to the search language; the same for all corpora.</summary>
    public static IReadOnlyList<string> GuideTopics => Describing.SyntaxGuide.Topics;

    /// <summary>The guide to the search language in overview.</summary>
    public static GuideIndex Guide() => new(
        "A template has a line per node: a type, then conditions such as feature=value. Indentation says what contains what; relations such as <: and < between lines say what comes before what.",
        GuideTopics,
        "Ask for one section, for instance 'basics', or for 'all'.");

    /// <summary>A topic of the guide, with examples from this corpus.</summary>
    /// <exception cref="UnknownNameException">There is no such topic.</exception>
    public GuideTopic Guide(string section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return SyntaxGuide.Topic(section);
    }
}

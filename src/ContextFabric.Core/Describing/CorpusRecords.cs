using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>The corpora that a program has open.</summary>
/// <param name="Corpora">Their names, in the order in which they were opened.</param>
/// <param name="Current">The one that is meant when none is named.</param>
/// <param name="Details">A few facts about each.</param>
public sealed record CorpusList(
    IReadOnlyList<string> Corpora,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Current,
    IReadOnlyList<CorpusSummary> Details);

/// <summary>A corpus in a few words. What is not known yet, or never will be, is null.</summary>
public sealed record CorpusSummary
{
    /// <summary>Name that it was opened under.</summary>
    public required string Name { get; init; }

    /// <summary><c>ready</c>; a host that opens corpora in the background also says <c>loading</c> and <c>failed</c>.</summary>
    public string Status { get; init; } = "ready";

    /// <summary>Type of the slots.</summary>
    public string? SlotType { get; init; }

    /// <summary>Number of slots.</summary>
    public int? Slots { get; init; }

    /// <summary>Number of nodes.</summary>
    public int? Nodes { get; init; }

    /// <summary>Number of features that can be asked for.</summary>
    public int? Features { get; init; }

    /// <summary>What the corpus says about itself.</summary>
    public string? Description { get; init; }
}

/// <summary>A corpus in overview: what to know before the first search.</summary>
public sealed record CorpusOverview
{
    /// <summary>Name that it was opened under.</summary>
    public required string Name { get; init; }

    /// <summary>Node types from big to small; the slot type is the last.</summary>
    public required IReadOnlyList<TypeOverview> NodeTypes { get; init; }

    /// <summary>Section levels and how to refer to sections.</summary>
    public required SectionOverview Sections { get; init; }

    /// <summary>Types of the structure levels, highest first.</summary>
    public required IReadOnlyList<string> StructureLevels { get; init; }

    /// <summary>How many features there are.</summary>
    public required FeatureCounts FeatureCounts { get; init; }

    /// <summary>Names of the text formats.</summary>
    public required IReadOnlyList<string> TextFormats { get; init; }

    /// <summary>Metadata on which all features agree: name, version, licence, authors.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>A template made of types and features of this corpus; it has results.</summary>
    public required string SearchExample { get; init; }
}

/// <summary>A node type.</summary>
/// <param name="Type">Name.</param>
/// <param name="Count">Number of nodes.</param>
/// <param name="IsSlotType">True for the type of the slots.</param>
/// <param name="AvgSlots">Average number of slots of a node.</param>
/// <param name="MinNode">Lowest node.</param>
/// <param name="MaxNode">Highest node.</param>
/// <param name="Level">Section level, 1 being the highest; null for other types.</param>
public sealed record TypeOverview(
    string Type,
    int Count,
    bool IsSlotType,
    double AvgSlots,
    int MinNode,
    int MaxNode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Level);

/// <summary>The sections of a corpus.</summary>
public sealed record SectionOverview
{
    /// <summary>Types of the levels, highest first; empty when there are no sections.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>Features with the headings, one per level.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What stands between the parts of a reference, between the first and second, and the second and third.</summary>
    public required IReadOnlyList<string> Separators { get; init; }

    /// <summary>Languages of the headings of the highest level.</summary>
    public required IReadOnlyList<LanguageOverview> Languages { get; init; }

    /// <summary>A reference that exists, or null.</summary>
    public string? Example { get; init; }
}

/// <summary>A language of section headings.</summary>
/// <param name="Code">Language code; empty for the feature without language.</param>
/// <param name="Name">Name in that language.</param>
/// <param name="EnglishName">Name in English.</param>
/// <param name="Feature">Feature with the headings.</param>
public sealed record LanguageOverview(string Code, string Name, string EnglishName, string Feature);

/// <summary>Numbers of features.</summary>
/// <param name="Node">Node features, without <c>otype</c>.</param>
/// <param name="Edge">Edge features, without <c>oslots</c>.</param>
public sealed record FeatureCounts(int Node, int Edge);

/// <summary>A corpus in figures.</summary>
public sealed record CorpusInfo
{
    /// <summary>Name that it was opened under.</summary>
    public required string Name { get; init; }

    /// <summary>Node types from big to small.</summary>
    public required IReadOnlyList<TypeInfo> NodeTypes { get; init; }

    /// <summary>Names of the node features, without <c>otype</c>.</summary>
    public required IReadOnlyList<string> NodeFeatures { get; init; }

    /// <summary>Names of the edge features, without <c>oslots</c>.</summary>
    public required IReadOnlyList<string> EdgeFeatures { get; init; }

    /// <summary>Type of the slots.</summary>
    public required string SlotType { get; init; }

    /// <summary>Highest slot.</summary>
    public required int MaxSlot { get; init; }

    /// <summary>Highest node.</summary>
    public required int MaxNode { get; init; }

    /// <summary>Types of the section levels, highest first.</summary>
    public required IReadOnlyList<string> SectionTypes { get; init; }
}

/// <summary>A node type in figures.</summary>
/// <param name="Type">Name.</param>
/// <param name="Count">Number of nodes.</param>
/// <param name="AvgSlots">Average number of slots of a node.</param>
/// <param name="MinNode">Lowest node.</param>
/// <param name="MaxNode">Highest node.</param>
public sealed record TypeInfo(string Type, int Count, double AvgSlots, int MinNode, int MaxNode);

/// <summary>The node types of a corpus.</summary>
/// <param name="Types">From big to small.</param>
public sealed record TypeList(IReadOnlyList<TypeInfo> Types);

/// <summary>The names of the features of a corpus.</summary>
/// <param name="NodeFeatures">Node features in code point order.</param>
/// <param name="EdgeFeatures">Edge features in code point order.</param>
public sealed record FeatureNames(IReadOnlyList<string> NodeFeatures, IReadOnlyList<string> EdgeFeatures);

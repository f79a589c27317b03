using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>What is wanted of a search.</summary>
public enum ReturnType
{
    /// <summary>Results, each member as a <see cref="NodeInfo"/>.</summary>
    Results,

    /// <summary>Their number.</summary>
    Count,

    /// <summary>How the values of features are distributed over the members.</summary>
    Statistics,

    /// <summary>The passages in which there are results.</summary>
    Passages,

    /// <summary>Results as rows of a table.</summary>
    Table,
}

/// <summary>Orders of results.</summary>
public enum HitOrder
{
    /// <summary>The order of the text, the first member first.</summary>
    Canonical,

    /// <summary>The order of node numbers, the first member first.</summary>
    Node,
}

/// <summary>A search with what is wanted of it.</summary>
public sealed record SearchRequest
{
    /// <summary>The template.</summary>
    public required string Template { get; init; }

    /// <summary>What is wanted.</summary>
    public ReturnType ReturnType { get; init; }

    /// <summary>Features whose values are counted; null = all that have at most <see cref="MaxDistinct"/> values at a member.</summary>
    public IReadOnlyList<string>? AggregateFeatures { get; init; }

    /// <summary>Section type by which results are counted; "" = the highest; null = not at all.</summary>
    public string? GroupBySection { get; init; }

    /// <summary>Values per distribution at most.</summary>
    public int TopN { get; init; } = 50;

    /// <summary>With no features named: values above which a feature is left out.</summary>
    public int MaxDistinct { get; init; } = 500;

    /// <summary>Items on a page at most; 0 = only the total.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Items to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Node features shown of each member.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Text format; null = the default.</summary>
    public string? Format { get; init; }

    /// <summary>Language of section names.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Type of the passages; null = the lowest section level.</summary>
    public string? ContextType { get; init; }

    /// <summary>Order of the results.</summary>
    public HitOrder Order { get; init; }

    /// <summary>True for one passage per result, that of its first member.</summary>
    public bool ReferenceCompat { get; init; }

    /// <summary>Node sets that the template may name.</summary>
    public IReadOnlyDictionary<string, IEnumerable<int>>? Sets { get; init; }

    /// <summary>Time for the search; null = none.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Results that are looked at at most, where all of them are needed.</summary>
    public int MaxResults { get; init; } = 1_000_000;

    /// <summary>Memory for the search in bytes; null = none.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>Characters of all texts of a page together at most; at least one item is given.</summary>
    public int MaxChars { get; init; } = 200_000;

    /// <summary>Tokens of a page at most, by <see cref="TokenEstimate"/>; null = no limit. At least one item is given.</summary>
    public int? MaxTokens { get; init; }
}

/// <summary>What came of a search. Which parts there are depends on what was wanted.</summary>
public sealed record SearchAnswer
{
    /// <summary>Results: per member what is known of the node.</summary>
    public IReadOnlyList<IReadOnlyList<NodeInfo>>? Results { get; init; }

    /// <summary>Number of results; the number found so far when <see cref="TotalIsExact"/> is false.</summary>
    public required long TotalCount { get; init; }

    /// <summary>False when the search ended before all results were counted.</summary>
    public bool TotalIsExact { get; init; } = true;

    /// <summary>Why it ended: <c>timeout</c>, <c>max_results</c>, <c>memory</c> or <c>pattern</c>; null when it did not.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The template, as sent.</summary>
    public required string Template { get; init; }

    /// <summary>What the members of a result stand for.</summary>
    public required IReadOnlyList<AtomInfo> Atoms { get; init; }

    /// <summary>Passages with results.</summary>
    public IReadOnlyList<PassageHit>? Passages { get; init; }

    /// <summary>Number of passages with results.</summary>
    public int? PassageCount { get; init; }

    /// <summary>Distributions by member: <c>position_type</c>.</summary>
    public IReadOnlyDictionary<string, MemberStatistics>? Nodes { get; init; }

    /// <summary>Number of results per section, under the name of the section type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ValueCount>>? SectionDistribution { get; init; }

    /// <summary>Features that were to be counted but do not exist; null when all do.</summary>
    public IReadOnlyList<string>? UnknownFeatures { get; init; }

    /// <summary>Columns of the table.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Rows of the table.</summary>
    public IReadOnlyList<IReadOnlyList<FeatureValue>>? Rows { get; init; }

    /// <summary>True when there are more items than on this page.</summary>
    public bool? HasMore { get; init; }

    /// <summary>The page.</summary>
    public PageCursor? Cursor { get; init; }

    /// <summary>The limit, when it was lowered by the host; null otherwise.</summary>
    public int? LimitApplied { get; init; }

    /// <summary><c>size</c> when the page ends early because of the length of its texts; null otherwise.</summary>
    public string? TruncatedBy { get; init; }

    /// <summary>Warnings about the template; null when there are none.</summary>
    public IReadOnlyList<TemplateFinding>? Warnings { get; init; }
}

/// <summary>A page of a list of results or passages. A host adds the handle.</summary>
public sealed record PageCursor
{
    /// <summary>Handle by which the host finds the search again.</summary>
    public string? Id { get; init; }

    /// <summary>Items before this page.</summary>
    public required int Offset { get; init; }

    /// <summary>Items on a page at most.</summary>
    public required int Limit { get; init; }

    /// <summary>True when there are more.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? NextOffset { get; init; }

    /// <summary>Number of results, as in the answer.</summary>
    public required long TotalCount { get; init; }

    /// <summary>Seconds since 1970 after which the handle may be forgotten.</summary>
    public double? ExpiresAt { get; init; }
}

/// <summary>What a member of every result stands for.</summary>
/// <param name="Position">Position in the results, from 0.</param>
/// <param name="Name">Name given in the template, or null.</param>
/// <param name="Type">Type or set, as written.</param>
/// <param name="Line">Line of the template, from 1.</param>
public sealed record AtomInfo(int Position, string? Name, string Type, int Line);

/// <summary>A passage with results.</summary>
public sealed record PassageHit
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>Its node.</summary>
    public required int Node { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Members of results in it, with their places in the text.</summary>
    public IReadOnlyList<TextMatch>? Matches { get; init; }

    /// <summary>Number of results in it.</summary>
    public int? ResultCount { get; init; }
}

/// <summary>How a member of the results is distributed.</summary>
public sealed record MemberStatistics
{
    /// <summary>Its type; as written in the template when the nodes are of several types.</summary>
    public required string Type { get; init; }

    /// <summary>Number of results.</summary>
    public required long Count { get; init; }

    /// <summary>Number of different nodes.</summary>
    public required int DistinctNodes { get; init; }

    /// <summary>Results per value, by feature; the most frequent first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ValueCount>> Distributions { get; init; }

    /// <summary>Results per node type, when there are several.</summary>
    public IReadOnlyList<ValueCount>? Types { get; init; }
}

/// <summary>Numbers of results to compare.</summary>
/// <param name="By">What the groups are: <c>template</c>, a section type or a feature.</param>
/// <param name="Counts">The groups.</param>
public sealed record CountComparison(string By, IReadOnlyList<GroupCount> Counts);

/// <summary>The number of results of a group.</summary>
public sealed record GroupCount
{
    /// <summary>The template, section or value.</summary>
    public required FeatureValue Group { get; init; }

    /// <summary>Number of results.</summary>
    public required long Count { get; init; }

    /// <summary>False when the search ended before all results were counted.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>What is wrong with the template; null when nothing is.</summary>
    public IReadOnlyList<TemplateFinding>? Diagnostics { get; init; }
}

/// <summary>A finding about a template.</summary>
public sealed record TemplateFinding
{
    /// <summary>Line, from 1; 0 when it is about the template as a whole.</summary>
    public required int Line { get; init; }

    /// <summary>Column, from 1; null when it is about the whole line.</summary>
    public int? Column { get; init; }

    /// <summary>Number of characters; null when not known.</summary>
    public int? Length { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What kind of finding, in words: <c>unknown_type</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its number in the list of diagnostics: <c>CF2100</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Message { get; init; }

    /// <summary>What was expected, or could stand there instead.</summary>
    public string? Hint { get; init; }
}

/// <summary>The verdict on a template that is not run.</summary>
public sealed record TemplateCheck
{
    /// <summary>True when it can be run.</summary>
    public required bool Valid { get; init; }

    /// <summary>The template, as sent.</summary>
    public required string Template { get; init; }

    /// <summary>Errors as lines of text; null when there are none.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>Errors and warnings.</summary>
    public required IReadOnlyList<TemplateFinding> Diagnostics { get; init; }

    /// <summary>What could be made out of its members.</summary>
    public required IReadOnlyList<AtomInfo> Atoms { get; init; }
}

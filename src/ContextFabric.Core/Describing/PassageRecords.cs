using System.Text.Json.Serialization;

namespace ContextFabric.Describing;

/// <summary>
/// A reference to a section: a text such as <c>Genesis 1:2</c> or <c>Genesis 1:1-5</c>, or its parts. Several
/// references in one text are separated by semicolons.
/// </summary>
[JsonConverter(typeof(PassageKeyJson))]
public sealed record PassageKey
{
    /// <summary>A reference as text.</summary>
    public PassageKey(string text) => Text = text;

    /// <summary>A reference in parts, from the highest level down.</summary>
    public PassageKey(IReadOnlyList<FeatureValue> parts) => Parts = parts;

    /// <summary>The text, or null.</summary>
    public string? Text { get; }

    /// <summary>The parts, or null.</summary>
    public IReadOnlyList<FeatureValue>? Parts { get; }

    /// <summary>A reference as text.</summary>
    public static implicit operator PassageKey(string text) => new(text);

    /// <summary>A reference as text.</summary>
    public static PassageKey FromString(string text) => new(text);
}

/// <summary>Which passages, and how.</summary>
public sealed record PassageRequest
{
    /// <summary>The references.</summary>
    public required IReadOnlyList<PassageKey> Sections { get; init; }

    /// <summary>Language of section names, in what is asked and in what is answered.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Text format; null = the default.</summary>
    public string? Format { get; init; }

    /// <summary>Characters of the text of one passage at most.</summary>
    public int MaxChars { get; init; } = 20_000;

    /// <summary>Characters at the start of each passage to skip: the <c>next_offset</c> of an answer.</summary>
    public int Offset { get; init; }

    /// <summary>Type of contained nodes that are listed; null = none.</summary>
    public string? ChildType { get; init; }

    /// <summary>References that are looked up at most.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Characters of all texts together at most; at least one passage is given.</summary>
    public int MaxTotalChars { get; init; } = 200_000;
}

/// <summary>Passages.</summary>
public sealed record PassageList
{
    /// <summary>The passages, in the order asked for.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    /// <summary>Number of references answered, found or not.</summary>
    public required int Total { get; init; }

    /// <summary>Number of those that were found.</summary>
    public required int Found { get; init; }

    /// <summary>The limit, when there were more references; null otherwise.</summary>
    public int? LimitApplied { get; init; }

    /// <summary>
    /// The first reference without an answer here, counted from 0, each text taken apart at its semicolons; null when
    /// all have one.
    /// </summary>
    public int? NextSection { get; init; }

    /// <summary><c>size</c> when passages are missing because of the length of the texts; null otherwise.</summary>
    public string? TruncatedBy { get; init; }
}

/// <summary>A passage; or, with an error, what is wrong with the reference.</summary>
public sealed record Passage
{
    /// <summary>The section, the first one of a range.</summary>
    public int? Node { get; init; }

    /// <summary>Its type.</summary>
    public string? Otype { get; init; }

    /// <summary>The text, from the offset on.</summary>
    public string? Text { get; init; }

    /// <summary>Reference of the (first) section in the language asked for.</summary>
    public string? SectionRef { get; init; }

    /// <summary>Reference of the whole passage.</summary>
    public string? Reference { get; init; }

    /// <summary>Why there is no passage.</summary>
    public string? Error { get; init; }

    /// <summary>The reference as given.</summary>
    public required PassageKey Section { get; init; }

    /// <summary>All sections of a range.</summary>
    public IReadOnlyList<int>? Nodes { get; init; }

    /// <summary>Offset at which the text goes on; null when it is complete.</summary>
    public int? NextOffset { get; init; }

    /// <summary>Nodes of the type asked for, in the passage.</summary>
    public IReadOnlyList<NodeBrief>? Children { get; init; }

    /// <summary>With an error: what could be done.</summary>
    public string? Hint { get; init; }

    /// <summary>With an error: names close to what was not understood.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }
}

/// <summary>The sections below a section.</summary>
/// <param name="Parent">Reference of the section; null for the whole corpus.</param>
/// <param name="Sections">What is directly below, in the order of the text.</param>
public sealed record SectionList(string? Parent, IReadOnlyList<SectionEntry> Sections);

/// <summary>A section in a list.</summary>
/// <param name="Ref">Its reference.</param>
/// <param name="Heading">Its own heading.</param>
/// <param name="Node">Its node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Slots">Number of its slots.</param>
public sealed record SectionEntry(string Ref, string Heading, int Node, string Type, int Slots);

/// <summary>A section as a page to read.</summary>
public sealed record PassagePage
{
    /// <summary>Its reference.</summary>
    public required string Ref { get; init; }

    /// <summary>Its node.</summary>
    public required int Node { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Reference of the section of the same level before it; null at the start.</summary>
    public string? Prev { get; init; }

    /// <summary>Reference of the section of the same level after it; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>Its parts.</summary>
    public required IReadOnlyList<PassageRow> Rows { get; init; }
}

/// <summary>A part of a page.</summary>
/// <param name="Node">The node.</param>
/// <param name="Ref">Its reference.</param>
/// <param name="Text">Its text.</param>
/// <param name="Matches">What is highlighted in it.</param>
public sealed record PassageRow(int Node, string Ref, string Text, IReadOnlyList<TextMatch> Matches);

/// <summary>A part of a text that belongs to a member of a result. A node with gaps has several.</summary>
/// <param name="Atom">Position of the member in the results.</param>
/// <param name="Node">The node.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units; null when the text is not made of parts.</param>
/// <param name="End">Where it ends (not included).</param>
public sealed record TextMatch(int Atom, int Node, int? Start, int? End);

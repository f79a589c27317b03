namespace ContextFabric.Describing;

/// <summary>Which text formats to describe, and how.</summary>
public sealed record FormatOptions
{
    /// <summary>Only this format; null = all.</summary>
    public string? Format { get; init; }

    /// <summary>Samples per format at most.</summary>
    public int Samples { get; init; } = 40;
}

/// <summary>How the text of a corpus is written.</summary>
public sealed record TextFormatList
{
    /// <summary>What <see cref="Formats"/> shows.</summary>
    public required string Description { get; init; }

    /// <summary>Formats in original script that have a counterpart in transliteration.</summary>
    public required IReadOnlyList<FormatPair> Formats { get; init; }

    /// <summary>Every format.</summary>
    public required IReadOnlyList<FormatInfo> AllFormats { get; init; }
}

/// <summary>A format in original script with its counterpart in transliteration.</summary>
public sealed record FormatPair
{
    /// <summary>What the names of the two have in common.</summary>
    public required string Name { get; init; }

    /// <summary>Template of the format in original script.</summary>
    public required string OriginalScript { get; init; }

    /// <summary>Template of the transliteration.</summary>
    public required string Transliteration { get; init; }

    /// <summary>Texts in both that together have every character.</summary>
    public required IReadOnlyList<FormatSample> Samples { get; init; }

    /// <summary>Number of characters (code points) that occur.</summary>
    public required int UniqueCharacters { get; init; }

    /// <summary>Number of samples needed; those above the limit are left out.</summary>
    public required int TotalSamples { get; init; }
}

/// <summary>The same text twice.</summary>
/// <param name="Original">In original script.</param>
/// <param name="Transliterated">In transliteration.</param>
public sealed record FormatSample(string Original, string Transliterated);

/// <summary>A text format.</summary>
public sealed record FormatInfo
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Its template.</summary>
    public required string Spec { get; init; }

    /// <summary>Type of the nodes it is applied to.</summary>
    public required string LevelType { get; init; }

    /// <summary>True for the format that is used when none is asked for.</summary>
    public required bool Default { get; init; }

    /// <summary>Texts that together have every character, as far as the limit allows.</summary>
    public required IReadOnlyList<NodeSample> Samples { get; init; }

    /// <summary>Number of characters (code points) that occur.</summary>
    public required int UniqueCharacters { get; init; }
}

/// <summary>A node with its text.</summary>
/// <param name="Node">The node.</param>
/// <param name="Text">Its text, without blanks at the ends.</param>
public sealed record NodeSample(int Node, string Text);

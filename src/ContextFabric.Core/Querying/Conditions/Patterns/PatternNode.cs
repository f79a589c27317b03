namespace ContextFabric.Querying;

/// <summary>Flags of a regular expression that may change within it.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
    Verbose = 8,
    Ascii = 16,
    Unicode = 32,
}

/// <summary>Places in a text.</summary>
internal enum PatternAnchor
{
    StartOfText,
    StartOfLine,
    EndOfText,

    /// <summary>At the end, or before a line feed that is the last character.</summary>
    BeforeLastLineFeed,
    EndOfLine,
    WordBoundary,
    NoWordBoundary,
    AsciiWordBoundary,
    NoAsciiWordBoundary,
}

/// <summary>How a repetition goes about it.</summary>
internal enum RepeatMode
{
    Greedy,
    Lazy,
    Possessive,
}

/// <summary>A part of a parsed regular expression.</summary>
/// <param name="MinWidth">Code points that a match has at least.</param>
/// <param name="MaxWidth">Code points that a match has at most; <see cref="Unbounded"/> when there is no limit.</param>
internal abstract record PatternNode(long MinWidth, long MaxWidth)
{
    /// <summary>Width without limit.</summary>
    public const long Unbounded = uint.MaxValue;

    private static long Cap(long width) => Math.Min(width, Unbounded);

    private static long Times(long width, long count)
        => width == 0 || count == 0 ? 0 : width == Unbounded || count == Unbounded ? Unbounded : Cap(width * count);

    /// <summary>A character, exactly.</summary>
    internal sealed record Literal(int CodePoint) : PatternNode(1, 1);

    /// <summary>
    /// One of a set of characters. Word characters and digits are kept as such, because the engine has quick tests
    /// for them.
    /// </summary>
    internal sealed record Characters(CodePointSet Set, bool HasWord, bool HasDigit, bool IsNegated) : PatternNode(1, 1)
    {
        /// <summary>All characters that match, or (negated) that do not.</summary>
        public CodePointSet All => Set.Union(HasWord ? CodePointSet.Word : CodePointSet.Empty).Union(HasDigit ? CodePointSet.Digit : CodePointSet.Empty);
    }


    internal sealed record Sequence(IReadOnlyList<PatternNode> Items)
        : PatternNode(Cap(Items.Sum(item => item.MinWidth)), Cap(Items.Sum(item => item.MaxWidth)));

    internal sealed record Alternation(IReadOnlyList<PatternNode> Items)
        : PatternNode(Items.Min(item => item.MinWidth), Items.Max(item => item.MaxWidth));

    /// <summary>A capturing group.</summary>
    internal sealed record Group(int Number, PatternNode Item) : PatternNode(Item.MinWidth, Item.MaxWidth);

    internal sealed record Atomic(PatternNode Item) : PatternNode(Item.MinWidth, Item.MaxWidth);

    internal sealed record Repeat(PatternNode Item, long Min, long Max, RepeatMode Mode)
        : PatternNode(Cap(Item.MinWidth * Min), Times(Item.MaxWidth, Max));

    internal sealed record Look(PatternNode Item, bool IsBehind, bool IsNegative) : PatternNode(0, 0);

    internal sealed record BackReference(int Number, bool IgnoresCase, long Min, long Max) : PatternNode(Min, Max);

    /// <summary>One of two parts, by whether a group has matched.</summary>
    internal sealed record Conditional(int Number, PatternNode Yes, PatternNode? No)
        : PatternNode(Math.Min(Yes.MinWidth, No?.MinWidth ?? 0), Math.Max(Yes.MaxWidth, No?.MaxWidth ?? 0));

    internal sealed record Anchor(PatternAnchor Kind) : PatternNode(0, 0);
}

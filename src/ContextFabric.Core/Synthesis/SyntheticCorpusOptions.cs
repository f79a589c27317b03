using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>What a synthetic corpus is to look like. Equal options give equal bytes on any machine.</summary>
public sealed record SyntheticCorpusOptions
{
    /// <summary>Type of the nodes that stand for a lexeme.</summary>
    public const string LexemeType = "lexeme";

    /// <summary>Feature of slots and lexemes that says which lexeme they are.</summary>
    public const string LexemeFeature = "lex";

    /// <summary>The most section levels that a corpus can have.</summary>
    public const int MaxSections = 3;

    private const int MaxDistinct = 1 << 24;
    private const int MaxDegree = 100_000;
    private const int MaxChildren = 1_000_000;

    /// <summary>Number of slots.</summary>
    public int Slots { get; init; } = 100_000;

    /// <summary>Seed of all random choices.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Type of the slots.</summary>
    public string SlotType { get; init; } = "word";

    /// <summary>
    /// The other types, large ones first. Every node consists of whole nodes of the next type; the nodes of a type
    /// cover all slots.
    /// </summary>
    public IReadOnlyList<SyntheticType> Types { get; init; } = [];

    /// <summary>
    /// How many of the first types are section levels, at most three. Each has a feature with its heading that is
    /// named as the type: words on the first level, numbers from 1 below.
    /// </summary>
    public int Sections { get; init; }

    /// <summary>
    /// Share of nodes that lack some slots between their first and their last one. It counts nodes that can: with
    /// at least three slots, no section.
    /// </summary>
    public double GapRate { get; init; }

    /// <summary>
    /// Number of lexemes that the slots are instances of, 0 for none. Each lexeme that occurs is a node with all its
    /// slots, wherever they are.
    /// </summary>
    public int Lexemes { get; init; }

    /// <summary>Exponent of the Zipf distribution of lexemes.</summary>
    public double LexemeExponent { get; init; } = 1;

    /// <summary>Node features. The first one of the slots with text is what the text format shows.</summary>
    public IReadOnlyList<SyntheticFeature> Features { get; init; } = [];

    /// <summary>Edge features.</summary>
    public IReadOnlyList<SyntheticEdge> Edges { get; init; } = [];

    /// <summary>Checks that such a corpus can be made.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says why.</exception>
    public void Validate()
    {
        Require(Slots is >= 1 and <= SyntheticTree.MaxNodes, $"the number of slots must be between 1 and {SyntheticTree.MaxNodes}");
        Require(Types.Count > 0 || Lexemes > 0, "a corpus needs nodes other than slots: a type or lexemes");
        Require(Sections >= 0 && Sections <= Math.Min(MaxSections, Types.Count), $"{Sections} section levels: there can be at most {MaxSections}, and each needs a type");
        Require(GapRate is >= 0 and <= 1, "the gap rate must be between 0 and 1");
        Require(Lexemes is >= 0 and <= MaxDistinct, $"the number of lexemes must be between 0 and {MaxDistinct}");
        RequireExponent(LexemeExponent, LexemeType);
        var types = new HashSet<string>(StringComparer.Ordinal) { SlotType };
        RequireName(SlotType);
        foreach (SyntheticType type in Types)
        {
            RequireName(type.Name);
            Require(type.Children is >= 1 and <= MaxChildren, $"type '{type.Name}' must have between 1 and {MaxChildren} children on average");
            Require(types.Add(type.Name), $"there are two types '{type.Name}'");
        }

        Require(Lexemes == 0 || types.Add(LexemeType), $"with lexemes no other type can be named '{LexemeType}'");
        ValidateFeatures(types);
        var tree = new SyntheticTree(this);
        long nodes = Enumerable.Range(0, tree.Levels + 1).Sum(level => (long)tree.Count(level)) + Math.Min(Lexemes, Slots);
        Require(nodes <= SyntheticTree.MaxNodes, $"the corpus would have {nodes} nodes, more than {SyntheticTree.MaxNodes}");
    }

    private void ValidateFeatures(HashSet<string> types)
    {
        // features are files, and some file systems do not tell cases apart
        var names = new HashSet<string>(Types.Take(Sections).Select(type => type.Name), StringComparer.OrdinalIgnoreCase) { TfNames.Types, TfNames.Slots, TfNames.Text };
        Require(names.Count == Sections + 3, "section types must differ from each other and from otype, oslots and otext, apart from case");
        Require(Lexemes == 0 || names.Add(LexemeFeature), $"with lexemes no section can be named '{LexemeFeature}'");
        foreach (SyntheticFeature feature in Features)
        {
            RequireFeature(feature.Name, feature.NodeType, feature.Distinct, feature.Exponent);
            Require(feature.Values is SyntheticValues.Text or SyntheticValues.Number, $"feature '{feature.Name}' must have text or numbers");
            Require(feature.Coverage is >= 0 and <= 1, $"the coverage of '{feature.Name}' must be between 0 and 1");
        }

        foreach (SyntheticEdge edge in Edges)
        {
            RequireFeature(edge.Name, edge.NodeType, edge.Distinct, edge.Exponent);
            Require(edge.NodeType != LexemeType || Lexemes == 0, $"edges of lexemes are not supported ('{edge.Name}')");
            Require(edge.Degree is >= 0 and <= MaxDegree, $"the degree of '{edge.Name}' must be between 0 and {MaxDegree}");
            Require(edge.Reach >= 1, $"the reach of '{edge.Name}' must be at least 1");
            Require(Enum.IsDefined(edge.Values), $"the kind of values of '{edge.Name}' does not exist");
        }

        void RequireFeature(string name, string? nodeType, int distinct, double exponent)
        {
            RequireName(name);
            Require(names.Add(name), $"there are two features named '{name}', apart from case");
            Require(nodeType is null || types.Contains(nodeType), $"feature '{name}' is for the type '{nodeType}', which does not exist");
            Require(nodeType is null || nodeType != LexemeType || Lexemes == 0, $"lexemes have no features but '{LexemeFeature}' ('{name}')");
            Require(distinct is >= 1 and <= MaxDistinct, $"'{name}' must have between 1 and {MaxDistinct} different values");
            RequireExponent(exponent, name);
        }
    }

    private static void RequireExponent(double exponent, string name) =>
        Require(exponent is >= 0 and <= 20, $"the exponent of '{name}' must be between 0 and 20");

    private static void RequireName(string name) => Require(
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'),
        $"'{name}' is not a name: letters, digits, _ and -, a letter first");

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ArgumentException(otherwise);
        }
    }
}

using System.CommandLine;
using System.Globalization;
using ContextFabric.Synthesis;

namespace ContextFabric.Cli.Generating;

/// <summary>The options of <c>cfabric generate</c> that say what the corpus is to look like.</summary>
internal sealed class GenerateArguments
{
    private readonly Option<string> _preset = new("--preset") { Description = "Shape to start from", DefaultValueFactory = _ => "linguistic" };
    private readonly Option<string?> _slots = new("--slots") { Description = "Number of slots, such as 50000 or 1e7 (100000)" };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed of all random choices", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _types = new("--types") { Description = "Node types, large ones first, each with the average number of its children: sentence:12,clause:4,phrase:2" };
    private readonly Option<int?> _sections = new("--sections") { Description = "How many of the first types are section levels, at most 3" };
    private readonly Option<string?> _gaps = new("--gaps") { Description = "Share of nodes with a gap, 0 to 1" };
    private readonly Option<int?> _lexemes = new("--lexemes") { Description = "Number of lexemes, which are nodes with scattered slots; 0 for none" };
    private readonly Option<int?> _texts = new("--text-features") { Description = "Number of text features of slots, instead of those of the preset" };
    private readonly Option<int?> _numbers = new("--int-features") { Description = "Number of whole-number features of slots, instead of those of the preset" };
    private readonly Option<int?> _distinct = new("--distinct") { Description = "Different values of each feature of slots" };
    private readonly Option<string?> _zipf = new("--zipf") { Description = "Exponent of the Zipf distribution of their values" };
    private readonly Option<string?> _coverage = new("--coverage") { Description = "Share of slots with a value, 0 to 1" };
    private readonly Option<string?> _edges = new("--edges") { Description = "Edge features NAME:DEGREE[:TYPE[:VALUES]], VALUES being how many numbers occur on them: mother:0.5:clause,link:3:word:20; none for none" };

    public GenerateArguments() => _preset.AcceptOnlyFromAmong("flat", "linguistic", "dense-edges");

    /// <summary>The options, in the order of the help text.</summary>
    public Symbol[] Symbols =>
        [_preset, _slots, _seed, _types, _sections, _gaps, _lexemes, _texts, _numbers, _distinct, _zipf, _coverage, _edges];

    /// <summary>What they come to.</summary>
    public SyntheticCorpusOptions Read(ParseResult parsed)
    {
        SyntheticCorpusOptions options = parsed.GetValue(_preset) switch
        {
            "flat" => SyntheticPresets.Flat,
            "dense-edges" => SyntheticPresets.DenseEdges,
            _ => SyntheticPresets.Linguistic,
        };
        options = options with { Slots = Slots(parsed) ?? options.Slots, Seed = parsed.GetValue(_seed) };
        if (parsed.GetValue(_types) is { } types)
        {
            options = WithTypes(options, types);
        }

        return options with
        {
            Sections = parsed.GetValue(_sections) ?? options.Sections,
            GapRate = Fraction(parsed, _gaps) ?? options.GapRate,
            Lexemes = parsed.GetValue(_lexemes) ?? options.Lexemes,
            Features = Features(parsed, options.Features),
            Edges = parsed.GetValue(_edges) is { } edges ? Edges(edges, options.SlotType) : options.Edges,
        };
    }

    // features and edges of types that are no longer there go with them, and section levels are to be named anew
    private static SyntheticCorpusOptions WithTypes(SyntheticCorpusOptions options, string text)
    {
        var types = new List<SyntheticType>();
        foreach (string[] parts in Items(text))
        {
            types.Add(parts.Length == 2 && TryFraction(parts[1], out double children)
                ? new SyntheticType(parts[0], children)
                : throw CliException.Usage($"--types: '{string.Join(':', parts)}' is not NAME:CHILDREN, such as clause:4"));
        }

        bool Exists(string? type) => type is null || types.Exists(candidate => candidate.Name == type);
        return options with
        {
            Types = types,
            Sections = 0,
            Features = [.. options.Features.Where(feature => Exists(feature.NodeType))],
            Edges = [.. options.Edges.Where(edge => Exists(edge.NodeType))],
        };
    }

    private List<SyntheticFeature> Features(ParseResult parsed, IReadOnlyList<SyntheticFeature> preset)
    {
        var features = new List<SyntheticFeature>();
        AddOfSlots(SyntheticValues.Text, "text", parsed.GetValue(_texts));
        AddOfSlots(SyntheticValues.Number, "number", parsed.GetValue(_numbers));
        int? distinct = parsed.GetValue(_distinct);
        double? exponent = Fraction(parsed, _zipf);
        double? coverage = Fraction(parsed, _coverage);
        return
        [
            .. features.Select(feature => feature with
            {
                Distinct = distinct ?? feature.Distinct,
                Exponent = exponent ?? feature.Exponent,
                Coverage = coverage ?? feature.Coverage,
            }),
            .. preset.Where(feature => feature.NodeType is not null),
        ];

        void AddOfSlots(SyntheticValues values, string name, int? count) => features.AddRange(count is null
            ? preset.Where(feature => feature.NodeType is null && feature.Values == values)
            : Enumerable.Range(1, Math.Max(0, count.Value)).Select(i => new SyntheticFeature(Format(name, i), values)));
    }

    private static List<SyntheticEdge> Edges(string text, string slotType)
    {
        var edges = new List<SyntheticEdge>();
        foreach (string[] parts in text == "none" ? [] : Items(text))
        {
            int distinct = 0;
            if (parts.Length is < 2 or > 4 || !TryFraction(parts[1], out double degree)
                || (parts.Length == 4 && !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out distinct)))
            {
                throw CliException.Usage($"--edges: '{string.Join(':', parts)}' is not NAME:DEGREE[:TYPE[:VALUES]], such as mother:0.5:clause");
            }

            edges.Add(new SyntheticEdge(parts[0], degree)
            {
                NodeType = parts.Length > 2 && parts[2] != slotType ? parts[2] : null,
                Values = distinct > 0 ? SyntheticValues.Number : SyntheticValues.None,
                Distinct = Math.Max(1, distinct),
            });
        }

        return edges;
    }

    private static IEnumerable<string[]> Items(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(static item => item.Split(':', StringSplitOptions.TrimEntries));

    private int? Slots(ParseResult parsed) => Fraction(parsed, _slots) switch
    {
        null => null,
        double value when value == Math.Floor(value) && value is >= 1 and <= int.MaxValue => (int)value,
        _ => throw CliException.Usage("--slots must be a whole number, such as 50000 or 1e7"),
    };

    private static double? Fraction(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        string text when TryFraction(text, out double value) => value,
        string text => throw CliException.Usage($"{option.Name}: '{text}' is not a number"),
    };

    private static bool TryFraction(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static string Format(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
}

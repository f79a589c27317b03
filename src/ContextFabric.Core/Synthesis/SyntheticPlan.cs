using System.Globalization;
using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>The files of a synthetic corpus: names, metadata, bodies.</summary>
internal sealed class SyntheticPlan
{
    // a date of its own would make equal corpora differ
    private static readonly TfWriteOptions s_writing = new() { DateWritten = DateTimeOffset.UnixEpoch };

    private readonly SyntheticCorpusOptions _options;
    private readonly SyntheticTree _tree;
    private readonly SyntheticPace _pace;
    private readonly TfWritePlan _plan = new(s_writing);

    public SyntheticPlan(SyntheticCorpusOptions options, IProgress<SyntheticProgress>? progress, CancellationToken cancellationToken)
    {
        _options = options;
        _tree = new SyntheticTree(options);
        _pace = new SyntheticPace(progress, cancellationToken) { Total = Work() };
        SyntheticLexemes? lexemes = null;
        if (options.Lexemes > 0)
        {
            _pace.Begin(SyntheticCorpusOptions.LexemeType);
            lexemes = new SyntheticLexemes(options, _pace);
        }

        Bodies = new SyntheticBodies(options, _tree, lexemes, _pace);
    }

    public SyntheticBodies Bodies { get; }

    /// <summary>Writes all files into a folder, or none.</summary>
    public void Run(string folder)
    {
        Add(TfNames.Types, TfKind.Node, "type of each node", "str", output => TfBodies.Types(Bodies.Ranges, output));
        Add(TfNames.Slots, TfKind.Edge, "slots that each node is made of", null, Bodies.Slots);
        _plan.Add(TfNames.Text, TfKind.Config, false, TextConfig(), static _ => { });
        for (int i = 0; i < _options.Sections; i++)
        {
            int level = i;
            string type = _options.Types[level].Name;
            Add(type, TfKind.Node, $"heading of each {type}", level == 0 ? "str" : "int", output => Bodies.Headings(level, output));
        }

        if (_options.Lexemes > 0)
        {
            Add(SyntheticCorpusOptions.LexemeFeature, TfKind.Node, "lexeme", "str", Bodies.LexemeNames);
        }

        foreach (SyntheticFeature feature in _options.Features)
        {
            Add(feature.Name, TfKind.Node, Describe(feature.Distinct, feature.Exponent), TypeOf(feature.Values), output => Bodies.Nodes(feature, output));
        }

        foreach (SyntheticEdge edge in _options.Edges)
        {
            bool plain = edge.Values == SyntheticValues.None;
            string description = plain ? "edges to neighbours" : Describe(edge.Distinct, edge.Exponent);
            Add(edge.Name, TfKind.Edge, description, plain ? null : TypeOf(edge.Values), output => Bodies.Edges(edge, output), !plain);
        }

        SaveReport saved = _plan.Run(folder);
        if (!saved.Success)
        {
            // not the fault of the options, which have been checked: a name that this system takes for no file name
            throw new IOException(saved.Diagnostics[0].Message);
        }
    }

    private void Add(string name, TfKind kind, string description, string? valueType, Action<TfOutput> body, bool edgeValues = false)
    {
        var fields = new List<KeyValuePair<string, string?>>(Common()) { new("description", description) };

        // a feature without values declares a type all the same, which some readers insist on
        fields.Add(new("valueType", valueType ?? "str"));
        _plan.Add(name, kind, edgeValues, fields, body);
    }

    private List<KeyValuePair<string, string?>> TextConfig()
    {
        List<KeyValuePair<string, string?>> fields = Common();
        fields.Add(new("description", "text format and sections"));
        fields.Add(new("fmt:text-orig-full", TextFormat()));
        if (_options.Sections > 0)
        {
            string types = string.Join(',', _options.Types.Take(_options.Sections).Select(static type => type.Name));
            fields.Add(new("sectionTypes", types));
            fields.Add(new("sectionFeatures", types));
        }

        return fields;
    }

    /// <summary>Shows the first text of the slots, else their lexemes, else any feature that they have.</summary>
    private string TextFormat()
    {
        IEnumerable<SyntheticFeature> ofSlots = _options.Features.Where(feature => feature.NodeType is null || feature.NodeType == _options.SlotType);
        string? shown = ofSlots.FirstOrDefault(static feature => feature.Values == SyntheticValues.Text)?.Name
            ?? (_options.Lexemes > 0 ? SyntheticCorpusOptions.LexemeFeature : ofSlots.FirstOrDefault()?.Name);
        return shown is null ? "_ " : $"{{{shown}:_}} ";
    }

    private List<KeyValuePair<string, string?>> Common() =>
    [
        new("corpus", "synthetic"),
        new("seed", _options.Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Describe(int distinct, double exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"at most {distinct} values, Zipf with exponent {exponent}");

    private static string TypeOf(SyntheticValues values) => values == SyntheticValues.Number ? "int" : "str";

    /// <summary>Nodes to be written, roughly: lexemes may need more passes over the slots.</summary>
    private long Work()
    {
        long structure = Enumerable.Range(0, _tree.Levels).Sum(level => (long)_tree.Count(level));
        long sections = Enumerable.Range(0, _options.Sections).Sum(level => (long)_tree.Count(level));
        long lexemes = _options.Lexemes > 0 ? 3L * _options.Slots : 0;
        return structure + sections + lexemes
            + _options.Features.Sum(feature => NodesOf(feature.NodeType))
            + _options.Edges.Sum(edge => NodesOf(edge.NodeType));
    }

    private long NodesOf(string? type)
    {
        int level = _options.Types.ToList().FindIndex(candidate => candidate.Name == type);
        return level < 0 ? _options.Slots : _tree.Count(level);
    }
}

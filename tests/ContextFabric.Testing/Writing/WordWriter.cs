using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using ContextFabric.Templates;
using ContextFabric.Testing.BruteForce;

namespace ContextFabric.Testing.Writing;

/// <summary>Writes conditions and operators that mostly hold for given nodes.</summary>
internal sealed partial class WordWriter
{
    private const int Tries = 8;

    // As written in a template, and the regular expression that this means; the same in Python and .NET.
    private static readonly (string Written, string Pattern)[] s_patterns =
    [
        ("a", "a"), ("^a", "^a"), ("b$", "b$"), ("[ab]", "[ab]"), ("a|b", "a|b"), ("^$", "^$"), ("aa?b", "aa?b"), ("^(a|b)+$", "^(a|b)+$"),
        (@"\d", @"\d"), (@"\\\\", @"\\"), (@"\ a", " a"), (@"\t", "\t"), (@"\n", "\n"), ("", ""), ("x{3}", "x{3}"), ("(?i)^A", "(?i)^A"),
        (@"\.", @"\."), ("[^a]", "[^a]"), ("=", "="), (@"\|", @"\|"), (@"\=", @"\="), ("[0-9]$", "[0-9]$"), ("e\u0301", "e\u0301"),
    ];

    private static readonly string[] s_operators = ["=", "#", "<", ">", "==", "##", "&&", "||", "[[", "]]", "<<", ">>", "=:", ":=", "::", "<:", ":>"];
    private static readonly string[] s_nearness = ["={0}:", ":{0}=", ":{0}:", "<{0}:", ":{0}>"];
    private static readonly string[] s_distances = ["0", "1", "1", "2", "2", "3", "03", "99999999999999999999"];

    private readonly PlainCorpus _corpus;
    private readonly Random _random;
    private readonly PlainOrder _order;
    private readonly PlainValues _values;
    private readonly PlainRelations _relations;
    private readonly string[] _features;
    private readonly string[] _edges;

    public WordWriter(PlainCorpus corpus, Dictionary<string, int[]> sets, Random random)
    {
        _corpus = corpus;
        Sets = sets;
        _random = random;
        _order = PlainOrder.Of(corpus);
        _values = new PlainValues(corpus);
        _relations = new PlainRelations(corpus, _order);
        _features = [.. corpus.Texts.Keys.Concat(corpus.Numbers.Keys).Append("otype").Where(name => FeatureName().IsMatch(name))];
        _edges = [.. corpus.Edges.Keys, .. corpus.TextEdges.Keys, .. corpus.NumberEdges.Keys];
    }

    public Dictionary<string, int[]> Sets { get; }

    /// <summary>True for what a name must not be: it would mean a type or set no more.</summary>
    public bool IsTaken(string name) => Sets.ContainsKey(name) || _corpus.Types.Any(type => type.Name == name);

    /// <summary>A node to write for: embedded in the parent if there is one and it embeds anything; now and then at the end of an edge.</summary>
    public int Node(int? parent, int? neighbour)
    {
        IEnumerable<int> nodes = _order.Nodes;
        if (parent is int outer && outer > _corpus.MaxSlot && nodes.Any(node => node != outer && _order.SetOf(outer).IsSupersetOf(_order.SetOf(node))))
        {
            nodes = nodes.Where(node => node != outer && _order.SetOf(outer).IsSupersetOf(_order.SetOf(node)));
        }

        if (neighbour is int other && _random.Next(3) == 0)
        {
            int[] linked = [.. nodes.Where(node => _edges.Any(edge => _values.TryEdge(edge, other, node, out _) || _values.TryEdge(edge, node, other, out _)))];
            nodes = linked.Length > 0 ? linked : nodes;
        }

        int[] all = [.. nodes];
        return all[_random.Next(all.Length)];
    }

    /// <summary>A type or set that has this node.</summary>
    public string TypeFor(int node)
    {
        string[] sets = [.. Sets.Keys.Where(name => Sets[name].Contains(node) || _random.Next(40) == 0)];
        return _random.Next(8) switch
        {
            0 => ".",
            1 when sets.Length > 0 => sets[_random.Next(sets.Length)],
            _ => _corpus.TypeOf(node),
        };
    }

    /// <summary>A condition; with <paramref name="marked"/> never a bare name.</summary>
    public (string Text, TemplateCondition Condition) ConditionFor(int node, bool marked = false)
    {
        for (int i = 0; ; i++)
        {
            string feature = _features[_random.Next(_features.Length)];
            PlainValue value = _values.Of(feature, node);
            bool numeric = _values.IsNumeric(feature);
            (string rest, TemplateCondition condition) = Condition(feature, numeric, value);
            if (!(marked && rest.Length == 0) && (i > Tries || PlainCondition.Holds(condition, numeric, value)))
            {
                return (feature + rest, condition);
            }
        }
    }

    /// <summary>An operator; with <paramref name="marked"/> none that could be a name.</summary>
    public string OperatorFor(int left, int right, bool marked = false)
    {
        for (int i = 0; ; i++)
        {
            string text = _random.Next(10) switch
            {
                < 5 => s_operators[_random.Next(s_operators.Length)],
                < 7 => string.Format(CultureInfo.InvariantCulture, s_nearness[_random.Next(s_nearness.Length)], s_distances[_random.Next(s_distances.Length)]),
                7 => Comparison(),
                _ => Edge(left, right),
            };
            if (!(marked && Name().IsMatch(text)) && (i > Tries || _relations.Of(text)(left, right)))
            {
                return text;
            }
        }
    }

    /// <summary>True when a token could be a name.</summary>
    public static bool IsName(string token) => Name().IsMatch(token);

    private string Comparison()
    {
        string left = _features[_random.Next(_features.Length)];
        string right = _random.Next(3) == 0 ? left : _features[_random.Next(_features.Length)];
        bool numbers = _values.IsNumeric(left) && _values.IsNumeric(right);
        bool texts = !_values.IsNumeric(left) && !_values.IsNumeric(right);
        return _random.Next(5) switch
        {
            0 => $".{left}.",
            1 when numbers => $".{left}<{right}.",
            2 when numbers => $".{left}>{right}.",
            1 or 2 when texts => $".{left}~{s_patterns[_random.Next(s_patterns.Length)].Written}~{right}.",
            3 => $".{left}#{right}.",
            _ => $".{left}={right}.",
        };
    }

    private string Edge(int left, int right)
    {
        string feature = _edges[_random.Next(_edges.Length)];
        bool forward = _values.TryEdge(feature, left, right, out PlainValue value) || !_values.TryEdge(feature, right, left, out value);
        string rest = _values.HasEdgeValues(feature) && _random.Next(3) > 0 ? Condition(feature, _values.IsNumeric(feature), value).Written : "";
        return _random.Next(3) == 0 ? $"<{feature}{rest}>" : forward ? $"-{feature}{rest}>" : $"<{feature}{rest}-";
    }

    private (string Written, TemplateCondition Condition) Condition(string feature, bool numeric, PlainValue value)
    {
        ConditionKind kind = Enum.GetValues<ConditionKind>()[_random.Next(8)];
        var condition = new TemplateCondition { Feature = feature, Kind = kind };
        switch (kind)
        {
            case ConditionKind.Any:
                return ("*", condition);
            case ConditionKind.Absent:
                return ("#", condition);
            case ConditionKind.Equal or ConditionKind.NotEqual:
                string[] values = numeric ? Numbers(value.Number) : Texts(feature, value.Text);
                return ((kind == ConditionKind.Equal ? "=" : "#") + string.Join('|', values.Select(Escape)), condition with { Values = values });
            case ConditionKind.Greater or ConditionKind.Less when numeric:
                BigInteger limit = (value.Number ?? 0) + (_random.Next(12) == 0 ? BigInteger.Pow(10, 25) : _random.Next(-2, 3));
                return (string.Create(CultureInfo.InvariantCulture, $"{(kind == ConditionKind.Greater ? '>' : '<')}{limit}"), condition with { Limit = limit });
            case ConditionKind.Match when !numeric:
                (string written, string pattern) = s_patterns[_random.Next(s_patterns.Length)];
                return ("~" + written, condition with { Pattern = pattern });
            default:
                return ("", condition with { Kind = ConditionKind.Present });
        }
    }

    private string[] Numbers(long? own)
    {
        string Number(int style)
        {
            long number = own is long value && _random.Next(3) > 0 ? value : _random.Next(-3, 12);
            string digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture);
            string sign = number < 0 ? "-" : style == 0 ? "+" : "";
            return sign + (style == 1 ? "00" : "") + (style == 2 && digits.Length > 1 ? digits[..1] + "_" + digits[1..] : digits);
        }

        return [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(40) == 0 ? "99999999999999999999" : Number(_random.Next(8)))];
    }

    private string[] Texts(string feature, string? own)
    {
        string[] known = _corpus.Texts.TryGetValue(feature, out SortedDictionary<int, string>? values) ? [.. values.Values.Distinct()]
            : feature == "otype" ? [.. _corpus.Types.Select(type => type.Name)] : ["", "a", "b"];
        string Text() => own is not null && _random.Next(3) == 0 ? own : known.Length > 0 ? known[_random.Next(known.Length)] : "a|b";

        string[] texts = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Text())];

        // A single empty alternative cannot be written: nothing after the sign means something else.
        return texts is [""] ? ["", ""] : texts;
    }

    private string Escape(string value)
    {
        var text = new StringBuilder();
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '\\' => @"\\",
                ' ' => @"\ ",
                '\t' => @"\t",
                '\n' => @"\n",
                '|' => @"\|",
                '=' when _random.Next(2) == 0 => @"\=",
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }

    [GeneratedRegex("^[a-zA-Z0-9@_-]+$")]
    private static partial Regex FeatureName();

    [GeneratedRegex("^[a-zA-Z0-9_.-]+$")]
    private static partial Regex Name();
}

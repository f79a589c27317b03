using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using ContextFabric.Templates;

namespace ContextFabric.Testing.BruteForce;

/// <summary>
/// Relations by their definitions on sets of slots, from the text of their operators: no code of the engine reads
/// or tests them.
/// </summary>
public sealed partial class PlainRelations(PlainCorpus corpus, PlainOrder order)
{
    private readonly PlainValues _values = new(corpus);

    /// <summary>The test for <c>a operator b</c>.</summary>
    /// <exception cref="FormatException">There is no such operator.</exception>
    public Func<int, int, bool> Of(string text)
    {
        if (text.Length > 2 && (text[0], text[^1]) is ('-', '>') or ('<', '-') or ('<', '>'))
        {
            return Edge(text);
        }

        if (text.Length > 2 && text[0] == '.' && text[^1] == '.')
        {
            return Comparison(text[1..^1]);
        }

        if (Near().Match(text) is { Success: true } near)
        {
            return Nearness(near.Groups[1].Value, near.Groups[3].Value, BigInteger.Parse(near.Groups[2].Value, CultureInfo.InvariantCulture));
        }

        return text switch
        {
            "=" => (a, b) => a == b,
            "#" => (a, b) => a != b,
            "<" => (a, b) => order.Rank[a] < order.Rank[b],
            ">" => (a, b) => order.Rank[a] > order.Rank[b],
            "==" => (a, b) => order.SetOf(a).SetEquals(order.SetOf(b)),
            "##" => (a, b) => !order.SetOf(a).SetEquals(order.SetOf(b)),
            "&&" => (a, b) => order.SetOf(a).Overlaps(order.SetOf(b)),
            "||" => (a, b) => !order.SetOf(a).Overlaps(order.SetOf(b)),
            "[[" => Embeds,
            "]]" => (a, b) => Embeds(b, a),
            "<<" => (a, b) => Last(a) < First(b),
            ">>" => (a, b) => First(a) > Last(b),
            "=:" => (a, b) => First(a) == First(b),
            ":=" => (a, b) => Last(a) == Last(b),
            "::" => (a, b) => First(a) == First(b) && Last(a) == Last(b),
            "<:" => (a, b) => Last(a) + 1 == First(b),
            ":>" => (a, b) => Last(b) + 1 == First(a),
            _ => throw Unknown(text),
        };
    }

    private Func<int, int, bool> Nearness(string before, string after, BigInteger k) => (before, after) switch
    {
        ("=", ":") => (a, b) => Math.Abs(First(a) - First(b)) <= k,
        (":", "=") => (a, b) => Math.Abs(Last(a) - Last(b)) <= k,
        (":", ":") => (a, b) => Math.Abs(First(a) - First(b)) <= k && Math.Abs(Last(a) - Last(b)) <= k,
        ("<", ":") => (a, b) => Math.Abs(Last(a) + 1 - First(b)) <= k,
        (":", ">") => (a, b) => Math.Abs(First(a) - 1 - Last(b)) <= k,
        _ => throw Unknown(before + "k" + after),
    };

    private Func<int, int, bool> Edge(string text)
    {
        Match match = EdgeToken().Match(text[1..^1]);
        string name = match.Groups[1].Value;
        if (!match.Success || !_values.IsEdgeFeature(name))
        {
            throw Unknown(text);
        }

        string rest = match.Groups[2].Value;
        TemplateCondition condition = PlainCondition.Parse(name, rest);
        bool numeric = _values.IsNumeric(name);

        // Without condition any edge counts, with a value or without.
        bool Linked(int from, int to)
            => _values.TryEdge(name, from, to, out PlainValue value) && (rest.Length == 0 || PlainCondition.Holds(condition, numeric, value));

        return (text[0], text[^1]) switch
        {
            ('-', '>') => Linked,
            ('<', '-') => (a, b) => Linked(b, a),
            _ => (a, b) => Linked(a, b) || Linked(b, a),
        };
    }

    private Func<int, int, bool> Comparison(string inner)
    {
        int firstTilde = inner.IndexOf('~', StringComparison.Ordinal);
        int lastTilde = inner.LastIndexOf('~');
        if (lastTilde > firstTilde)
        {
            Regex removed = PlainCondition.Expression(PlainCondition.UnescapePattern(inner[(firstTilde + 1)..lastTilde]));
            return Compare(inner[..firstTilde], inner[(lastTilde + 1)..], (x, y) => x.Text is string a && y.Text is string b && removed.Replace(a, "") == removed.Replace(b, ""));
        }

        int at = inner.IndexOfAny(['=', '#', '<', '>']);
        if (at < 0)
        {
            return Compare(inner, inner, (x, y) => x.IsPresent && x == y);
        }

        return Compare(inner[..at], inner[(at + 1)..], inner[at] switch
        {
            '=' => (x, y) => x.IsPresent && x == y,
            '#' => (x, y) => !x.IsPresent || x != y,
            '<' => (x, y) => x.Number < y.Number,
            _ => (x, y) => x.Number > y.Number,
        });
    }

    private Func<int, int, bool> Compare(string left, string right, Func<PlainValue, PlainValue, bool> test)
        => _values.IsNodeFeature(left) && _values.IsNodeFeature(right)
            ? (a, b) => test(_values.Of(left, a), _values.Of(right, b))
            : throw new FormatException($"no feature '{left}' or '{right}'");

    private bool Embeds(int a, int b) => a != b && a > corpus.MaxSlot && order.SetOf(a).IsSupersetOf(order.SetOf(b));

    private int First(int node) => corpus.SlotsOf(node)[0];

    private int Last(int node) => corpus.SlotsOf(node)[^1];

    private static FormatException Unknown(string text) => new($"unknown relation '{text}'");

    [GeneratedRegex(@"^([^0-9]+)([0-9]+)([^0-9]+)$")]
    private static partial Regex Near();

    [GeneratedRegex(@"^([a-zA-Z0-9@_-]+)(.*)$", RegexOptions.Singleline)]
    private static partial Regex EdgeToken();
}

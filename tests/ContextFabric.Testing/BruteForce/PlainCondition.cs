using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using ContextFabric.Templates;

namespace ContextFabric.Testing.BruteForce;

/// <summary>
/// Conditions by their definitions. Regular expressions go to .NET as they are: only those that mean the same in
/// Python can be judged.
/// </summary>
public static partial class PlainCondition
{
    private static readonly ConcurrentDictionary<string, Regex> s_expressions = new();

    /// <summary>True when a value satisfies a condition.</summary>
    public static bool Holds(TemplateCondition condition, bool numeric, PlainValue value) => condition.Kind switch
    {
        ConditionKind.Any => true,
        ConditionKind.Present => value.IsPresent,
        ConditionKind.Absent => !value.IsPresent,
        ConditionKind.Equal => value.IsPresent && IsAmong(condition, numeric, value),
        ConditionKind.NotEqual => !(value.IsPresent && IsAmong(condition, numeric, value)),
        ConditionKind.Greater => value.Number is long number && number > condition.Limit,
        ConditionKind.Less => value.Number is long number && number < condition.Limit,
        ConditionKind.Match => value.Text is string text && Expression(condition.Pattern).IsMatch(text),
        _ => throw new FormatException($"unknown kind of condition {condition.Kind}"),
    };

    /// <summary>Reads what stands behind the name of a feature in an edge operator.</summary>
    public static TemplateCondition Parse(string feature, string rest)
    {
        var condition = new TemplateCondition { Feature = feature, Kind = ConditionKind.Present };
        return rest switch
        {
            "" => condition,
            "*" => condition with { Kind = ConditionKind.Any },
            "#" => condition with { Kind = ConditionKind.Absent },
            ['=', ..] => condition with { Kind = ConditionKind.Equal, Values = Alternatives(rest[1..]) },
            ['#', ..] => condition with { Kind = ConditionKind.NotEqual, Values = Alternatives(rest[1..]) },
            ['>', ..] => condition with { Kind = ConditionKind.Greater, Limit = BigInteger.Parse(rest[1..], CultureInfo.InvariantCulture) },
            ['<', ..] => condition with { Kind = ConditionKind.Less, Limit = BigInteger.Parse(rest[1..], CultureInfo.InvariantCulture) },
            ['~', ..] => condition with { Kind = ConditionKind.Match, Pattern = UnescapePattern(rest[1..]) },
            _ => throw new FormatException($"'{rest}' is no condition"),
        };
    }

    /// <summary>A compiled regular expression.</summary>
    public static Regex Expression(string pattern) => s_expressions.GetOrAdd(pattern, text => new Regex(text, RegexOptions.CultureInvariant));

    /// <summary>Undoes the escapes of templates in a regular expression: the bar and the equals sign keep their backslash.</summary>
    public static string UnescapePattern(string text) => EscapePattern().Replace(text, match => match.Value[1] switch
    {
        't' => "\t",
        'n' => "\n",
        '\\' => "\\",
        ' ' => " ",
        _ => match.Value,
    });

    private static string[] Alternatives(string text)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '|')
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else if (text[i] == '\\' && (next is '\\' or ' ' or '|' or '=' or 't' or 'n'))
            {
                value.Append(next == 't' ? '\t' : next == 'n' ? '\n' : next);
                i++;
            }
            else
            {
                value.Append(text[i]);
            }
        }

        values.Add(value.ToString());
        return [.. values];
    }

    private static bool IsAmong(TemplateCondition condition, bool numeric, PlainValue value)
        => condition.Values.Any(alternative => numeric ? Integer(alternative) == value.Number!.Value : string.Equals(alternative, value.Text, StringComparison.Ordinal));

    private static BigInteger Integer(string text) => BigInteger.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\[\\ tn|=]")]
    private static partial Regex EscapePattern();
}

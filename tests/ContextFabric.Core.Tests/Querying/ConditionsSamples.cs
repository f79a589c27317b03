using ContextFabric.Querying;
using ContextFabric.Templates;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Conditions to try, and what they mean, spelt out value by value.</summary>
internal static class ConditionsSamples
{
    public static TextPattern Pattern(string pattern)
    {
        Assert.True(TextPattern.TryCreate(pattern, out TextPattern? made, out string? error), error);
        return made;
    }

    /// <summary>Conditions on texts, with the words in which a failure is reported.</summary>
    public static IEnumerable<(string Name, ValueCondition Condition, Func<string?, bool> Meaning)> OfTexts(Random random, string[] texts)
    {
        string Any() => texts[random.Next(texts.Length)];
        yield return ("any", new(ConditionKind.Any), _ => true);
        yield return ("present", new(ConditionKind.Present), text => text is not null);
        yield return ("absent", new(ConditionKind.Absent), text => text is null);
        foreach (int count in (int[])[0, 1, 1, 2, 3, 4, 5, 9, 40])
        {
            string[] some = [.. Enumerable.Range(0, count).Select(_ => random.Next(8) == 0 ? "no such text" : Any())];
            yield return ($"= {string.Join('|', some)}", new(ConditionKind.Equal) { Texts = some }, text => text is not null && some.Contains(text));
            yield return ($"# {string.Join('|', some)}", new(ConditionKind.NotEqual) { Texts = some }, text => text is null || !some.Contains(text));
        }

        foreach (string text in (string[])[Any(), Any(), Any(), "a", "", "b", "\n", "é"])
        {
            string part = text.Length == 0 ? "" : text[..random.Next(text.Length + 1)];
            part = part.Length > 0 && char.IsHighSurrogate(part[^1]) ? part[..^1] : part;
            string quoted = string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c > 127 ? $"{c}" : $"\\{c}"));
            bool Find(string? value, Func<string, bool> test) => value is not null && test(value);
            bool Last(string value, Func<string, bool> test) => test(value) || (value.EndsWith('\n') && test(value[..^1]));
            yield return ($"~ {part}", new(ConditionKind.Match) { Pattern = Pattern(quoted) }, value => Find(value, v => v.Contains(part, StringComparison.Ordinal)));
            yield return ($"~ ^{part}", new(ConditionKind.Match) { Pattern = Pattern("^" + quoted) }, value => Find(value, v => v.StartsWith(part, StringComparison.Ordinal)));
            yield return ($"~ {part}$", new(ConditionKind.Match) { Pattern = Pattern(quoted + "$") }, value => Find(value, v => Last(v, w => w.EndsWith(part, StringComparison.Ordinal))));
            yield return ($"~ ^{part}$", new(ConditionKind.Match) { Pattern = Pattern($"^{quoted}$") }, value => Find(value, v => Last(v, w => w == part)));
            yield return ($"~ {part}\\Z", new(ConditionKind.Match) { Pattern = Pattern(quoted + "\\Z") }, value => Find(value, v => v.EndsWith(part, StringComparison.Ordinal)));
            yield return ($"~ ^{part}[^q]", new(ConditionKind.Match) { Pattern = Pattern($"^{quoted}[^q]") }, value => Find(value, v => v.StartsWith(part, StringComparison.Ordinal) && v.Length > part.Length && v[part.Length] != 'q'));
        }
    }

    /// <summary>Conditions on integers.</summary>
    public static IEnumerable<(string Name, ValueCondition Condition, Func<long?, bool> Meaning)> OfNumbers(Random random, long[] numbers)
    {
        long Near() => unchecked(numbers[random.Next(numbers.Length)] + random.Next(-1, 2));
        yield return ("any", new(ConditionKind.Any), _ => true);
        yield return ("present", new(ConditionKind.Present), number => number is not null);
        yield return ("absent", new(ConditionKind.Absent), number => number is null);
        foreach (int count in (int[])[0, 1, 1, 2, 3, 4, 5, 9, 40])
        {
            long[] some = [.. Enumerable.Range(0, count).Select(_ => Near())];
            yield return ($"= {string.Join('|', some)}", new(ConditionKind.Equal) { Numbers = some }, number => number is long value && some.Contains(value));
            yield return ($"# {string.Join('|', some)}", new(ConditionKind.NotEqual) { Numbers = some }, number => number is not long value || !some.Contains(value));
        }

        foreach (long limit in (long[])[Near(), Near(), Near(), Near(), 0, -1, 127, 128, 255, -128, -129, 65535, long.MaxValue, long.MinValue, long.MaxValue - 1, long.MinValue + 1])
        {
            yield return ($"> {limit}", new(ConditionKind.Greater) { Limit = limit }, number => number is long value && value > limit);
            yield return ($"< {limit}", new(ConditionKind.Less) { Limit = limit }, number => number is long value && value < limit);
        }
    }

    /// <summary>Whole corpora, single types, parts of them, ranges that reach beyond.</summary>
    public static IEnumerable<NodeRange> Ranges(PlainCorpus plain, Random random)
    {
        yield return new(1, plain.MaxNode);
        foreach (PlainType type in plain.Types)
        {
            yield return new(type.First, type.Last);
        }

        for (int i = 0; i < 3; i++)
        {
            int a = random.Next(1, plain.MaxNode + 1);
            int b = random.Next(1, plain.MaxNode + 1);
            yield return new(Math.Min(a, b), Math.Max(a, b));
        }
    }
}

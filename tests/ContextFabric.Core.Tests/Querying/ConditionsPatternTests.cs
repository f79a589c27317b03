using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using ContextFabric.Querying;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Regular expressions, against what Python makes of them.</summary>
public sealed class ConditionsPatternTests
{
    [Fact]
    public void Finds_what_Python_finds()
    {
        var wrong = new List<string>();
        string[] texts = ConditionsPythonFacts.Texts;
        foreach ((string source, string found) in ConditionsPythonFacts.Searches)
        {
            if (!TextPattern.TryCreate(source, out TextPattern? pattern, out string? error))
            {
                wrong.Add($"{source}: {error}");
                continue;
            }

            var bits = BigInteger.Parse("0" + found, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            for (int i = 0; i < texts.Length; i++)
            {
                bool expected = !(bits >> (texts.Length - 1 - i)).IsEven;
                if (pattern.IsMatch(Encoding.UTF8.GetBytes(texts[i]), QueryBudget.Unlimited) != expected)
                {
                    wrong.Add($"{source} in '{texts[i]}' ({string.Join(' ', texts[i].Select(c => $"{(int)c:X4}"))}): {expected} expected");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Refuses_what_Python_refuses()
    {
        List<string> wrong = [.. ConditionsPythonFacts.Refused.Where(source => TextPattern.TryCreate(source, out _, out _))];
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Deletes_what_Python_deletes()
    {
        var wrong = new List<string>();
        foreach ((string source, string text, string left) in ConditionsPythonFacts.Deletions)
        {
            string actual = ConditionsSamples.Pattern(source).Delete(text, QueryBudget.Unlimited);
            if (actual != left)
            {
                wrong.Add($"{source} from '{text}': '{actual}' instead of '{left}'");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("(a", "Faulty regular expression: a group is not closed (position 0).")]
    [InlineData("ab[c", "Faulty regular expression: a character class is not closed (position 2).")]
    [InlineData("a**", "Faulty regular expression: a repetition is repeated (position 2).")]
    [InlineData("a\\q", "Faulty regular expression: \\q is no escape (position 1).")]
    [InlineData("(?<n>x)", "Faulty regular expression: ?<n is no extension (position 1).")]
    [InlineData("x(?i)", "Faulty regular expression: flags of the whole pattern must stand at its start (position 1).")]
    [InlineData("\\N{BLORP}", "Faulty regular expression: no character named 'BLORP' is known here; write it as \\uXXXX (position 0).")]
    public void Errors_say_where_and_why(string pattern, string expected)
    {
        Assert.False(TextPattern.TryCreate(pattern, out _, out string? error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Assert.False(TextPattern.TryCreate(new string('(', 100_000), out _, out string? error));
        Assert.Contains("too deeply", error, StringComparison.Ordinal);
        Assert.True(TextPattern.TryCreate(new string('(', 90) + "a" + new string(')', 90), out TextPattern? pattern, out _));
        Assert.True(pattern.IsMatch("xa"u8, QueryBudget.Unlimited));
    }

    [Fact]
    public void Exponential_pattern_is_quick()
    {
        TextPattern pattern = ConditionsSamples.Pattern("(a+)+$");
        var watch = Stopwatch.StartNew();
        Assert.False(pattern.IsMatch(Encoding.UTF8.GetBytes(new string('a', 5000) + "b"), QueryBudget.Unlimited));
        Assert.True(watch.ElapsedMilliseconds < 200, $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("^(?=a)(a|aa)+$")]
    [InlineData("(a+)+\\1$")]
    public void Pattern_that_takes_too_long_is_stopped(string source)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 60) + "b");
        TextPattern pattern = ConditionsSamples.Pattern(source);
        SearchStoppedException stopped = Assert.Throws<SearchStoppedException>(() => pattern.IsMatch(text, QueryBudget.Unlimited));
        Assert.Equal(SearchStop.Pattern, stopped.Reason);
        Assert.Contains(source, stopped.Message, StringComparison.Ordinal);

        var watch = Stopwatch.StartNew();
        var budget = new QueryBudget(TimeSpan.FromMilliseconds(20), null, CancellationToken.None);
        Assert.Equal(SearchStop.Time, Assert.Throws<SearchStoppedException>(() => pattern.IsMatch(text, budget)).Reason);
        Assert.True(watch.ElapsedMilliseconds < 200, $"{watch.Elapsed}");
        Assert.Equal(SearchStop.Pattern, Assert.Throws<SearchStoppedException>(() => pattern.Delete(Encoding.UTF8.GetString(text), QueryBudget.Unlimited)).Reason);
    }

    [Theory]
    [InlineData("^ab", "ab", true)]
    [InlineData("^ab.*", "ab", true)]
    [InlineData("\\Aab(c*)", "ab", true)]
    [InlineData("^ab$", "ab", false)]
    [InlineData("^ab[cd]", "ab", false)]
    [InlineData("^(ab)c", "abc", true)]
    [InlineData("^אb", "אb", true)]
    public void Prefixes_are_known(string source, string expected, bool isAll)
    {
        Assert.True(ConditionsSamples.Pattern(source).TryGetPrefix(out ReadOnlySpan<byte> prefix, out bool all));
        Assert.Equal((expected, isAll), (Encoding.UTF8.GetString(prefix), all));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("(?m)^ab")]
    [InlineData("^ab|cd")]
    [InlineData("^[ab]")]
    [InlineData("(?i)^ab")]
    [InlineData("^a?b")]
    [InlineData("^")]
    public void Other_patterns_have_no_prefix(string source) => Assert.False(ConditionsSamples.Pattern(source).TryGetPrefix(out _, out _));
}

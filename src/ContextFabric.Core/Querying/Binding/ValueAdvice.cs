using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Warns of alternatives that no node has, and says what is near them. Works for values not found only, within bounds.</summary>
internal sealed class ValueAdvice(Corpus corpus, TemplateFindings findings)
{
    private const int MaxDistinct = 50_000;
    private const int MaxLength = 64;
    private const int MaxSearches = 10;
    private const int MaxListed = 12;
    private const long MaxSteps = 20_000_000;

    private int _searches;

    /// <summary>Looks the alternatives of an equality up.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="feature">The feature; null for <c>otype</c>.</param>
    public void Check(TemplateCondition condition, StringFeature? feature)
    {
        foreach (string value in condition.Values)
        {
            // An empty alternative stands for itself; nothing is near it.
            if (value.Length > 0 && !Exists(value, feature))
            {
                Warn(condition, value, feature);
            }
        }
    }

    private bool Exists(string value, StringFeature? feature) => feature is null ? corpus.Types.TryGet(value, out _) : feature.CodeOf(value) != 0;

    private void Warn(TemplateCondition condition, string value, StringFeature? feature)
    {
        string shown = TemplateFindings.Show(value);
        string name = TemplateFindings.Show(condition.Feature);
        bool maySearch = (feature?.DistinctCount ?? 0) <= MaxDistinct && value.Length <= MaxLength && _searches++ < MaxSearches;
        IReadOnlyList<string> same = maySearch && feature is not null ? Lookalikes(value, feature) : [];
        if (same.Count > 0)
        {
            findings.Warning(
                TemplateCodes.OtherComposition, condition.Range, $"The value '{shown}' of {name} exists, but composed in another way, with {Difference(value, same[0])}.",
                "the value as the corpus has it", same, value);
            return;
        }

        IReadOnlyList<string> near = maySearch ? Near(value, feature) : [];
        string expected = feature is { DistinctCount: <= MaxListed } ? "one of " + TemplateFindings.List(Values(feature)) : $"a value of {name}";
        findings.Warning(TemplateCodes.UnknownValue, condition.Range, $"There is no value '{shown}' of {name}{TemplateFindings.DidYouMean(near)}", expected, near, value);
    }

    private static IReadOnlyList<string> Lookalikes(string value, StringFeature feature)
    {
        string form = CanonicalForm.Of(value);
        return [.. Values(feature).Where(other => CanonicalForm.Of(other) == form)];
    }

    // The most frequent first.
    private static IEnumerable<string> Values(StringFeature feature) => feature.Frequencies().Select(entry => entry.Value);

    // The difference is not to be seen, so it is spelt out, from the first character that differs.
    private static string Difference(string found, string meant)
    {
        const int Shown = 3;
        Rune[] left = [.. found.EnumerateRunes()];
        Rune[] right = [.. meant.EnumerateRunes()];
        int at = left.AsSpan().CommonPrefixLength(right);
        return $"{Points(right[at..])} in place of {Points(left[at..])} at character {at + 1}";

        static string Points(Rune[] runes) => runes.Length == 0
            ? "nothing"
            : string.Join(' ', runes.Take(Shown).Select(rune => $"U+{rune.Value:X4}")) + (runes.Length > Shown ? " …" : "");
    }

    private IReadOnlyList<string> Near(string value, StringFeature? feature)
    {
        if (feature is null)
        {
            return Suggestions.Nearest(value, corpus.Types.All.Select(info => info.Name));
        }

        // Frequent values first: of two equally near ones the frequent one was rather meant.
        int tolerance = Suggestions.Tolerance(value);
        int limit = (int)Math.Min(MaxDistinct, MaxSteps / ((long)value.Length * value.Length));
        IEnumerable<string> candidates = Values(feature).Where(other => Math.Abs(other.Length - value.Length) <= tolerance).Take(limit);
        return Suggestions.NearestInOrder(value, candidates);
    }
}

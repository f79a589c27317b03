using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Warns of alternatives that no node has, and says what is near them. Works for values not found only, within bounds.</summary>
internal sealed class ValueAdvice(Corpus corpus, TemplateFindings findings)
{
    private const int MaxDistinct = 50_000;
    private const int MaxLength = 64;
    private const int MaxSearches = 10;
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
        bool maySearch = (feature?.DistinctCount ?? 0) <= MaxDistinct && _searches++ < MaxSearches;
        IReadOnlyList<string> near = maySearch && value.Length <= MaxLength ? Near(value, feature) : [];
        findings.Warning(TemplateCodes.UnknownValue, condition.Range, $"There is no value '{shown}' of {name}{TemplateFindings.DidYouMean(near)}", value, $"a value of {name}", near);
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
        IEnumerable<string> candidates = feature.Frequencies().Select(entry => entry.Value).Where(other => Math.Abs(other.Length - value.Length) <= tolerance).Take(limit);
        return Suggestions.NearestInOrder(value, candidates);
    }
}

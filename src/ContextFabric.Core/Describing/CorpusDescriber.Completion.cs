namespace ContextFabric.Describing;

/// <summary>What a text that is being typed could become.</summary>
/// <param name="Values">The first of them: those that begin with the text, then those that contain it.</param>
/// <param name="Total">Number of all.</param>
/// <param name="HasMore">True when there are more than listed.</param>
public sealed record Completion(IReadOnlyList<string> Values, int Total, bool HasMore)
{
    /// <summary>Chooses from names: those that begin with a text, then those that contain it, case apart.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="names">All names, in the order in which they are to be offered.</param>
    /// <param name="limit">Names to list at most.</param>
    public static Completion Of(string text, IEnumerable<string> names, int limit = 100)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        var first = new List<string>();
        var second = new List<string>();
        foreach (string name in names)
        {
            if (name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                first.Add(name);
            }
            else if (name.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                second.Add(name);
            }
        }

        int total = first.Count + second.Count;
        return new Completion([.. first.Concat(second).Take(limit)], total, total > limit);
    }
}

public sealed partial class CorpusDescriber
{
    /// <summary>Features whose names fit what was typed.</summary>
    public Completion CompleteFeature(string text, int limit = 100) => Completion.Of(text, _visible.Nodes.Concat(_visible.Edges), limit);

    /// <summary>Node types whose names fit what was typed.</summary>
    public Completion CompleteType(string text, int limit = 100) => Completion.Of(text, Corpus.Types.All.Select(t => t.Name), limit);

    /// <summary>The most frequent values of a feature that begin with what was typed.</summary>
    /// <exception cref="UnknownNameException">There is no such feature.</exception>
    public Completion CompleteValue(string feature, string text, string? nodeType = null, int limit = 50)
    {
        FeatureValues values = Values(feature, text, 0, limit, ValueOrder.Frequency, nodeType);
        return new Completion([.. values.Values.Where(v => !v.Value.IsNone).Select(v => v.Value.ToString())], values.Total, values.NextOffset is not null);
    }

    /// <summary>References that fit what was typed: headings of the highest level; below a heading that is complete, what is below it.</summary>
    public Completion CompleteReference(string text, string language = "en", int limit = 100)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int end = text.Length - 1; end > 0; end--)
        {
            if (text[end] is ' ' or ':' && Corpus.Text.Sections.Find(text[..end], language) is { Found: true } found)
            {
                string rest = text[(end + 1)..].Trim();
                string[] lower = [.. SectionsBelow(found.Node, language).Where(s => s.Heading.StartsWith(rest, StringComparison.OrdinalIgnoreCase)).Select(s => s.Ref)];
                if (lower.Length > 0)
                {
                    return new Completion([.. lower.Take(limit)], lower.Length, lower.Length > limit);
                }
            }
        }

        IReadOnlyList<SectionEntry> top = Sections(null, language).Sections;
        Completion first = Completion.Of(text, top.Select(s => s.Ref), limit);
        SectionEntry? only = first.Total == 1 ? top.First(s => s.Ref == first.Values[0]) : null;
        return only is not null && only.Ref.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)
            ? Completion.Of("", SectionsBelow(only.Node, language).Select(s => s.Ref), limit)
            : first;
    }
}

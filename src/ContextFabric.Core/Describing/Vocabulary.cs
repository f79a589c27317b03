using ContextFabric.Templates;
using ContextFabric.Tf;

namespace ContextFabric.Describing;

/// <summary>
/// Names of a corpus from which examples are made: types, features and frequent values, all of them such that the
/// examples have results.
/// </summary>
internal sealed record Vocabulary
{
    private const int FewValues = 60;
    private const int MostValues = 8;
    private const int SectionsTried = 100;

    /// <summary>Type of the slots.</summary>
    public required string Slot { get; init; }

    /// <summary>Type that groups slots: of the lowest section level, else the smallest with more than one slot on average.</summary>
    public string? Container { get; init; }

    /// <summary>A type bigger than <see cref="Container"/>.</summary>
    public string? Big { get; init; }

    /// <summary>The node type that the conditions in examples are about: the slot type, or the smallest with a usable feature.</summary>
    public required string Word { get; init; }

    /// <summary>A text feature of <see cref="Word"/> with few values.</summary>
    public string? Feature { get; init; }

    /// <summary>Its values that can be written in a template as they are, most frequent first.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A number feature with the type that has it.</summary>
    public (string Type, string Feature, long Value)? Number { get; init; }

    /// <summary>Edge features with the types at their ends; first one without values, then one with.</summary>
    public IReadOnlyList<(string Feature, string From, string To, string? Value)> Edges { get; init; } = [];

    /// <summary>A section reference, or null.</summary>
    public string? Section { get; init; }

    /// <summary>A short template with results.</summary>
    public string Example { get; private init; } = "";

    public static Vocabulary Of(Corpus corpus, VisibleFeatures visible)
    {
        (string word, StringFeature? feature, IReadOnlyList<string> values) = BestCondition(corpus, visible);
        string? container = ContainerOf(corpus, word);
        var words = new Vocabulary
        {
            Slot = corpus.Types.Name(corpus.SlotType),
            Container = container,
            Big = container is null ? null : corpus.Types.All.FirstOrDefault(t => t.Rank > corpus.Types.Rank(corpus.Types[container]))?.Name,
            Word = word,
            Feature = feature?.Name,
            Values = values,
            Number = NumberOf(corpus, visible),
            Edges = [.. EdgesOf(corpus, visible)],
            Section = SectionOf(corpus),
        };
        return words with { Example = words.Examples().First(template => HasResults(corpus, template)) };
    }

    private static bool HasResults(Corpus corpus, string template)
        => corpus.Search.Prepare(template, new SearchOptions { Limit = 1 }) is { IsValid: true } query && query.Rows().Any();

    /// <summary>Templates from which the example is chosen, the best first; the last one has results in every corpus.</summary>
    private IEnumerable<string> Examples()
    {
        if (Container is not null && Feature is not null)
        {
            yield return $"{Container}\n  {Word} {Feature}={Values[0]}";
        }

        if (Feature is not null)
        {
            yield return $"{Word} {Feature}={Values[0]}";
        }

        if (Container is not null)
        {
            yield return $"{Container}\n  {Slot}";
        }

        yield return Slot;
    }

    private static (string Type, StringFeature? Feature, IReadOnlyList<string> Values) BestCondition(Corpus corpus, VisibleFeatures visible)
        => BestCondition(corpus, visible, FewValues) ?? BestCondition(corpus, visible, int.MaxValue) ?? (corpus.Types.Name(corpus.SlotType), null, []);

    private static (string Type, StringFeature? Feature, IReadOnlyList<string> Values)? BestCondition(Corpus corpus, VisibleFeatures visible, int mostDistinct)
    {
        foreach (NodeTypeInfo type in corpus.Types.All.Reverse().Where(t => IsPlain(t.Name)))
        {
            StringFeature? best = null;
            List<string> bestValues = [];
            double bestScore = 0;
            foreach (string name in visible.Nodes)
            {
                if (corpus.Features[name] is not StringFeature feature || !IsFeatureName(name) || feature.DistinctCount < 2 || feature.DistinctCount > mostDistinct)
                {
                    continue;
                }

                ValuePage<FeatureValue> page = feature.Ranked(ValueOrder.Frequency, 0, FewValues, type.Type);
                List<string> values = [.. page.Values.Select(v => v.Value.Text!).Where(IsPlain).Take(MostValues)];
                double score = ScoreOf(page, feature.CountIn(type.Type));
                if (values.Count >= 2 && score > bestScore)
                {
                    (best, bestValues, bestScore) = (feature, values, score);
                }
            }

            if (best is not null)
            {
                return (type.Name, best, bestValues);
            }
        }

        return null;
    }

    /// <summary>Of how many pairs of nodes a feature says that they differ: high when most nodes have a value and no value prevails.</summary>
    private static double ScoreOf(ValuePage<FeatureValue> page, double nodes)
        => (nodes * nodes) - page.Values.Sum(v => (double)v.Count * v.Count);

    private static string? ContainerOf(Corpus corpus, string word)
    {
        int rank = corpus.Types.Rank(corpus.Types[word]);
        if (corpus.Text.Sections.Depth > 0 && corpus.Text.Sections.Types[^1] is string lowest && corpus.Types.Rank(corpus.Types[lowest]) > rank)
        {
            return lowest;
        }

        return corpus.Types.All.LastOrDefault(t => t.Rank > rank && t.AverageSlots > 1 && IsPlain(t.Name))?.Name;
    }

    private static (string Type, string Feature, long Value)? NumberOf(Corpus corpus, VisibleFeatures visible)
    {
        foreach (string name in visible.Nodes.Where(IsFeatureName))
        {
            if (corpus.Features[name] is IntFeature { DistinctCount: > 1 } feature
                && corpus.Types.All.LastOrDefault(t => feature.CountIn(t.Type) > 1 && IsPlain(t.Name)) is { } type
                && feature.Ranked(ValueOrder.Value, 0, 2, type.Type) is { Total: > 2 } page)
            {
                // There are values on both sides of the second one.
                return (type.Name, name, page.Values[1].Value.Number);
            }
        }

        return null;
    }

    private static IEnumerable<(string Feature, string From, string To, string? Value)> EdgesOf(Corpus corpus, VisibleFeatures visible)
    {
        List<EdgeFeature> edges = [.. visible.Edges.Where(name => IsFeatureName(name) && !RelationLegend.IsMapping(name)).Select(name => corpus.Edges[name]).Where(e => e.Count > 0)];
        foreach (EdgeFeature? edge in (EdgeFeature?[])[edges.Find(e => !e.HasValues), edges.Find(e => e.HasValues)])
        {
            if (edge?.Origins().FirstOrDefault() is > 0 and int from)
            {
                int to = edge.From(from)[0];
                string? value = edge.FromValue(from, 0) is { IsNone: false } found && IsPlain(found.ToString()) ? found.ToString() : null;
                yield return (edge.Name, corpus.Types.NameOf(from)!, corpus.Types.NameOf(to)!, value);
            }
        }
    }

    private static string? SectionOf(Corpus corpus)
    {
        Sections sections = corpus.Text.Sections;
        if (sections.Depth == 0)
        {
            return null;
        }

        ReadOnlySpan<int> nodes = corpus.Types.NodesOf(corpus.Types[sections.Types[^1]]);
        for (int i = 0; i < Math.Min(nodes.Length, SectionsTried); i++)
        {
            string text = SectionText.Of(sections.LabelsOf(nodes[i]));
            if (sections.Find(text).Node == nodes[i])
            {
                return text;
            }
        }

        return null;
    }

    private static bool IsFeatureName(string name) => !name.AsSpan().ContainsAnyExcept(TemplateCharacters.Feature) && name != TfNames.Types;

    /// <summary>True for what needs no escapes in a template and is no part of its syntax.</summary>
    private static bool IsPlain(string text)
        => text.Length is > 0 and < 40 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') && text[0] is not '-';
}

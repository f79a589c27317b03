using ContextFabric.Tf;

namespace ContextFabric.Cli.Reports;

/// <summary>Describes the features of a corpus.</summary>
internal static class FeatureCatalog
{
    public static IReadOnlyList<FeatureSummary> All(Corpus corpus) =>
    [
        .. corpus.Features.Names.Select(name => Summary(corpus, corpus.Features[name])),
        .. corpus.Edges.Names.Select(name => Summary(corpus, corpus.Edges[name])),
    ];

    /// <summary>Everything about a feature, with its most frequent values; null when there is none of this name.</summary>
    public static FeatureDetails? Find(Corpus corpus, string name, int limit)
    {
        if (corpus.Features.TryGet(name, out NodeFeature? node))
        {
            return Details(corpus, node, limit);
        }

        return corpus.Edges.TryGet(name, out EdgeFeature? edge) ? Details(corpus, edge, limit) : null;
    }

    private static FeatureSummary Summary(Corpus corpus, NodeFeature feature) => new()
    {
        Name = feature.Name,
        Kind = "node",
        Values = Name(feature.ValueType),
        Count = feature.Count,
        Distinct = feature.DistinctCount,
        Types = TypesOf(corpus, feature),
        Description = feature.Metadata.Description,
    };

    private static FeatureSummary Summary(Corpus corpus, EdgeFeature feature) => new()
    {
        Name = feature.Name,
        Kind = "edge",
        Values = feature.HasValues ? Name(feature.ValueType) : "none",
        Count = feature.Count,
        Types = OriginTypes(corpus, feature),
        Description = feature.Metadata.Description,
    };

    private static FeatureDetails Details(Corpus corpus, NodeFeature feature, int limit)
    {
        FeatureSummary summary = Summary(corpus, feature);
        ValuePage<FeatureValue> page = feature.Ranked(ValueOrder.Frequency, 0, limit == 0 ? int.MaxValue : Math.Max(limit, 0));
        return new FeatureDetails
        {
            Name = summary.Name,
            Kind = summary.Kind,
            Values = summary.Values,
            Count = summary.Count,
            Distinct = summary.Distinct,
            Types = summary.Types,
            Description = summary.Description,
            Metadata = feature.Metadata.Fields,
            PerType = [.. corpus.Types.All.Select(t => new TypeCount(t.Name, null, feature.CountIn(t.Type))).Where(t => t.Count > 0)],
            FrequencyTotal = page.Total,
            Frequencies = CountsOf(page),
        };
    }

    private static FeatureDetails Details(Corpus corpus, EdgeFeature feature, int limit)
    {
        FeatureSummary summary = Summary(corpus, feature);
        ValuePage<FeatureValue> page = feature.Ranked(ValueOrder.Frequency, 0, limit == 0 ? int.MaxValue : Math.Max(limit, 0));
        return new FeatureDetails
        {
            Name = summary.Name,
            Kind = summary.Kind,
            Values = summary.Values,
            Count = summary.Count,
            Types = summary.Types,
            Description = summary.Description,
            Metadata = feature.Metadata.Fields,
            PerType = TypePairs(corpus, feature),
            FrequencyTotal = page.Total,
            Frequencies = CountsOf(page),
        };
    }

    private static ValueCount[] CountsOf(ValuePage<FeatureValue> page) =>
        [.. page.Values.Select(f => new ValueCount(f.Value.IsNone ? null : f.Value.ToString(), f.Count))];

    private static string[] TypesOf(Corpus corpus, NodeFeature feature) =>
        [.. corpus.Types.All.Where(t => feature.CountIn(t.Type) > 0).Select(t => t.Name)];

    private static string[] OriginTypes(Corpus corpus, EdgeFeature feature) =>
        [.. corpus.Types.All.Where(t => feature.OriginsIn(t.Type) > 0).Select(t => t.Name)];

    private static TypeCount[] TypePairs(Corpus corpus, EdgeFeature feature)
    {
        var pairs = new Dictionary<(NodeType From, NodeType To), long>();
        foreach (int origin in feature.Origins())
        {
            NodeType from = corpus.Types.Of(origin);
            foreach (int target in feature.From(origin))
            {
                (NodeType, NodeType) key = (from, corpus.Types.Of(target));
                pairs[key] = pairs.GetValueOrDefault(key) + 1;
            }
        }

        return
        [
            .. pairs.OrderByDescending(p => p.Value)
                .ThenBy(p => corpus.Types.Name(p.Key.From), StringComparer.Ordinal)
                .ThenBy(p => corpus.Types.Name(p.Key.To), StringComparer.Ordinal)
                .Select(p => new TypeCount(corpus.Types.Name(p.Key.From), corpus.Types.Name(p.Key.To), p.Value)),
        ];
    }

    private static string Name(TfValueType type) => type == TfValueType.Int ? "int" : "str";
}

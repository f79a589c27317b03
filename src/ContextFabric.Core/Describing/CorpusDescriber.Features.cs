using System.IO.Enumeration;
using ContextFabric.Diagnostics;
using ContextFabric.Tf;

namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    private const int MostSuggestions = 5;
    private const char LanguageMark = '@';

    /// <summary>The features, page by page. From counts in the store; no node is looked at.</summary>
    /// <exception cref="UnknownNameException">The query names a type that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is negative.</exception>
    public FeatureList Features(FeatureQuery? query = null)
    {
        query ??= new FeatureQuery();
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        NodeType[] types = [.. (query.NodeTypes ?? []).Select(TypeOf)];
        var found = new List<FeatureInfo>();
        if (query.Kind != FeatureKinds.Edge)
        {
            IEnumerable<NodeFeature> nodes = _visible.Nodes.Select(name => Corpus.Features[name]);
            found.AddRange(Group(nodes.Where(f => types.Length == 0 || types.Any(t => f.CountIn(t) > 0)).Select(InfoOf), query));
        }

        if (query.Kind != FeatureKinds.Node)
        {
            IEnumerable<EdgeFeature> edges = _visible.Edges.Select(name => Corpus.Edges[name]);
            found.AddRange(Group(edges.Where(f => types.Length == 0 || types.Any(t => f.OriginsIn(t) > 0)).Select(InfoOf), query));
        }

        int end = (int)Math.Min((long)query.Offset + query.Limit, found.Count);
        return new FeatureList
        {
            Features = query.Offset >= end ? [] : found[query.Offset..end],
            NodeTypes = types.Length > 0 ? query.NodeTypes : null,
            Total = found.Count,
            NextOffset = end < found.Count && query.Limit > 0 ? end : null,
        };
    }

    /// <summary>
    /// Everything about a feature: a node or edge feature, <c>otype</c>, <c>oslots</c> or a config feature such as
    /// <c>otext</c>. An unknown one gives a description with an error.
    /// </summary>
    /// <exception cref="UnknownNameException">The options name a type that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public FeatureDescription Feature(string name, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= FeatureOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(options.SampleLimit);
        NodeType type = TypeOf(options.NodeType);
        if (_visible.Contains(name))
        {
            if (Corpus.Features.TryGet(name, out NodeFeature? node))
            {
                return Describe(node, type, options);
            }

            if (Corpus.Edges.TryGet(name, out EdgeFeature? edge))
            {
                return Describe(edge, type, options);
            }
        }

        return name switch
        {
            TfNames.Types => DescribeTypes(options),
            TfNames.Slots => DescribeSlots(),
            _ => DescribeConfig(name) ?? Unknown(name),
        };
    }

    /// <summary>Several features; one that is unknown does not spoil the others.</summary>
    /// <exception cref="UnknownNameException">The options name a type that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public FeatureBatch Features(IEnumerable<string> names, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        var batch = new OrderedDictionary<string, FeatureDescription>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            batch[name] = Feature(name, options);
        }

        return new FeatureBatch(batch);
    }

    /// <summary>The values of a feature, page by page.</summary>
    /// <param name="name">Node or edge feature.</param>
    /// <param name="prefix">Only values that begin with this; null = all.</param>
    /// <param name="offset">Values to skip.</param>
    /// <param name="limit">Values to give at most.</param>
    /// <param name="order">Their order.</param>
    /// <param name="nodeType">Count only on (edges: from) nodes of this type; null = all.</param>
    /// <exception cref="UnknownNameException">There is no such feature or type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is negative.</exception>
    public FeatureValues Values(string name, string? prefix = null, int offset = 0, int limit = 100, ValueOrder order = ValueOrder.Frequency, string? nodeType = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        NodeType type = TypeOf(nodeType);
        ValuePage<FeatureValue> page;
        if (_visible.Contains(name) && Corpus.Features.TryGet(name, out NodeFeature? node))
        {
            page = node.Ranked(order, offset, limit, type, prefix);
        }
        else if (_visible.Contains(name) && Corpus.Edges.TryGet(name, out EdgeFeature? edge))
        {
            page = edge.Ranked(order, offset, limit, type, prefix);
        }
        else
        {
            throw UnknownNameException.Of(NameKind.Feature, name, [.. _visible.Nodes, .. _visible.Edges]);
        }

        return new FeatureValues
        {
            Name = name,
            Values = ToCounts(page),
            Total = page.Total,
            NextOffset = offset + page.Values.Count < page.Total && page.Values.Count > 0 ? offset + page.Values.Count : null,
        };
    }

    private FeatureInfo InfoOf(NodeFeature feature) => new()
    {
        Name = feature.Name,
        Kind = "node",
        ValueType = WordFor(feature.ValueType),
        Description = feature.Metadata.Description,
        NodeTypes = TypesWhere(type => feature.CountIn(type) > 0),
        Languages = IsVariant(feature.Name) ? [LanguageOf(feature.Name)] : null,
    };

    private FeatureInfo InfoOf(EdgeFeature feature) => new()
    {
        Name = feature.Name,
        Kind = "edge",
        ValueType = WordFor(feature.ValueType),
        Description = feature.Metadata.Description,
        NodeTypes = TypesWhere(type => feature.OriginsIn(type) > 0),
        HasValues = feature.HasValues,
    };

    private FeatureDescription Describe(NodeFeature feature, NodeType type, FeatureOptions options)
    {
        ValuePage<FeatureValue> page = feature.Ranked(options.Order, 0, options.SampleLimit, type);
        var numbers = feature as IntFeature;
        bool hasNumbers = numbers?.DistinctCount > 0;
        return new FeatureDescription
        {
            Name = feature.Name,
            Kind = "node",
            ValueType = WordFor(feature.ValueType),
            Description = feature.Metadata.Description,
            NodeTypes = TypesWhere(t => feature.CountIn(t) > 0),
            NodesPerType = PerType(feature.CountIn),
            UniqueValues = page.Total,
            SampleValues = ToCounts(page),
            NodesWithValue = type.IsNone ? feature.Count : feature.CountIn(type),
            Min = hasNumbers ? numbers!.ValueOf(1) : null,
            Max = hasNumbers ? numbers!.ValueOf(numbers.DistinctCount) : null,
            Mean = hasNumbers ? MeanOf(numbers!) : null,
            Metadata = FieldsOf(feature.Metadata),
        };
    }

    private FeatureDescription Describe(EdgeFeature feature, NodeType type, FeatureOptions options)
    {
        ValuePage<FeatureValue> page = feature.Ranked(options.Order, 0, options.SampleLimit, type);
        return new FeatureDescription
        {
            Name = feature.Name,
            Kind = "edge",
            ValueType = WordFor(feature.ValueType),
            Description = feature.Metadata.Description,
            NodeTypes = TypesWhere(t => feature.OriginsIn(t) > 0),
            NodesPerType = PerType(feature.OriginsIn),
            TargetTypes = TypesWhere(feature.HasTargetsIn),
            HasValues = feature.HasValues,
            UniqueValues = page.Total,
            SampleValues = ToCounts(page),
            Edges = feature.Count,
            Metadata = FieldsOf(feature.Metadata),
        };
    }

    private FeatureDescription DescribeTypes(FeatureOptions options)
    {
        IEnumerable<NodeTypeInfo> types = options.Order == ValueOrder.Value
            ? Corpus.Types.All.OrderBy(t => t.Name, CodePointComparer.Instance)
            : Corpus.Types.All.OrderByDescending(t => t.Count).ThenBy(t => t.Name, CodePointComparer.Instance);
        types = types.Where(t => options.NodeType is null || t.Name == options.NodeType);
        return new FeatureDescription
        {
            Name = TfNames.Types,
            Kind = "node",
            ValueType = "str",
            Description = "The type of every node.",
            NodeTypes = TypesWhere(_ => true),
            UniqueValues = options.NodeType is null ? Corpus.Types.All.Count : 1,
            SampleValues = [.. types.Take(options.SampleLimit).Select(t => new ValueCount(FeatureValue.Of(t.Name), t.Count))],
            NodesWithValue = options.NodeType is null ? Corpus.MaxNode : types.First().Count,
            Metadata = MetadataOf(TfNames.Types),
        };
    }

    private FeatureDescription DescribeSlots() => new()
    {
        Name = TfNames.Slots,
        Kind = "edge",
        ValueType = "str",
        Description = "The slots of every node that is not a slot itself. Searches speak of it by indentation and by relations such as [[ and =:.",
        NodeTypes = TypesWhere(type => type != Corpus.SlotType),
        TargetTypes = [Corpus.Types.Name(Corpus.SlotType)],
        HasValues = false,
        UniqueValues = 0,
        SampleValues = [],
        Edges = Corpus.Meta.Types.Skip(1).Sum(type => type.SlotCount),
        Metadata = MetadataOf(TfNames.Slots),
    };

    private FeatureDescription? DescribeConfig(string name)
    {
        FeatureMetadata? config = Corpus.Metadata.FirstOrDefault(m => m.Kind == TfKind.Config && m.Name == name);
        return config is null ? null : new FeatureDescription
        {
            Name = name,
            Kind = "config",
            ValueType = "str",
            Description = config.Description.Length > 0 ? config.Description : "Settings of the corpus: sections, structure and text formats. No node has a value.",
            NodeTypes = [],
            UniqueValues = 0,
            SampleValues = [],
            Metadata = FieldsOf(config),
        };
    }

    private FeatureDescription Unknown(string name) => new()
    {
        Name = name,
        Kind = "unknown",
        ValueType = "",
        Description = "",
        Error = $"Feature '{name}' not found",
        Suggestions = Suggestions.Nearest(name, _visible.Nodes.Concat(_visible.Edges), MostSuggestions),
    };

    private static List<FeatureInfo> Group(IEnumerable<FeatureInfo> features, FeatureQuery query)
    {
        List<FeatureInfo> found = [.. features.Where(f => IsMatch(f, query))];
        if (!query.CollapseLanguages)
        {
            return found;
        }

        var groups = found.Where(f => f.Languages is not null).GroupBy(f => BaseOf(f.Name), StringComparer.Ordinal).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var listed = new List<FeatureInfo>(found.Count);
        foreach (FeatureInfo feature in found)
        {
            if (feature.Languages is null || !groups.TryGetValue(BaseOf(feature.Name), out List<FeatureInfo>? group))
            {
                listed.Add(feature);
            }
            else if (ReferenceEquals(group[0], feature))
            {
                listed.Add(feature with
                {
                    Name = BaseOf(feature.Name) + LanguageMark + '*',
                    NodeTypes = [.. group.SelectMany(f => f.NodeTypes).Distinct()],
                    Languages = [.. group.SelectMany(f => f.Languages!)],
                });
            }
        }

        return listed;
    }

    private static bool IsMatch(FeatureInfo feature, FeatureQuery query)
        => (query.Match is null || FileSystemName.MatchesSimpleExpression(query.Match, feature.Name))
            && (query.Text is null || feature.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase) || feature.Description.Contains(query.Text, StringComparison.OrdinalIgnoreCase));

    private bool IsVariant(string name) => name.IndexOf(LanguageMark) > 0 && Corpus.Features.Contains(BaseOf(name));

    private string LanguageOf(string name)
        => Corpus.Features[name].Metadata.Get("languageCode") is { Length: > 0 } code ? code : name[(name.IndexOf(LanguageMark) + 1)..];

    private static string BaseOf(string name) => name[..name.IndexOf(LanguageMark)];

    private OrderedDictionary<string, int> PerType(Func<NodeType, int> count)
    {
        var counts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (NodeTypeInfo type in Corpus.Types.All)
        {
            if (count(type.Type) is > 0 and int nodes)
            {
                counts.Add(type.Name, nodes);
            }
        }

        return counts;
    }

    private string[] TypesWhere(Func<NodeType, bool> condition) => [.. Corpus.Types.All.Where(t => condition(t.Type)).Select(t => t.Name)];

    private static string WordFor(TfValueType type) => type == TfValueType.Int ? "int" : "str";

    private static ValueCount[] ToCounts(ValuePage<FeatureValue> page) => [.. page.Values.Select(v => new ValueCount(v.Value, v.Count))];

    private static double MeanOf(IntFeature numbers)
    {
        double sum = 0;
        for (int code = 1; code <= numbers.DistinctCount; code++)
        {
            sum += (double)numbers.ValueOf(code) * numbers.CountOf(code);
        }

        return sum / numbers.Count;
    }

    private OrderedDictionary<string, string?>? MetadataOf(string name) => Corpus.Metadata.FirstOrDefault(m => m.Name == name) is { } found ? FieldsOf(found) : null;

    private static OrderedDictionary<string, string?> FieldsOf(FeatureMetadata metadata)
    {
        var fields = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string key, string? value) in metadata.Fields)
        {
            fields[key] = value;
        }

        return fields;
    }
}

namespace ContextFabric.Querying;

/// <summary>Makes links of bound relations, in either direction. Value filters and keys are made once per relation.</summary>
internal sealed class LinkFactory
{
    private readonly Dictionary<QueryEdge, (NodeKeys Left, NodeKeys Right)> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<QueryEdge, EdgeValueFilter> _filters = new(ReferenceEqualityComparer.Instance);
    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly QueryBudget _budget;

    public LinkFactory(NodeSpace space, QueryMemory memory, QueryBudget budget)
    {
        _space = space;
        _memory = memory;
        _budget = budget;
    }

    /// <summary>The link of a relation.</summary>
    /// <param name="edge">The relation.</param>
    /// <param name="forward">True when the left atom is the bound one.</param>
    /// <param name="sources">Candidates for the bound atom.</param>
    /// <param name="targets">Candidates for the other atom.</param>
    public Link Create(QueryEdge edge, bool forward, Domain sources, Domain targets)
    {
        switch (edge.Relation)
        {
            case RelationSpec.OfSlots slots:
                SlotOperator operation = forward ? slots.Operator : SlotTests.Converse(slots.Operator);
                return new SlotLink(_space, operation, slots.K, sources, targets);
            case RelationSpec.OfEdges edges:
                EdgeSense sense = forward ? edges.Sense : EdgeLink.Converse(edges.Sense);
                return new EdgeLink(_space, edges.Feature, sense, FilterOf(edge, edges), targets);
            default:
                var features = (RelationSpec.OfFeatures)edge.Relation;
                (NodeKeys left, NodeKeys right) = KeysOf(edge, features);
                NodeKeys targetKeys = forward ? right : left;
                FeatureComparison comparison = forward ? features.Comparison : FeatureLink.Converse(features.Comparison);
                return new FeatureLink(_space, comparison, forward ? left : right, targetKeys, targets, _memory);
        }
    }

    private EdgeValueFilter? FilterOf(QueryEdge edge, RelationSpec.OfEdges edges)
    {
        if (edges.Condition is null)
        {
            return null;
        }

        if (!_filters.TryGetValue(edge, out EdgeValueFilter? filter))
        {
            _filters[edge] = filter = EdgeValueFilter.Create(edges.Feature, edges.Condition, _budget);
        }

        return filter;
    }

    private (NodeKeys Left, NodeKeys Right) KeysOf(QueryEdge edge, RelationSpec.OfFeatures features)
    {
        if (!_keys.TryGetValue(edge, out (NodeKeys Left, NodeKeys Right) keys))
        {
            _keys[edge] = keys = NodeKeys.Create(_space.Corpus, features, _budget);
        }

        return keys;
    }
}

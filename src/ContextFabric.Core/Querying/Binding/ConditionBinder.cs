using ContextFabric.Templates;
using ContextFabric.Tf;

namespace ContextFabric.Querying;

/// <summary>Binds conditions on nodes: the feature, and the values as its type has them.</summary>
internal sealed class ConditionBinder(Corpus corpus, TemplateFindings findings)
{
    // Quantifiers have the conditions of their parents, antecedents share theirs: each is bound once.
    private readonly Dictionary<TemplateCondition, NodeCondition?> _bound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IReadOnlyList<TemplateCondition>, IReadOnlyList<NodeCondition>> _lists = new(ReferenceEqualityComparer.Instance);
    private readonly ValueAdvice _advice = new(corpus, findings);

    /// <summary>Binds the conditions of an atom; those with errors are reported and left out.</summary>
    public IReadOnlyList<NodeCondition> Bind(IReadOnlyList<TemplateCondition> conditions)
    {
        if (conditions.Count == 0)
        {
            return [];
        }

        if (_lists.TryGetValue(conditions, out IReadOnlyList<NodeCondition>? list))
        {
            return list;
        }

        if (conditions is JoinedList<TemplateCondition> joined)
        {
            list = JoinedList<NodeCondition>.Of(Bind(joined.Head), Bind(joined.Tail));
        }
        else
        {
            var bound = new List<NodeCondition>(conditions.Count);
            foreach (TemplateCondition condition in conditions)
            {
                if (!findings.IsFull && Bind(condition) is NodeCondition one)
                {
                    bound.Add(one);
                }
            }

            list = bound;
        }

        _lists.Add(conditions, list);
        return list;
    }

    private NodeCondition? Bind(TemplateCondition condition)
    {
        if (!_bound.TryGetValue(condition, out NodeCondition? bound))
        {
            bound = BindNew(condition);
            _bound.Add(condition, bound);
        }

        return bound;
    }

    private NodeCondition? BindNew(TemplateCondition condition)
    {
        if (!FeatureLookup.TryFind(corpus, condition.Feature, condition.Range with { Length = condition.Feature.Length }, findings, out NodeFeature? feature))
        {
            return null;
        }

        TfValueType type = feature?.ValueType ?? TfValueType.Str;
        ValueCondition? value = ValueBinder.Bind(condition, type, condition.Feature, findings);
        if (value is { Kind: ConditionKind.Equal } && type == TfValueType.Str)
        {
            _advice.Check(condition, feature as StringFeature);
        }

        return value is null ? null : new NodeCondition(feature, value);
    }
}

/// <summary>Looks node features up for templates.</summary>
internal static class FeatureLookup
{
    /// <summary>Finds a node feature; null for <c>otype</c>. An unknown one is reported.</summary>
    public static bool TryFind(Corpus corpus, string name, TextRange range, TemplateFindings findings, out NodeFeature? feature)
    {
        feature = null;
        if (name == TfNames.Types || corpus.Features.TryGet(name, out feature))
        {
            return true;
        }

        string shown = TemplateFindings.Show(name);
        if (name == TfNames.Slots || corpus.Edges.Contains(name))
        {
            string relation = name == TfNames.Slots ? "[[ and ]] relate nodes by their slots" : $"-{shown}> relates nodes by its edges";
            findings.Error(TemplateCodes.UnknownFeature, range, $"'{shown}' is an edge feature: nodes have no values of it; {relation}.", Expected());
            return false;
        }

        IReadOnlyList<string> near = findings.Near(name, corpus.Features.Names.Append(TfNames.Types));
        string hint = near.Count == 0 && corpus.Types.TryGet(name, out _) ? " It is a node type: an atom needs a line of its own." : "";
        findings.Error(TemplateCodes.UnknownFeature, range, $"There is no node feature '{shown}'{TemplateFindings.DidYouMean(near)}{hint}", Expected(), near);
        return false;

        string Expected() => "one of the node features " + TemplateFindings.List(corpus.Features.Names);
    }
}

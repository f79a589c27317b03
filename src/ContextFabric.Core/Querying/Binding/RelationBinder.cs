using ContextFabric.Templates;
using ContextFabric.Tf;

namespace ContextFabric.Querying;

/// <summary>Binds operators.</summary>
internal sealed class RelationBinder(Corpus corpus, TemplateFindings findings)
{
    private static readonly RelationSpec.OfSlots s_embedded = new(SlotOperator.EmbeddedIn, 0);
    private static readonly RelationSpec.OfSlots s_same = new(SlotOperator.Same, 0);

    // The relations of an antecedent occur twice: each operator at its place is bound once.
    private readonly Dictionary<(string Operator, TextRange Range), RelationSpec?> _bound = [];

    /// <summary>The relation; null when there is an error, which is reported now or was by the parser.</summary>
    public RelationSpec? Bind(TemplateRelation relation)
    {
        if (relation.IsImplied)
        {
            return relation.Operator == "=" ? s_same : s_embedded;
        }

        (string, TextRange) key = (relation.Operator, relation.Range);
        if (!_bound.TryGetValue(key, out RelationSpec? bound))
        {
            bound = BindNew(relation);
            _bound.Add(key, bound);
        }

        return bound;
    }

    private RelationSpec? BindNew(TemplateRelation relation)
    {
        RelationSyntax.Parse(relation.Operator, relation.Range, out RelationForm? form);
        return form switch
        {
            // No two places of a text are further apart than its length.
            RelationForm.OfSlots slots => new RelationSpec.OfSlots(slots.Operator.Operator, Math.Min(slots.K, corpus.MaxSlot)),
            RelationForm.OfFeatures features => Comparison(features, relation),
            RelationForm.OfEdges edges => Edge(edges, relation),
            _ => null,
        };
    }

    private RelationSpec.OfFeatures? Comparison(RelationForm.OfFeatures form, TemplateRelation relation)
    {
        bool hasLeft = FeatureLookup.TryFind(corpus, form.Left, relation.Range, findings, out NodeFeature? left);
        bool hasRight = FeatureLookup.TryFind(corpus, form.Right, relation.Range, findings, out NodeFeature? right);
        bool isDeleting = form.Comparison == FeatureComparison.EqualAfterDeleting;
        TextPattern? pattern = isDeleting ? ValueBinder.Pattern(form.Pattern, relation.Range, findings) : null;
        bool fits = (!hasLeft || Fits(form, form.Left, left, relation)) & (!hasRight || Fits(form, form.Right, right, relation));
        if (!hasLeft || !hasRight || !fits || (isDeleting && pattern is null))
        {
            return null;
        }

        if (form.Comparison == FeatureComparison.Equal && IsNumber(left) != IsNumber(right))
        {
            findings.Warning(
                TemplateCodes.NeverEqual, relation.Range, $"The values of {TemplateFindings.Show(form.Left)} and {TemplateFindings.Show(form.Right)} are never equal: those of one are numbers, those of the other texts.", "two features of one type");
        }

        return new RelationSpec.OfFeatures(left, form.Comparison, right, pattern);
    }

    private bool Fits(RelationForm.OfFeatures form, string name, NodeFeature? feature, TemplateRelation relation)
    {
        string shown = TemplateFindings.Show(name);
        switch (form.Comparison)
        {
            case FeatureComparison.Less or FeatureComparison.Greater when !IsNumber(feature):
                findings.Error(TemplateCodes.ComparisonTypes, relation.Range, $"The values of {shown} are texts: they are neither less nor greater.", "a number feature");
                return false;
            case FeatureComparison.EqualAfterDeleting when IsNumber(feature):
                findings.Error(TemplateCodes.ComparisonTypes, relation.Range, $"The values of {shown} are numbers: regular expressions need texts.", "a text feature");
                return false;
            default:
                return true;
        }
    }

    private RelationSpec.OfEdges? Edge(RelationForm.OfEdges form, TemplateRelation relation)
    {
        if (RelationLegend.IsMapping(form.Feature) || !corpus.Edges.TryGet(form.Feature, out EdgeFeature? feature))
        {
            ReportUnknown(form, relation);
            return null;
        }

        if (form.Condition is null)
        {
            return new RelationSpec.OfEdges(feature, form.Sense, null);
        }

        if (!feature.HasValues)
        {
            findings.Error(
                TemplateCodes.EdgeWithoutValues, relation.Range, $"The edges of {TemplateFindings.Show(form.Feature)} have no values: there is nothing that a condition could be about.", $"{relation.Operator[0]}{form.Feature}{relation.Operator[^1]}");
            return null;
        }

        ValueCondition? condition = ValueBinder.Bind(form.Condition, feature.ValueType, form.Feature, findings);
        return condition is null ? null : new RelationSpec.OfEdges(feature, form.Sense, condition);
    }

    private void ReportUnknown(RelationForm.OfEdges form, TemplateRelation relation)
    {
        string shown = TemplateFindings.Show(form.Feature);
        string? why = form.Feature == TfNames.Slots ? "'oslots' is no relation; [[ and ]] relate nodes by their slots."
            : corpus.Edges.Contains(form.Feature) ? $"'{shown}' leads to nodes of another corpus: it is no relation."
            : form.Feature == TfNames.Types || corpus.Features.Contains(form.Feature) ? $"'{shown}' is a node feature; .{shown}. relates nodes with the same value."
            : null;
        string names = TemplateFindings.List(RelationLegend.EdgeNames(corpus));
        string expected = names.Length == 0 ? "another relation, as there are no edge features here" : "one of the edge features " + names;
        if (why is not null)
        {
            findings.Error(TemplateCodes.UnknownEdgeFeature, relation.Range, why, expected);
            return;
        }

        IReadOnlyList<string> near = findings.Near(form.Feature, RelationLegend.EdgeNames(corpus));
        findings.Error(
            TemplateCodes.UnknownEdgeFeature, relation.Range, $"There is no edge feature '{shown}'{TemplateFindings.DidYouMean(near)}",
            expected, [.. near.Select(name => $"{relation.Operator[0]}{name}{relation.Operator[^1]}")]);
    }

    private static bool IsNumber(NodeFeature? feature) => feature?.ValueType == TfValueType.Int;
}

using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Describing;

/// <summary>Finds the features in a template that are not shown.</summary>
internal static class HiddenFeatures
{
    /// <summary>One finding per mention.</summary>
    public static List<Diagnostic> Find(Template template, VisibleFeatures visible)
    {
        var findings = new List<Diagnostic>();
        Visit(template.Body, visible, findings);
        return [.. findings.Distinct()];
    }

    private static void Visit(TemplateBody body, VisibleFeatures visible, List<Diagnostic> findings)
    {
        foreach (TemplateAtom atom in body.Atoms)
        {
            foreach (TemplateCondition condition in atom.Conditions)
            {
                Test(condition.Feature, condition.Range, visible, findings);
            }

            foreach (TemplateQuantifier quantifier in atom.Quantifiers)
            {
                foreach (TemplateBody inner in quantifier.Bodies)
                {
                    Visit(inner, visible, findings);
                }
            }
        }

        foreach (TemplateRelation relation in body.Relations)
        {
            RelationSyntax.Parse(relation.Operator, relation.Range, out RelationForm? form);
            if (form is RelationForm.OfEdges edges)
            {
                Test(edges.Feature, relation.Range, visible, findings);
            }
            else if (form is RelationForm.OfFeatures features)
            {
                Test(features.Left, relation.Range, visible, findings);
                Test(features.Right, relation.Range, visible, findings);
            }
        }
    }

    private static void Test(string feature, TextRange range, VisibleFeatures visible, List<Diagnostic> findings)
    {
        if (!visible.Contains(feature) && feature != Tf.TfNames.Types)
        {
            findings.Add(new Diagnostic(DiagnosticSeverity.Error, TemplateCodes.UnknownFeature, $"The feature '{feature}' is not among those that are open here")
            {
                Line = range.Line,
                Column = range.Column,
                Length = range.Length,
            });
        }
    }
}

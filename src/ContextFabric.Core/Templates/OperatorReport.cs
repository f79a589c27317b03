namespace ContextFabric.Templates;

/// <summary>Reports operators that are not understood.</summary>
internal static class OperatorReport
{
    private static readonly string s_expected = "one of " + string.Join("  ", RelationOperators.All.Select(entry => entry.Text)) + ", a feature comparison or an edge";

    /// <summary>Reports what is wrong with the form of an operator.</summary>
    public static void Check(TemplateToken token, TemplateFindings findings)
    {
        switch (RelationSyntax.Parse(token.Text, token.Range, out _))
        {
            case RelationFault.Unknown:
                Unknown(token, findings);
                break;
            case RelationFault.MissingFeature:
                findings.Error(
                    TemplateCodes.BadComparison, token.Range, "A comparison needs a feature on each side.", ".f., .f=g., .f#g., .f<g., .f>g. or .f~regex~g.");
                break;
            case RelationFault.NoValue:
                ConditionReader.ReportNoValue(token.Text[1..^2], token.Range, findings);
                break;
            case RelationFault.BadLimit:
                ConditionReader.ReportBadLimit(token.Text[1..^1], token.Range, findings);
                break;
            default:
                break;
        }
    }

    private static void Unknown(TemplateToken token, TemplateFindings findings)
    {
        string text = token.Text;
        string shown = TemplateFindings.Show(text);
        if (RelationOperators.Find(text) is { TakesNumber: true })
        {
            findings.Error(TemplateCodes.UnknownOperator, token.Range, "A number must stand in the place of k.", text.Replace('k', '1'));
        }
        else if (text is "->" or "<-" or "<>")
        {
            findings.Error(TemplateCodes.UnknownOperator, token.Range, "The edge feature is missing.", text.Insert(1, "feature"));
        }
        else if (text.StartsWith('.'))
        {
            string expected = text == ".." ? "an operator" : "names begin with a letter, a digit or '_'; feature comparisons look like .f=g.";
            findings.Error(TemplateCodes.UnknownOperator, token.Range, $"There is no operator '{shown}'.", expected);
        }
        else
        {
            IReadOnlyList<string> near = findings.Near(text, RelationOperators.All.Select(entry => entry.Text));
            string hint = near.Count == 0 && text.Contains(':', StringComparison.Ordinal) && text.Length > 2 && char.IsAsciiLetterOrDigit(text[^1])
                ? " A text that begins so is an operator; names begin with a letter, a digit or '_'."
                : "";
            findings.Error(
                TemplateCodes.UnknownOperator, token.Range, $"There is no operator '{shown}'{TemplateFindings.DidYouMean(near)}{hint}",
                s_expected, near);
        }
    }
}

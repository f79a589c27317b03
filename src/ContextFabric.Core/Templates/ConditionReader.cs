using System.Numerics;

namespace ContextFabric.Templates;

/// <summary>Reads lists of conditions and reports those that are not understood.</summary>
internal static class ConditionReader
{
    /// <summary>Reads conditions.</summary>
    /// <param name="tokens">One condition each.</param>
    /// <param name="conditions">Takes them.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Read(ReadOnlySpan<TemplateToken> tokens, List<TemplateCondition> conditions, TemplateFindings findings)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (SpacedLength(tokens[i..]) is > 1 and int length)
            {
                ReportSpaces(tokens.Slice(i, length), findings);
                i += length - 1;
                continue;
            }

            switch (ConditionSyntax.Parse(tokens[i].Text, tokens[i].Range, out TemplateCondition? condition))
            {
                case ConditionFault.None:
                    conditions.Add(condition!);
                    break;
                case ConditionFault.NoValue:
                    ReportNoValue(tokens[i].Text[..^1], tokens[i].Range, findings);
                    break;
                case ConditionFault.BadLimit:
                    ReportBadLimit(tokens[i].Text, tokens[i].Range, findings);
                    break;
                default:
                    ReportNotUnderstood(tokens[i], findings);
                    break;
            }
        }
    }

    /// <summary>Reports <c>f=</c>.</summary>
    public static void ReportNoValue(string feature, TextRange range, TemplateFindings findings)
        => findings.Error(
            TemplateCodes.NoValue, range, $"There is no value behind the equals sign; '{TemplateFindings.Show(feature)}#' asks for nodes without value, '{TemplateFindings.Show(feature)}=|' for the empty text.", ConditionSyntax.Forms);

    /// <summary>Reports <c>f&gt;x</c>.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="range">Where it stands.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void ReportBadLimit(string condition, TextRange range, TemplateFindings findings)
    {
        int at = condition.AsSpan().IndexOfAny('<', '>');
        char operation = condition[at];
        string limit = condition[(at + 1)..];

        // "At least" and "at most" do not exist, but on integers they can be said.
        string[] suggestions = limit.StartsWith('=') && ConditionSyntax.TryReadLimit(limit.AsSpan(1), out BigInteger number)
            ? [$"{condition[..at]}{operation}{(operation == '>' ? number - 1 : number + 1)}"]
            : [];
        findings.Error(
            TemplateCodes.BadLimit, range, $"'{TemplateFindings.Show(limit)}' is not an integer{TemplateFindings.DidYouMean(suggestions)}",
            $"an integer behind '{operation}'", suggestions);
    }

    private static void ReportNotUnderstood(TemplateToken token, TemplateFindings findings)
    {
        string text = token.Text;
        int not = text.IndexOf("!=", StringComparison.Ordinal);
        string[] suggestions = not > 0 ? [$"{text[..not]}#{text[(not + 2)..]}"] : [];
        string message = TemplateLexer.IsOperator(text)
            ? "This is no condition. An operator must be followed by an atom, and a line with conditions starts with the atom or with a condition."
            : $"This is no condition{TemplateFindings.DidYouMean(suggestions)}";
        findings.Error(TemplateCodes.BadCondition, token.Range, message, ConditionSyntax.Forms, suggestions);
    }

    // Number of tokens that make one condition when the spaces around its operator go: f = v, f= v, f =v.
    private static int SpacedLength(ReadOnlySpan<TemplateToken> tokens)
    {
        string first = tokens[0].Text;
        int name = first.AsSpan().IndexOfAnyExcept(TemplateCharacters.Feature);
        if (name == 0 || tokens.Length == 1)
        {
            return 1;
        }

        string second = tokens[1].Text;
        int length = 1;
        if (name > 0)
        {
            length = name == first.Length - 1 && first[^1] is '=' or '<' or '>' && TemplateLexer.IsAtom(second) ? 2 : 1;
        }
        else if (second[0] is '=' or '#' or '<' or '>' or '~')
        {
            length = second.Length == 1 && tokens.Length > 2 && TemplateLexer.IsAtom(tokens[2].Text) ? 3 : 2;
        }

        return length > 1 && ConditionSyntax.Parse(Join(tokens[..length]), default, out _) == ConditionFault.None ? length : 1;
    }

    private static void ReportSpaces(ReadOnlySpan<TemplateToken> tokens, TemplateFindings findings)
    {
        string joined = Join(tokens);
        TextRange range = tokens[0].Range with { Length = tokens[^1].Range.Column + tokens[^1].Range.Length - tokens[0].Range.Column };
        findings.Error(
            TemplateCodes.BadCondition, range, $"Spaces end a condition: there must be none around an operator{TemplateFindings.DidYouMean([joined])}", ConditionSyntax.Forms, [joined]);
    }

    private static string Join(ReadOnlySpan<TemplateToken> tokens)
    {
        string joined = tokens[0].Text;
        foreach (TemplateToken token in tokens[1..])
        {
            joined += token.Text;
        }

        return joined;
    }
}

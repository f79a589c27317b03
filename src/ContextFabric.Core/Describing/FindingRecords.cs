using System.Text.Json;
using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Describing;

/// <summary>Findings about templates as records.</summary>
internal static class FindingRecords
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        [TemplateCodes.QuantifierNotOpen] = nameof(TemplateCodes.QuantifierNotOpen),
        [TemplateCodes.QuantifierPlace] = nameof(TemplateCodes.QuantifierPlace),
        [TemplateCodes.QuantifierOrder] = nameof(TemplateCodes.QuantifierOrder),
        [TemplateCodes.QuantifierEndsEarly] = nameof(TemplateCodes.QuantifierEndsEarly),
        [TemplateCodes.QuantifierIndent] = nameof(TemplateCodes.QuantifierIndent),
        [TemplateCodes.QuantifierUnterminated] = nameof(TemplateCodes.QuantifierUnterminated),
        [TemplateCodes.QuantifierLineIndent] = nameof(TemplateCodes.QuantifierLineIndent),
        [TemplateCodes.QuantifierDepth] = nameof(TemplateCodes.QuantifierDepth),
        [TemplateCodes.IllegalName] = nameof(TemplateCodes.IllegalName),
        [TemplateCodes.DuplicateName] = nameof(TemplateCodes.DuplicateName),
        [TemplateCodes.NameCycle] = nameof(TemplateCodes.NameCycle),
        [TemplateCodes.UndefinedName] = nameof(TemplateCodes.UndefinedName),
        [TemplateCodes.ParentOutside] = nameof(TemplateCodes.ParentOutside),
        [TemplateCodes.NoType] = nameof(TemplateCodes.NoType),
        [TemplateCodes.BadCondition] = nameof(TemplateCodes.BadCondition),
        [TemplateCodes.NoValue] = nameof(TemplateCodes.NoValue),
        [TemplateCodes.BadLimit] = nameof(TemplateCodes.BadLimit),
        [TemplateCodes.ConditionBeforeAtom] = nameof(TemplateCodes.ConditionBeforeAtom),
        [TemplateCodes.UnexpectedIndent] = nameof(TemplateCodes.UnexpectedIndent),
        [TemplateCodes.OperatorAtStart] = nameof(TemplateCodes.OperatorAtStart),
        [TemplateCodes.OperatorAsFirstChild] = nameof(TemplateCodes.OperatorAsFirstChild),
        [TemplateCodes.UnknownOperator] = nameof(TemplateCodes.UnknownOperator),
        [TemplateCodes.BadComparison] = nameof(TemplateCodes.BadComparison),
        [TemplateCodes.Empty] = nameof(TemplateCodes.Empty),
        [TemplateCodes.NotConnected] = nameof(TemplateCodes.NotConnected),
        [TemplateCodes.MoreFindings] = nameof(TemplateCodes.MoreFindings),
        [TemplateCodes.UnknownType] = nameof(TemplateCodes.UnknownType),
        [TemplateCodes.SetOutOfRange] = nameof(TemplateCodes.SetOutOfRange),
        [TemplateCodes.UnknownFeature] = nameof(TemplateCodes.UnknownFeature),
        [TemplateCodes.NotANumber] = nameof(TemplateCodes.NotANumber),
        [TemplateCodes.MatchOnNumbers] = nameof(TemplateCodes.MatchOnNumbers),
        [TemplateCodes.ComparisonOnTexts] = nameof(TemplateCodes.ComparisonOnTexts),
        [TemplateCodes.BadPattern] = nameof(TemplateCodes.BadPattern),
        [TemplateCodes.UnknownEdgeFeature] = nameof(TemplateCodes.UnknownEdgeFeature),
        [TemplateCodes.EdgeWithoutValues] = nameof(TemplateCodes.EdgeWithoutValues),
        [TemplateCodes.ComparisonTypes] = nameof(TemplateCodes.ComparisonTypes),
        [TemplateCodes.UnknownValue] = nameof(TemplateCodes.UnknownValue),
        [TemplateCodes.OtherComposition] = nameof(TemplateCodes.OtherComposition),
        [TemplateCodes.SelfRelation] = nameof(TemplateCodes.SelfRelation),
        [TemplateCodes.NeverEqual] = nameof(TemplateCodes.NeverEqual),
    };

    /// <summary>A finding as a record.</summary>
    public static TemplateFinding Of(Diagnostic finding) => new()
    {
        Line = finding.Line,
        Column = finding.Column > 0 ? finding.Column : null,
        Length = finding.Length > 0 ? finding.Length : null,
        Severity = finding.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        },
        Code = WordFor(finding.Code),
        Id = finding.Code,
        Message = finding.Message,
        Hint = HintOf(finding),
    };

    /// <summary>An error on one line of text, with the line of the template where there is one.</summary>
    public static string ToLine(Diagnostic finding)
    {
        string text = finding.Expected is null ? finding.Message : $"{finding.Message.TrimEnd('.')}; expected {finding.Expected}";
        return finding.Line > 0 ? $"Line {finding.Line}: {text}" : text;
    }

    /// <summary>The name of a code in words, or the code itself.</summary>
    public static string WordFor(string code) => s_words.TryGetValue(code, out string? name) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name) : code;

    private static string? HintOf(Diagnostic finding)
        => finding.Suggestions.Count > 0 ? $"Did you mean {string.Join(" or ", finding.Suggestions)}?"
            : finding.Expected is null ? null : $"Expected {finding.Expected}.";
}

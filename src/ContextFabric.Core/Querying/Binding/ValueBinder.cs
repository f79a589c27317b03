using ContextFabric.Templates;
using ContextFabric.Tf;

namespace ContextFabric.Querying;

/// <summary>Checks a condition against the type of the values it is about, of nodes or of edges.</summary>
internal static class ValueBinder
{
    /// <summary>The condition as it is run; null, and a finding, when the type does not allow it.</summary>
    public static ValueCondition? Bind(TemplateCondition condition, TfValueType type, string feature, TemplateFindings findings)
    {
        bool isNumber = type == TfValueType.Int;
        string shown = TemplateFindings.Show(feature);
        switch (condition.Kind)
        {
            case ConditionKind.Equal or ConditionKind.NotEqual when isNumber:
                return Numbers(condition, shown, findings) is long[] numbers
                    ? new ValueCondition(condition.Kind) { Numbers = numbers, Range = condition.Range }
                    : null;
            case ConditionKind.Equal or ConditionKind.NotEqual:
                return new ValueCondition(condition.Kind) { Texts = [.. condition.Values], Range = condition.Range };
            case ConditionKind.Greater or ConditionKind.Less when isNumber:
                return Limit(condition);
            case ConditionKind.Greater or ConditionKind.Less:
                findings.Error(TemplateCodes.ComparisonOnTexts, condition.Range, $"The values of {shown} are texts: they are neither less nor greater.", expected: "=, # or ~");
                return null;
            case ConditionKind.Match when isNumber:
                findings.Error(TemplateCodes.MatchOnNumbers, condition.Range, $"The values of {shown} are numbers: regular expressions need texts.", expected: "=, #, < or >");
                return null;
            case ConditionKind.Match:
                return Pattern(condition.Pattern, condition.Range, findings) is TextPattern pattern
                    ? new ValueCondition(condition.Kind) { Pattern = pattern, Range = condition.Range }
                    : null;
            default:
                return new ValueCondition(condition.Kind) { Range = condition.Range };
        }
    }

    /// <summary>A regular expression; null, and a finding, when it is wrong.</summary>
    public static TextPattern? Pattern(string text, TextRange range, TemplateFindings findings)
    {
        if (TextPattern.TryCreate(text, out TextPattern? pattern, out string? error))
        {
            return pattern;
        }

        findings.Error(TemplateCodes.BadPattern, range, $"The regular expression cannot be used: {error}", found: text);
        return null;
    }

    // Numbers beyond 64 bits equal no value: they need not be looked for.
    private static long[]? Numbers(TemplateCondition condition, string feature, TemplateFindings findings)
    {
        var numbers = new List<long>(condition.Values.Count);
        bool isValid = true;
        foreach (string text in condition.Values)
        {
            switch (IntegerLiteral.Parse(text, out long number))
            {
                case IntegerStatus.Ok:
                    numbers.Add(number);
                    break;
                case IntegerStatus.Malformed:
                    findings.Error(
                        TemplateCodes.NotANumber, condition.Range, $"The values of {feature} are numbers, and '{TemplateFindings.Show(text)}' is none.", "an integer", found: text);
                    isValid = false;
                    break;
                default:
                    break;
            }
        }

        return isValid ? [.. numbers] : null;
    }

    private static ValueCondition Limit(TemplateCondition condition)
    {
        bool isAbove = condition.Limit > long.MaxValue;
        bool isBelow = condition.Limit < long.MinValue;
        if (!isAbove && !isBelow)
        {
            return new ValueCondition(condition.Kind) { Limit = (long)condition.Limit, Range = condition.Range };
        }

        // All values are on one side of such a limit.
        bool holds = isAbove == (condition.Kind == ConditionKind.Less);
        return new ValueCondition(holds ? ConditionKind.Present : ConditionKind.Equal) { Range = condition.Range };
    }
}

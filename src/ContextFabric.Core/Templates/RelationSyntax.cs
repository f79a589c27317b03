using ContextFabric.Querying;

namespace ContextFabric.Templates;

/// <summary>Reads operators as written in a template.</summary>
internal static class RelationSyntax
{
    /// <summary>Reads an operator.</summary>
    /// <param name="text">The operator, escapes included.</param>
    /// <param name="range">Where it stands.</param>
    /// <param name="form">The operator as understood, or null.</param>
    public static RelationFault Parse(string text, TextRange range, out RelationForm? form)
    {
        form = null;
        if (text.Length >= 3)
        {
            switch (text[0], text[^1])
            {
                case ('-', '>'):
                    return Edge(text, EdgeSense.Forward, range, out form);
                case ('<', '-'):
                    return Edge(text, EdgeSense.Backward, range, out form);
                case ('<', '>'):
                    return Edge(text, EdgeSense.Either, range, out form);
                case ('.', '.'):
                    return Comparison(text.AsSpan(1, text.Length - 2), out form);
                default:
                    break;
            }
        }

        return Slots(text, out form);
    }

    private static RelationFault Slots(string text, out RelationForm? form)
    {
        form = null;
        int from = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (from < 0)
        {
            if (RelationOperators.Find(text) is { TakesNumber: false } plain)
            {
                form = new RelationForm.OfSlots(plain, 0);
            }

            return form is null ? RelationFault.Unknown : RelationFault.None;
        }

        int length = text.AsSpan(from).IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? text.Length - from : length;

        // All operators with a number have one character before and one after it.
        if (from == 1 && from + length == text.Length - 1 && RelationOperators.Find($"{text[0]}k{text[^1]}") is RelationOperator near)
        {
            ReadOnlySpan<char> digits = text.AsSpan(from, length).TrimStart('0');
            int k = digits.IsEmpty ? 0 : int.TryParse(digits, out int number) ? number : int.MaxValue;
            form = new RelationForm.OfSlots(near, k);
        }

        return form is null ? RelationFault.Unknown : RelationFault.None;
    }

    private static RelationFault Edge(string text, EdgeSense sense, TextRange range, out RelationForm? form)
    {
        form = null;
        string inner = text[1..^1];
        switch (ConditionSyntax.Parse(inner, range, out TemplateCondition? condition))
        {
            case ConditionFault.NoValue:
                return RelationFault.NoValue;
            case ConditionFault.BadLimit:
                return RelationFault.BadLimit;
            case ConditionFault.NotUnderstood:
                // Features may have names that no condition can name.
                form = new RelationForm.OfEdges(TemplateEscapes.Undo(inner), sense, null);
                return RelationFault.None;
            default:
                // Every edge that exists counts as present.
                bool isFree = condition!.Kind is ConditionKind.Present or ConditionKind.Any;
                form = new RelationForm.OfEdges(condition.Feature, sense, isFree ? null : condition);
                return RelationFault.None;
        }
    }

    private static RelationFault Comparison(ReadOnlySpan<char> inner, out RelationForm? form)
    {
        ReadOnlySpan<char> left = inner;
        ReadOnlySpan<char> right = inner;
        ReadOnlySpan<char> pattern = "";
        FeatureComparison comparison = FeatureComparison.Equal;
        int first = inner.IndexOf('~');
        int last = inner.LastIndexOf('~');
        if (first != last)
        {
            comparison = FeatureComparison.EqualAfterDeleting;
            left = inner[..first];
            pattern = inner[(first + 1)..last];
            right = inner[(last + 1)..];
        }
        else if (TemplateEscapes.IndexOfAny(inner, "=#<>", 0) is >= 0 and int at)
        {
            comparison = inner[at] switch
            {
                '=' => FeatureComparison.Equal,
                '#' => FeatureComparison.NotEqual,
                '<' => FeatureComparison.Less,
                _ => FeatureComparison.Greater,
            };
            left = inner[..at];
            right = inner[(at + 1)..];
        }

        form = left.IsEmpty || right.IsEmpty ? null : new RelationForm.OfFeatures(
            TemplateEscapes.Undo(left), comparison, TemplateEscapes.Undo(right), TemplateEscapes.UndoInPattern(pattern));
        return form is null ? RelationFault.MissingFeature : RelationFault.None;
    }
}

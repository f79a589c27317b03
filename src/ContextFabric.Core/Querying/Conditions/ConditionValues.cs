using ContextFabric.Storage;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>What a condition accepts: these values, or all but these (then no value is accepted, too).</summary>
/// <param name="Values">The values.</param>
/// <param name="IsComplement">True when they are the ones not accepted.</param>
internal readonly record struct ConditionValues(ValueSet Values, bool IsComplement)
{
    private static ConditionValues Always { get; } = new(ValueSet.Nothing, true);

    /// <summary>
    /// Decides a condition on texts, once per distinct text.
    /// </summary>
    /// <param name="pool">The distinct texts.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="firstCode">The code of the first text.</param>
    /// <param name="budget">Limits.</param>
    public static ConditionValues OfTexts(StringPool pool, ValueCondition condition, int firstCode, QueryBudget budget)
    {
        switch (condition.Kind)
        {
            case ConditionKind.Any:
                return Always;
            case ConditionKind.Present:
                return new(ValueSet.Everything, false);
            case ConditionKind.Absent:
                return new(ValueSet.Everything, true);
            case ConditionKind.Equal:
            case ConditionKind.NotEqual:
                return new(CodesOf(pool, condition.Texts, firstCode), condition.Kind == ConditionKind.NotEqual);
            case ConditionKind.Match when condition.Pattern is TextPattern pattern:
                return new(ValueSet.OfCodes(PatternMatches.Find(pool, pattern, firstCode, budget), firstCode, firstCode + pool.Count - 1), false);
            default:
                throw new ArgumentException($"No condition on texts: {condition.Kind}.", nameof(condition));
        }
    }

    /// <summary>Decides a condition on integers, of which the lowest and highest that occur are known.</summary>
    public static ConditionValues OfNumbers(ValueCondition condition, long lowest, long highest) => condition.Kind switch
    {
        ConditionKind.Any => Always,
        ConditionKind.Present => new(ValueSet.Everything, false),
        ConditionKind.Absent => new(ValueSet.Everything, true),
        ConditionKind.Equal => new(ValueSet.OfNumbers(condition.Numbers, lowest, highest), false),
        ConditionKind.NotEqual => new(ValueSet.OfNumbers(condition.Numbers, lowest, highest), true),
        ConditionKind.Greater => new(condition.Limit == long.MaxValue ? ValueSet.Nothing : ValueSet.OfRun(condition.Limit + 1, long.MaxValue, lowest, highest), false),
        ConditionKind.Less => new(condition.Limit == long.MinValue ? ValueSet.Nothing : ValueSet.OfRun(long.MinValue, condition.Limit - 1, lowest, highest), false),
        _ => throw new ArgumentException($"No condition on integers: {condition.Kind}.", nameof(condition)),
    };

    /// <summary>True when a single text satisfies a condition.</summary>
    public static bool Accepts(string text, ReadOnlySpan<byte> utf8, ValueCondition condition, QueryBudget budget) => condition.Kind switch
    {
        ConditionKind.Any or ConditionKind.Present => true,
        ConditionKind.Absent => false,
        ConditionKind.Equal => condition.Texts.AsSpan().Contains(text),
        ConditionKind.NotEqual => !condition.Texts.AsSpan().Contains(text),
        ConditionKind.Match when condition.Pattern is TextPattern pattern => pattern.IsMatch(utf8, budget),
        _ => throw new ArgumentException($"No condition on texts: {condition.Kind}.", nameof(condition)),
    };

    private static ValueSet CodesOf(StringPool pool, string[] texts, int firstCode)
    {
        var codes = new List<int>(texts.Length);
        foreach (string text in texts)
        {
            int at = pool.Find(text);
            if (at >= 0)
            {
                codes.Add(firstCode + at);
            }
        }

        codes.Sort();
        var runs = new List<ValueRun>(codes.Count);
        foreach (int code in codes)
        {
            ValueSet.Append(runs, code, code);
        }

        return ValueSet.OfCodes(runs, firstCode, firstCode + pool.Count - 1);
    }
}

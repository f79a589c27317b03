using System.Text.RegularExpressions;

namespace ContextFabric.Querying;

/// <summary>
/// A pattern in the form of the .NET engines, constructed when first needed. The backtracking engine is tried first:
/// it is there at once and quick on what people write. Where it gets lost in a text the linear engine takes over for
/// good, unless the pattern has constructs that only the first one knows.
/// </summary>
internal sealed class PatternEngine
{
    private const int LinearTrialMilliseconds = 20;
    private const int LongestMilliseconds = 250;
    private const int LongestLinearMilliseconds = 2000;

    // Limits of one text. The shorter ones are for budgets that are nearly used up.
    private static readonly int[] s_milliseconds = [8, 20, 60, 125, LongestMilliseconds, LongestLinearMilliseconds];

    private readonly string _shown;
    private readonly string _pattern;
    private readonly Lazy<bool> _hasLinear;
    private readonly Regex?[] _backtracking = new Regex?[s_milliseconds.Length];
    private readonly Regex?[] _linear = new Regex?[s_milliseconds.Length];
    private volatile bool _isLinear;

    /// <summary>Prepares a pattern.</summary>
    /// <param name="shown">The pattern as its author knows it.</param>
    /// <param name="pattern">The pattern for the engine.</param>
    /// <param name="mayBeLinear">Says, when that matters, whether it can be matched in linear time.</param>
    public PatternEngine(string shown, string pattern, Func<bool> mayBeLinear)
    {
        _shown = shown;
        _pattern = pattern;
        _hasLinear = new(mayBeLinear);
    }

    /// <summary>True when the pattern is found in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, QueryBudget budget)
    {
        try
        {
            if (!_isLinear)
            {
                return Get(_backtracking, TrialLimit, budget).IsMatch(text);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            TurnLinear(budget);
        }

        try
        {
            return Get(_linear, LongestLinearMilliseconds, budget).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(budget);
        }
    }

    /// <summary>The first match at or behind a position, with the text before it in view.</summary>
    public Match Find(string text, int from, QueryBudget budget)
    {
        try
        {
            if (!_isLinear)
            {
                return Get(_backtracking, TrialLimit, budget).Match(text, from);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            TurnLinear(budget);
        }

        try
        {
            return Get(_linear, LongestLinearMilliseconds, budget).Match(text, from);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(budget);
        }
    }

    private int TrialLimit => _hasLinear.Value ? LinearTrialMilliseconds : LongestMilliseconds;

    private void TurnLinear(QueryBudget budget)
    {
        budget.Check();
        _isLinear = _hasLinear.Value ? true : throw TooSlow(budget);
    }

    private SearchStoppedException TooSlow(QueryBudget budget)
    {
        budget.Check();
        return new SearchStoppedException(SearchStop.Pattern, $"The search was stopped: the regular expression '{_shown}' takes too long.");
    }

    private Regex Get(Regex?[] regexes, int limit, QueryBudget budget)
    {
        // The shortest limit that outlasts the budget: when it is over, so is the budget.
        double left = Math.Min(limit, budget.Remaining?.TotalMilliseconds ?? limit);
        int index = 0;
        while (s_milliseconds[index] < left)
        {
            index++;
        }

        return regexes[index] ??= new Regex(
            _pattern,
            RegexOptions.CultureInvariant | (regexes == _linear ? RegexOptions.NonBacktracking : RegexOptions.None),
            TimeSpan.FromMilliseconds(s_milliseconds[index]));
    }
}

using System.Text.RegularExpressions;

namespace ContextFabric.Querying;

/// <summary>
/// A pattern in the form of the .NET engine, constructed when first needed. Matching time is linear in the text
/// where the pattern allows it, and limited in any case.
/// </summary>
internal sealed class PatternEngine
{
    // What one text may take; the shorter ones are for budgets that are nearly used up.
    private static readonly int[] s_milliseconds = [8, 15, 30, 60, 125, 250];

    private readonly string _shown;
    private readonly string _pattern;
    private readonly Regex?[] _byTimeout = new Regex?[s_milliseconds.Length];
    private bool _needsBacktracking;

    /// <summary>Prepares a pattern.</summary>
    /// <param name="shown">The pattern as its author knows it.</param>
    /// <param name="pattern">The pattern for the engine.</param>
    /// <param name="needsBacktracking">True when it has constructs that cannot be matched in linear time.</param>
    public PatternEngine(string shown, string pattern, bool needsBacktracking)
    {
        _shown = shown;
        _pattern = pattern;
        _needsBacktracking = needsBacktracking;
    }

    /// <summary>True when the pattern is found in the text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, QueryBudget budget)
    {
        Regex regex = Get(budget);
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(budget);
        }
    }

    /// <summary>The first match at or behind a position, with the text before it in view.</summary>
    public Match Find(string text, int from, QueryBudget budget)
    {
        Regex regex = Get(budget);
        try
        {
            return regex.Match(text, from);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(budget);
        }
    }

    private SearchStoppedException TooSlow(QueryBudget budget)
    {
        budget.Check();
        return new SearchStoppedException(SearchStop.Pattern, $"The search was stopped: the regular expression '{_shown}' takes too long.");
    }

    private Regex Get(QueryBudget budget)
    {
        int index = s_milliseconds.Length - 1;
        if (budget.Remaining is TimeSpan left)
        {
            while (index > 0 && s_milliseconds[index - 1] >= left.TotalMilliseconds)
            {
                index--;
            }
        }

        return _byTimeout[index] ??= Construct(TimeSpan.FromMilliseconds(s_milliseconds[index]));
    }

    private Regex Construct(TimeSpan timeout)
    {
        if (!_needsBacktracking)
        {
            try
            {
                return new Regex(_pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
            }
            catch (NotSupportedException)
            {
                _needsBacktracking = true;
            }
        }

        return new Regex(_pattern, RegexOptions.CultureInvariant, timeout);
    }
}

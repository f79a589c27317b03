using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Tf;

namespace ContextFabric.Templates;

/// <summary>
/// Collects what is found in one template: each finding once, a bounded number of them, and bounded work for
/// suggestions, whatever the template.
/// </summary>
internal sealed class TemplateFindings
{
    // Of errors, and of other findings: warnings never crowd out errors.
    private const int MaxFindings = 200;
    private const int MaxSearches = 40;
    private const int MaxNameLength = 64;
    private const int MaxCandidates = 5000;
    private const int MaxListed = 40;

    private readonly string _text;
    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<(string Code, int Line, int Column, string Message)> _seen = [];
    private List<int>? _lineStarts;
    private int _errors;
    private bool _hasMore;
    private int _searches;

    /// <summary>Starts with what was found before.</summary>
    /// <param name="text">The template.</param>
    /// <param name="before">Findings of an earlier phase.</param>
    public TemplateFindings(string text, IReadOnlyList<Diagnostic> before)
    {
        _text = text;
        foreach (Diagnostic finding in before)
        {
            if (finding.Code == TemplateCodes.MoreFindings)
            {
                _hasMore = true;
            }
            else
            {
                Add(finding);
            }
        }
    }

    /// <summary>True when an error was found.</summary>
    public bool HasErrors => _errors > 0;

    /// <summary>True when further errors are left out: looking for them is in vain.</summary>
    public bool IsFull => _errors >= MaxFindings;

    /// <summary>Adds an error.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="range">Where it is.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="suggestions">What could stand there.</param>
    /// <param name="found">The offending text when it is not all of the range.</param>
    public void Error(string code, TextRange range, string message, string? expected = null, IReadOnlyList<string>? suggestions = null, string? found = null)
        => Add(DiagnosticSeverity.Error, code, range, message, expected, suggestions, found);

    /// <summary>Adds a warning; see <see cref="Error"/>.</summary>
    public void Warning(string code, TextRange range, string message, string? expected = null, IReadOnlyList<string>? suggestions = null, string? found = null)
        => Add(DiagnosticSeverity.Warning, code, range, message, expected, suggestions, found);

    /// <summary>True while there is work left for one more search for what was meant; counts it.</summary>
    public bool MaySearch() => _searches++ < MaxSearches;

    /// <summary>The known names that were probably meant.</summary>
    public IReadOnlyList<string> Near(string name, IEnumerable<string> known)
        => name.Length is 0 or > MaxNameLength || !MaySearch() ? [] : Suggestions.Nearest(name, known.Where(other => other.Length <= MaxNameLength).Take(MaxCandidates));

    /// <summary>Everything, in the order of the places.</summary>
    public IReadOnlyList<Diagnostic> ToList()
    {
        var sorted = _all.OrderBy(finding => finding.Line == 0 ? int.MaxValue : finding.Line).ThenBy(finding => finding.Column).ToList();
        if (_hasMore)
        {
            sorted.Add(new Diagnostic(DiagnosticSeverity.Info, TemplateCodes.MoreFindings, "There are more findings than are listed."));
        }

        return sorted;
    }

    /// <summary>Part of the template for a message: shortened, control characters escaped.</summary>
    public static string Show(string text)
        => TfReport.Show(Encoding.UTF8.GetBytes(text.Length > 400 ? text[..400] : text));

    /// <summary>Known names for a message: the first ones.</summary>
    public static string List(IEnumerable<string> names)
    {
        string[] first = [.. names.Take(MaxListed + 1).Select(Show)];
        return first.Length > MaxListed ? string.Join(", ", first[..MaxListed]) + ", …" : string.Join(", ", first);
    }

    /// <summary><c>; did you mean 'a' or 'b'?</c>, or a full stop when there is nothing to suggest.</summary>
    public static string DidYouMean(IReadOnlyList<string> suggestions)
        => suggestions.Count == 0 ? "." : $"; did you mean {string.Join(" or ", suggestions.Select(name => $"'{Show(name)}'"))}?";

    private void Add(DiagnosticSeverity severity, string code, TextRange range, string message, string? expected, IReadOnlyList<string>? suggestions, string? found)
        => Add(new Diagnostic(severity, code, message)
        {
            Line = range.Line,
            Column = range.Column,
            Length = range.Length,
            Found = range.Length == 0 ? null : Show(found ?? Slice(range)),
            Expected = expected,
            Suggestions = suggestions ?? [],
        });

    private string Slice(TextRange range)
    {
        _lineStarts ??= TemplateLexer.LineStarts(_text);
        return _text.Substring(_lineStarts[range.Line - 1] + range.Column - 1, range.Length);
    }

    private void Add(Diagnostic finding)
    {
        bool isError = finding.Severity == DiagnosticSeverity.Error;
        if ((isError ? _errors : _all.Count - _errors) >= MaxFindings)
        {
            // Without a look at those seen: they would grow with the template.
            _hasMore = true;
        }
        else if (_seen.Add((finding.Code, finding.Line, finding.Column, finding.Message)))
        {
            _errors += isError ? 1 : 0;
            _all.Add(finding);
        }
    }
}

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

    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<(string Code, int Line, int Column, string Message)> _seen = [];
    private int _errors;
    private int _left;
    private int _searches;

    /// <summary>Starts with nothing found.</summary>
    public TemplateFindings()
    {
    }

    /// <summary>Starts with what was found before.</summary>
    public TemplateFindings(IReadOnlyList<Diagnostic> before)
    {
        foreach (Diagnostic finding in before)
        {
            Add(finding);
        }
    }

    /// <summary>True when an error was found.</summary>
    public bool HasErrors => _errors > 0;

    /// <summary>Adds an error.</summary>
    public void Error(string code, TextRange range, string message, string? found = null, string? expected = null, IReadOnlyList<string>? suggestions = null)
        => Add(DiagnosticSeverity.Error, code, range, message, found, expected, suggestions);

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, TextRange range, string message, string? found = null, string? expected = null, IReadOnlyList<string>? suggestions = null)
        => Add(DiagnosticSeverity.Warning, code, range, message, found, expected, suggestions);

    /// <summary>True while there is work left for one more search for what was meant; counts it.</summary>
    public bool MaySearch() => _searches++ < MaxSearches;

    /// <summary>The known names that were probably meant.</summary>
    public IReadOnlyList<string> Near(string name, IEnumerable<string> known)
        => name.Length is 0 or > MaxNameLength || !MaySearch() ? [] : Suggestions.Nearest(name, known.Where(other => other.Length <= MaxNameLength).Take(MaxCandidates));

    /// <summary>Everything, in the order of the places.</summary>
    public IReadOnlyList<Diagnostic> ToList()
    {
        var sorted = _all.OrderBy(finding => finding.Line == 0 ? int.MaxValue : finding.Line).ThenBy(finding => finding.Column).ToList();
        if (_left > 0)
        {
            sorted.Add(new Diagnostic(DiagnosticSeverity.Info, TemplateCodes.MoreFindings, $"There are {_left} more findings."));
        }

        return sorted;
    }

    /// <summary>Part of the template for a message: shortened, control characters escaped.</summary>
    public static string Show(string text)
        => TfReport.Show(Encoding.UTF8.GetBytes(text.Length > 400 ? text[..400] : text));

    /// <summary><c>; did you mean 'a' or 'b'?</c>, or a full stop when there is nothing to suggest.</summary>
    public static string DidYouMean(IReadOnlyList<string> suggestions)
        => suggestions.Count == 0 ? "." : $"; did you mean {string.Join(" or ", suggestions.Select(name => $"'{Show(name)}'"))}?";

    private void Add(DiagnosticSeverity severity, string code, TextRange range, string message, string? found, string? expected, IReadOnlyList<string>? suggestions)
        => Add(new Diagnostic(severity, code, message)
        {
            Line = range.Line,
            Column = range.Column,
            Length = range.Length,
            Found = found is null ? null : Show(found),
            Expected = expected,
            Suggestions = suggestions ?? [],
        });

    private void Add(Diagnostic finding)
    {
        bool isError = finding.Severity == DiagnosticSeverity.Error;
        if ((isError ? _errors : _all.Count - _errors) >= MaxFindings)
        {
            // Without a look at those seen: they would grow with the template.
            _left++;
        }
        else if (_seen.Add((finding.Code, finding.Line, finding.Column, finding.Message)))
        {
            _errors += isError ? 1 : 0;
            _all.Add(finding);
        }
    }
}

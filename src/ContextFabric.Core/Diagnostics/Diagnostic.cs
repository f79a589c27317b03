using System.Globalization;
using System.Text;

namespace ContextFabric.Diagnostics;

/// <summary>Weight of a <see cref="Diagnostic"/>.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Accepted, but probably not what the author meant.</summary>
    Warning,

    /// <summary>Refused: the data cannot be used as it stands.</summary>
    Error,
}

/// <summary>
/// One finding about input data: what is wrong, where, what stands there and what was expected.
/// Prints as <c>path(line,column): error CF1001: message</c>.
/// </summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">Stable id <c>CF####</c>, listed in <c>docs/diagnostics.md</c>.</param>
/// <param name="Message">One sentence for a person, without the place.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message)
{
    /// <summary>Feature concerned (file name without extension), or null.</summary>
    public string? Feature { get; init; }

    /// <summary>Full path of the file, or null when no file is concerned.</summary>
    public string? Path { get; init; }

    /// <summary>1-based physical line, header included; 0 = not tied to a line.</summary>
    public int Line { get; init; }

    /// <summary>1-based column counted in characters; 0 = the whole line.</summary>
    public int Column { get; init; }

    /// <summary>Number of characters concerned from <see cref="Column"/> on; 0 = not known.</summary>
    public int Length { get; init; }

    /// <summary>The offending text, shortened and with control characters escaped, or null.</summary>
    public string? Found { get; init; }

    /// <summary>What was expected instead, or null.</summary>
    public string? Expected { get; init; }

    /// <summary>What could stand there instead, best first; the message names them as well.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Path is not null)
        {
            text.Append(Path);
            if (Line > 0)
            {
                text.Append('(').Append(Line.ToString(CultureInfo.InvariantCulture));
                if (Column > 0)
                {
                    text.Append(',').Append(Column.ToString(CultureInfo.InvariantCulture));
                }

                text.Append(')');
            }

            text.Append(": ");
        }
        else if (Line > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: ");
        }

        // What follows goes on with the sentence.
        string message = Found is null && Expected is null ? Message : Message.TrimEnd('.');
        text.Append(Severity switch
        {
            DiagnosticSeverity.Error => "error ",
            DiagnosticSeverity.Warning => "warning ",
            _ => "info ",
        });
        text.Append(Code).Append(": ").Append(message);
        if (Found is not null)
        {
            text.Append("; found '").Append(Found).Append('\'');
        }

        if (Expected is not null)
        {
            text.Append("; expected ").Append(Expected);
        }

        return text.ToString();
    }
}

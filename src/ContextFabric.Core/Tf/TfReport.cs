using System.Text;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>
/// The diagnostics of one file on their way to the bag. Knows the file, and stops building messages
/// of a kind that has its examples, so that a million bad lines cost a million increments.
/// </summary>
internal sealed class TfReport(string feature, string path, DiagnosticBag bag) : IDisposable
{
    private const int FoundLength = 80;

    private readonly Dictionary<(DiagnosticSeverity Severity, string Code), int> _counts = [];

    public bool HasErrors { get; private set; }

    public string Path => path;

    public string Feature => feature;

    /// <summary>True when another example of this kind is wanted; else it has been counted.</summary>
    public bool Wants(DiagnosticSeverity severity, string code)
    {
        HasErrors |= severity == DiagnosticSeverity.Error;
        _counts.TryGetValue((severity, code), out int count);
        _counts[(severity, code)] = count + 1;
        return count < DiagnosticBag.ExamplesPerKind;
    }

    /// <summary>Adds a finding for which <see cref="Wants"/> has just been true.</summary>
    public void Add(DiagnosticSeverity severity, string code, string message, int line = 0, int column = 0, string? found = null, string? expected = null) =>
        bag.Add(new Diagnostic(severity, code, message)
        {
            Feature = feature,
            Path = path,
            Line = line,
            Column = column,
            Found = found,
            Expected = expected,
        });

    public void Error(string code, string message, int line = 0, int column = 0, string? found = null, string? expected = null)
    {
        if (Wants(DiagnosticSeverity.Error, code))
        {
            Add(DiagnosticSeverity.Error, code, message, line, column, found, expected);
        }
    }

    public void Warn(string code, string message, int line = 0, int column = 0, string? found = null, string? expected = null)
    {
        if (Wants(DiagnosticSeverity.Warning, code))
        {
            Add(DiagnosticSeverity.Warning, code, message, line, column, found, expected);
        }
    }

    /// <summary>Hands the number of findings that were only counted to the bag.</summary>
    public void Dispose()
    {
        foreach (((DiagnosticSeverity severity, string code), int count) in _counts)
        {
            if (count > DiagnosticBag.ExamplesPerKind)
            {
                bag.AddCount(severity, code, feature, count - DiagnosticBag.ExamplesPerKind);
            }
        }

        _counts.Clear();
    }

    /// <summary>Text from the input for a person: at most 80 characters, control characters escaped.</summary>
    public static string Show(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(text, out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done;
            string piece = !valid ? $"\\x{text[0]:X2}"
                : rune.Value switch
                {
                    '\t' => "\\t",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    < 0x20 or (>= 0x7F and < 0xA0) => $"\\x{rune.Value:X2}",
                    0x2028 or 0x2029 or 0xFEFF => $"\\u{rune.Value:X4}",
                    _ => rune.ToString(),
                };
            if (shown.Length + piece.Length > FoundLength)
            {
                // The last character gives way to the mark that something is missing.
                int keep = Math.Min(shown.Length, FoundLength - 1);
                if (keep > 0 && char.IsHighSurrogate(shown[keep - 1]))
                {
                    keep--;
                }

                return shown.ToString(0, keep) + "…";
            }

            shown.Append(piece);
            text = text[(valid ? consumed : 1)..];
        }

        return shown.ToString();
    }

    /// <summary>1-based column, in characters, of the byte at <paramref name="offset"/> of a line.</summary>
    public static int Column(ReadOnlySpan<byte> line, int offset)
    {
        int column = 1;
        foreach (byte unit in line[..Math.Min(offset, line.Length)])
        {
            if ((unit & 0xC0) != 0x80)
            {
                column++;
            }
        }

        return column;
    }
}

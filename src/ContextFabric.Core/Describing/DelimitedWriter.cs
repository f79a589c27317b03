using System.Buffers;

namespace ContextFabric.Describing;

/// <summary>
/// Writes rows of separated values as RFC 4180 has it: cells are quoted where needed, lines end in CR LF.
/// </summary>
public sealed class DelimitedWriter
{
    private readonly TextWriter _output;
    private readonly char _delimiter;
    private readonly bool _isSafe;
    private readonly SearchValues<char> _quoted;

    /// <summary>Writes to a text.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="spreadsheetSafe">True: texts that a spreadsheet would take for a formula get an apostrophe in front.</param>
    /// <exception cref="ArgumentException">The delimiter cannot be told from the text of a cell or the end of a line.</exception>
    public DelimitedWriter(TextWriter output, char delimiter = ',', bool spreadsheetSafe = true)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (delimiter is '"' or '\r' or '\n' or '\0' || char.IsSurrogate(delimiter))
        {
            throw new ArgumentException("Quotes, line ends and halves of characters cannot separate cells.", nameof(delimiter));
        }

        _output = output;
        _delimiter = delimiter;
        _isSafe = spreadsheetSafe;
        _quoted = SearchValues.Create([delimiter, '"', '\r', '\n']);
    }

    /// <summary>Writes the row of headings.</summary>
    public void WriteHeader(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        for (int i = 0; i < columns.Count; i++)
        {
            Write(i, columns[i], isText: true);
        }

        _output.Write("\r\n");
    }

    /// <summary>Writes a row.</summary>
    public void WriteRow(ReadOnlySpan<FeatureValue> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            Write(i, cells[i].ToString(), isText: !cells[i].IsNumber);
        }

        _output.Write("\r\n");
    }

    private void Write(int index, string text, bool isText)
    {
        if (index > 0)
        {
            _output.Write(_delimiter);
        }

        if (_isSafe && isText && text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
        {
            text = "'" + text;
        }

        if (text.AsSpan().ContainsAny(_quoted))
        {
            _output.Write('"');
            _output.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            _output.Write('"');
        }
        else
        {
            _output.Write(text);
        }
    }
}

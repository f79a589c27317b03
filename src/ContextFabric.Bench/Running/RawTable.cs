using System.Globalization;
using System.Text;

namespace ContextFabric.Bench.Running;

/// <summary>
/// Raw readings as a CSV file (RFC 4180, UTF-8, line feeds). A row is on disk when <see cref="Add"/> returns, so that
/// a run that is killed keeps what it measured.
/// </summary>
internal sealed class RawTable : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly int _width;

    private RawTable(StreamWriter writer, int width)
    {
        _writer = writer;
        _width = width;
    }

    /// <summary>Creates the file with its heading, or goes on with one that has the same heading.</summary>
    /// <exception cref="InvalidDataException">A file of that name has other columns.</exception>
    public static RawTable Open(string path, IReadOnlyList<string> columns)
    {
        string heading = string.Join(',', columns);
        bool exists = File.Exists(path) && new FileInfo(path).Length > 0;
        if (exists && File.ReadLines(path).First() is { } found && found != heading)
        {
            throw new InvalidDataException($"{path}(1): the columns are '{found}' where '{heading}' was expected");
        }

        var writer = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n", AutoFlush = true };
        if (!exists)
        {
            writer.WriteLine(heading);
        }

        return new RawTable(writer, columns.Count);
    }

    /// <summary>Adds a row: as many cells as columns; null was not measured; times and sizes get three decimals.</summary>
    public void Add(params ReadOnlySpan<object?> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, _width);
        var line = new StringBuilder(Quote(Text(cells[0])));
        foreach (object? cell in cells[1..])
        {
            line.Append(',').Append(Quote(Text(cell)));
        }

        _writer.WriteLine(line.ToString());
    }

    public void Dispose() => _writer.Dispose();

    private static string Text(object? cell) => cell switch
    {
        null => string.Empty,
        bool b => b ? "true" : "false",
        double d => d.ToString("0.000", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

using System.Globalization;
using System.Text;

namespace ContextFabric.Cli.Searching;

/// <summary>One row per result under a row of headings, for spreadsheets and data frames.</summary>
/// <param name="output">Where to.</param>
/// <param name="members">What is shown of each member.</param>
/// <param name="separator">A comma: fields are quoted as RFC 4180 has it. A tab: what would break a row is escaped with a backslash.</param>
internal sealed class DelimitedResults(Stream output, MemberReader members, char separator) : IResultWriter
{
    private static readonly string[] s_columns = ["n", "type", "section", "text"];
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly StreamWriter _writer = new(output, s_utf8, bufferSize: 1 << 14) { NewLine = "\n" };
    private FlushPace _pace;
    private bool _isRowBegun;

    /// <summary>True for tabs.</summary>
    private bool IsTabbed => separator == '\t';

    public void Begin(SearchHeader header)
    {
        for (int atom = 1; atom <= header.Atoms.Count; atom++)
        {
            foreach (string column in (IEnumerable<string>)[.. s_columns, .. members.Features.Select(Heading)])
            {
                Field(column + atom.ToString(CultureInfo.InvariantCulture));
            }
        }

        EndRow();
    }

    public void Write(ReadOnlySpan<int> nodes)
    {
        for (int atom = 0; atom < nodes.Length; atom++)
        {
            Member member = members.Read(atom, nodes[atom]);
            Field(member.Node.ToString(CultureInfo.InvariantCulture));
            Field(member.Type);
            Field(member.Section);
            Field(member.Text);
            foreach (FeatureValue value in member.Values)
            {
                Field(value.IsNone ? string.Empty : value.ToString());
            }
        }

        EndRow();
    }

    public void End(SearchOutcome outcome)
    {
        _writer.Flush();
        output.Flush();
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>A field of comma-separated values.</summary>
    internal static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A field of tab-separated values.</summary>
    internal static string Escape(string text) => text.AsSpan().IndexOfAny("\\\t\r\n") < 0
        ? text
        : text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    // a feature may be called as one of the columns
    private static string Heading(string feature) => s_columns.Contains(feature) ? "feature_" + feature : feature;

    private void Field(string text)
    {
        if (_isRowBegun)
        {
            _writer.Write(separator);
        }

        _isRowBegun = true;
        _writer.Write(IsTabbed ? Escape(text) : Quote(text));
    }

    private void EndRow()
    {
        _writer.WriteLine();
        _isRowBegun = false;
        if (_pace.IsDue())
        {
            _writer.Flush();
            output.Flush();
        }
    }
}

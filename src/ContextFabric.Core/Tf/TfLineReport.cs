using System.Runtime.CompilerServices;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>Reading of the fields of data lines, with a diagnostic for each that is not sound.</summary>
internal sealed class TfLineReport(TfReport report, bool lenient)
{
    private const string SpecForm = "node numbers and ranges such as 1-3,5";
    private byte[] _scratch = new byte[256];

    public TfReport Report => report;

    /// <summary>Values or edges left out by a lenient import.</summary>
    public Int128 Dropped { get; set; }

    /// <summary>Parses a node specification; false when it was refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryReadSpec(in TfScanner line, int from, int to, TfRanges ranges)
    {
        ReadOnlySpan<byte> text = line.Field(from, to);
        int plain = TfSpec.Plain(text);
        if (plain >= 0)
        {
            ranges.Set(plain);
            return true;
        }

        TfSpecStatus status = TfSpec.Parse(text, ranges, out int offset, out int reversed, out int spaced);
        if (status != TfSpecStatus.Ok)
        {
            bool large = status == TfSpecStatus.TooLarge;
            Fault(
                DiagnosticSeverity.Error,
                large ? TfCodes.NodeTooLarge : TfCodes.BadNodeSpec,
                large ? "node number too large" : "bad node specification",
                line,
                from,
                to,
                offset,
                large ? "at most 2147483647" : SpecForm);
            return false;
        }

        if (reversed >= 0)
        {
            Fault(DiagnosticSeverity.Warning, TfCodes.ReversedRange, "the bounds of a range are swapped", line, from, to, reversed, "the lower bound first");
        }

        if (spaced >= 0)
        {
            Fault(DiagnosticSeverity.Warning, TfCodes.SpacesInSpec, "spaces in a node specification", line, from, to, spaced, SpecForm);
        }

        return true;
    }

    /// <summary>
    /// Checks nodes against the corpus. A lenient import cuts the unknown ones off. False when
    /// nothing is left to use.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool CheckNodes(in TfScanner line, int from, int to, TfRanges ranges, int maxNode, string what)
    {
        if (ranges.Lowest >= 1 && ranges.Highest <= maxNode)
        {
            return true;
        }

        int wrong = ranges.Highest > maxNode ? ranges.Highest : ranges.Lowest;
        UnknownNode(line, from, to, wrong, maxNode, what);
        if (!lenient)
        {
            return false;
        }

        ranges.Clip(1, maxNode);
        return ranges.Count > 0;
    }

    /// <summary>Reports a node that does not exist: an error, or a warning when lenient.</summary>
    public void UnknownNode(in TfScanner line, int from, int to, long node, int maxNode, string what)
    {
        DiagnosticSeverity severity = lenient ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        string action = lenient ? "; left out" : "";
        if (report.Wants(severity, TfCodes.UnknownNode))
        {
            Add(severity, TfCodes.UnknownNode, $"{what} node {node}, which does not exist{action}", line, from, to, 0, $"1 to {maxNode}");
        }
    }

    public void TooManyFields(in TfScanner line, int limit)
    {
        int at = limit == 2 ? line.Tab2 : line.Start;
        Fault(DiagnosticSeverity.Error, TfCodes.TooManyFields, $"{line.Tabs + 1} fields in the line", line, line.Start, line.End, at - line.Start, $"at most {limit}, separated by tabs");
    }

    public void NoTarget(in TfScanner line, int at) =>
        Fault(DiagnosticSeverity.Error, TfCodes.NoTarget, "edge without target", line, line.Start, line.End, at - line.Start, SpecForm);

    /// <summary>Reads an integer value; false when it was refused.</summary>
    public bool TryReadInteger(in TfScanner line, int from, int to, out long value)
    {
        ReadOnlySpan<byte> text = line.Field(from, to);
        TfIntegerStatus status = TfInteger.Parse(text, out value);
        if (status == TfIntegerStatus.Ok)
        {
            return true;
        }

        bool large = status == TfIntegerStatus.TooLarge;
        Fault(
            DiagnosticSeverity.Error,
            large ? TfCodes.IntegerTooLarge : TfCodes.BadInteger,
            large ? "the integer does not fit into 64 bits" : "the value is not an integer",
            line,
            from,
            to,
            0,
            large ? $"{long.MinValue} to {long.MaxValue}" : "ASCII digits with an optional sign");
        return false;
    }

    /// <summary>Unescapes a text value; the span is valid until the next call.</summary>
    public ReadOnlySpan<byte> Unescape(in TfScanner line, int from, int to)
    {
        ReadOnlySpan<byte> text = line.Field(from, to);
        if (_scratch.Length < text.Length)
        {
            _scratch = new byte[text.Length * 2];
        }

        int length = TfEscapes.Unescape(text, _scratch, out int unknown);
        if (unknown >= 0)
        {
            Fault(DiagnosticSeverity.Warning, TfCodes.UnknownEscape, "a backslash that starts no escape is kept as it is", line, from, to, unknown, "\\\\, \\t or \\n");
        }

        return _scratch.AsSpan(0, length);
    }

    /// <summary>Reports a fault in the field <paramref name="from"/>..<paramref name="to"/>, at an offset within it.</summary>
    public void Fault(DiagnosticSeverity severity, string code, string message, in TfScanner line, int from, int to, int offset, string? expected)
    {
        if (report.Wants(severity, code))
        {
            Add(severity, code, message, line, from, to, offset, expected);
        }
    }

    /// <summary>States the total of what a lenient import left out.</summary>
    public void Finish()
    {
        if (lenient && Dropped > 0)
        {
            report.Warn(TfCodes.DataDropped, $"left out {Dropped} values or edges of nodes that do not exist");
        }
    }

    private void Add(DiagnosticSeverity severity, string code, string message, in TfScanner line, int from, int to, int offset, string? expected)
    {
        ReadOnlySpan<byte> text = line.Text;
        report.Add(
            severity,
            code,
            message,
            line.Line,
            TfReport.Column(text, from - line.Start + offset),
            TfReport.Show(text[(from - line.Start)..(to - line.Start)]),
            expected);
    }
}

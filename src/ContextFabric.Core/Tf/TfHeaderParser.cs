using System.Buffers;
using System.Text;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>Parser of the part of a file before its data.</summary>
internal static class TfHeaderParser
{
    private const string Kinds = "@node, @edge or @config";

    private static readonly SearchValues<char> s_odd = SearchValues.Create(" \t\r\n=<>~#|*?,\"'\\");

    /// <summary>True when the text holds the header to its end, whatever may follow.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> data)
    {
        for (int line = 1; ; line++)
        {
            int end = data.IndexOf((byte)'\n');
            if (end < 0)
            {
                return false;
            }

            // Two lines after the end of the metadata suffice for the parser to recover from a stray one.
            if (line > 1 && (end == 0 || data[0] != (byte)'@'))
            {
                return end == 0 || data[(end + 1)..].Contains((byte)'\n');
            }

            data = data[(end + 1)..];
        }
    }

    /// <summary>Parses a header; null when the kind of the feature is unknown. Errors go to the report.</summary>
    public static TfHeaderBlock? Parse(ReadOnlySpan<byte> data, TfSource source, TfReadOptions options, TfReport report)
    {
        CheckName(source.Name, report);
        int at = 0;
        ReadOnlySpan<byte> text = NextLine(data, ref at);
        TfKind? kind = Encoding.UTF8.GetString(text).TrimEnd() switch
        {
            "@node" => TfKind.Node,
            "@edge" => TfKind.Edge,
            "@config" => TfKind.Config,
            _ => null,
        };
        if (kind is null)
        {
            report.Error(TfCodes.MissingKind, $"missing {Kinds} in the first line", 1, 1, TfReport.Show(text), Kinds);
            return null;
        }

        var fields = new List<TfMetadataField>();
        int edgeValuesLine = 0;
        int line = 2;
        bool separated = false;
        for (; at < data.Length; line++)
        {
            int start = at;
            text = NextLine(data, ref at);
            if (text.IsEmpty)
            {
                separated = true;
                line++;
                break;
            }

            if (text[0] == (byte)'@')
            {
                if (text.SequenceEqual("@edgeValues"u8))
                {
                    edgeValuesLine = line;
                }
                else
                {
                    AddField(text[1..], line, fields, report);
                }

                continue;
            }

            report.Error(TfCodes.MissingSeparator, "missing empty line after the metadata", line, 1, TfReport.Show(text), "an empty line");
            if (!text.ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                // Meant as the separator.
                separated = true;
                line++;
                break;
            }

            bool stray = at < data.Length && data[at] is (byte)'@' or (byte)'\n';
            if (!stray)
            {
                // Data without a separator.
                at = start;
                separated = true;
                break;
            }
        }

        TfHeader header = Finish(source, kind.Value, edgeValuesLine > 0, fields, separated ? 0 : line - 1, options, report);
        return new TfHeaderBlock(header, at, line, edgeValuesLine);
    }

    private static void CheckName(string name, TfReport report)
    {
        int at = name.AsSpan().IndexOfAny(s_odd);
        if (at >= 0)
        {
            report.Warn(TfCodes.OddName, $"the feature name '{name}' needs quoting in queries", found: TfReport.Show(Encoding.UTF8.GetBytes(name)));
        }
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> data, ref int at)
    {
        ReadOnlySpan<byte> rest = data[at..];
        int end = rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            at = data.Length;
            return rest;
        }

        at += end + 1;
        return rest[..end];
    }

    private static void AddField(ReadOnlySpan<byte> text, int line, List<TfMetadataField> fields, TfReport report)
    {
        int equals = text.IndexOf((byte)'=');
        string key = Encoding.UTF8.GetString(equals < 0 ? text : text[..equals]);
        string? value = equals < 0 ? null : Encoding.UTF8.GetString(text[(equals + 1)..]);

        // Files written by the original tools carry these two twice; nothing is lost by that.
        if (key is not ("writtenBy" or "dateWritten") && fields.Exists(f => f.Key == key))
        {
            report.Warn(TfCodes.DuplicateKey, $"metadata key '{key}' is given again; the last value counts", line, 2);
        }

        fields.Add(new TfMetadataField(key, value, line));
    }

    private static TfHeader Finish(TfSource source, TfKind kind, bool edgeValues, List<TfMetadataField> fields, int cutLine, TfReadOptions options, TfReport report)
    {
        var header = new TfHeader
        {
            Feature = source.Name,
            Path = report.Path,
            Kind = kind,
            HasEdgeValues = edgeValues,
            ValueType = TfValueType.Str,
            Fields = fields,
        };
        if (kind == TfKind.Config)
        {
            return header;
        }

        TfMetadataField? declared = header.Find("valueType");
        switch (declared?.Value)
        {
            case "str":
                return header;
            case "int":
                return header.With(TfValueType.Int);
            case null when cutLine > 0:
                report.Warn(TfCodes.CutInHeader, "the file ends in the metadata, before @valueType; it may have been cut", cutLine, expected: "@valueType=str or @valueType=int");
                return header;
            case null:
                report.Warn(TfCodes.ValueTypeMissing, "missing @valueType; str is assumed", declared?.Line ?? 0, expected: "@valueType=str or @valueType=int");
                return header;
            default:
                ReportValueType(declared.Value, options, report);
                return header;
        }
    }

    private static void ReportValueType(TfMetadataField field, TfReadOptions options, TfReport report)
    {
        DiagnosticSeverity severity = options.Lenient ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        string value = field.Value ?? "";
        string message = value.Trim() is "str" or "int" ? "white space around the value type" : "unknown value type";
        if (options.Lenient)
        {
            message += "; str is assumed";
        }

        if (report.Wants(severity, TfCodes.ValueTypeUnknown))
        {
            report.Add(severity, TfCodes.ValueTypeUnknown, message, field.Line, "@valueType=".Length + 1, TfReport.Show(Encoding.UTF8.GetBytes(value)), "str or int");
        }
    }
}

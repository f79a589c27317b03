using System.Runtime.CompilerServices;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>
/// Parser and validator of <c>otype</c>. Works on runs of nodes, never on single ones: its cost is that
/// of the file, whatever numbers stand in it.
/// </summary>
internal sealed class TfTypesParser(TfReport report, TfReadOptions options)
{
    private readonly List<Run> _runs = [];
    private readonly Utf8Dictionary _names = new();
    private bool _sorted = true;

    public TfTypes? Parse(TfFile file, TfHeaderBlock block)
    {
        CheckHeader(block);
        if (block.Header.Kind == TfKind.Node)
        {
            Read(file.Data, block);
            if (_runs.Count == 0 && !report.HasErrors)
            {
                report.Error(TfCodes.TypesEmpty, "otype has no data lines", expected: "a type for every node");
            }
        }

        // After refused lines the nodes of the lines that follow are unknown: no verdict on gaps.
        if (report.HasErrors)
        {
            return null;
        }

        List<TfTypeRange> types = Join();
        return report.HasErrors ? null : new TfTypes(block.Header, file.Fingerprint, types);
    }

    private void CheckHeader(TfHeaderBlock block)
    {
        if (block.Header.Kind != TfKind.Node)
        {
            report.Error(TfCodes.TypesNotNode, "otype is not a node feature", 1, 1, TfReaderText.KindWord(block.Header.Kind), "@node");
        }
        else if (block.Header.ValueType != TfValueType.Str)
        {
            report.Error(TfCodes.TypesNotText, "otype is not a text feature", block.Header.Find("valueType")?.Line ?? 0, 1, "@valueType=int", "@valueType=str");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(ReadOnlySpan<byte> data, TfHeaderBlock block)
    {
        var lines = new TfLineReport(report, lenient: false);
        var ranges = new TfRanges();
        var line = new TfScanner(data, block.DataStart, block.DataLine);
        long next = 1;
        while (line.Read())
        {
            if (line.Tabs > 1)
            {
                lines.TooManyFields(line, 2);
                continue;
            }

            int start = line.Tabs == 0 ? line.Start : line.Tab1 + 1;
            if (line.Tabs == 0)
            {
                ranges.Set((int)Math.Min(next, int.MaxValue));
            }
            else if (!lines.TryReadSpec(line, line.Start, line.Tab1, ranges))
            {
                continue;
            }

            next = (long)ranges.Highest + 1;
            int specEnd = line.Tabs == 0 ? line.End : line.Tab1;
            if (ranges.Lowest < 1)
            {
                lines.Fault(DiagnosticSeverity.Error, TfCodes.UnknownNode, "node 0 does not exist", line, line.Start, specEnd, 0, "nodes from 1");
            }
            else if (ranges.Highest > options.MaxNodes)
            {
                lines.Fault(DiagnosticSeverity.Error, TfCodes.TooManyNodes, $"node {ranges.Highest} is beyond the limit", line, line.Start, specEnd, 0, $"at most {options.MaxNodes} nodes");
            }

            ReadOnlySpan<byte> name = line.Escapes ? lines.Unescape(line, start, line.End) : line.Field(start, line.End);
            if (name.IsEmpty)
            {
                lines.Fault(DiagnosticSeverity.Error, TfCodes.EmptyType, $"node {ranges.Lowest} has an empty type name", line, start, line.End, 0, "a type name");
                continue;
            }

            int type = _names.GetOrAdd(name);
            foreach ((int low, int high) in ranges.Items)
            {
                Add(low, high, type, line.Line);
            }
        }

        line.Dispose();
    }

    private void Add(int low, int high, int type, int line)
    {
        if (_runs.Count > 0)
        {
            Run last = _runs[^1];
            if (last.Type == type && low == last.High + 1)
            {
                _runs[^1] = last with { High = high };
                return;
            }

            _sorted &= last.Low <= low;
        }

        _runs.Add(new Run(low, high, type, line, _runs.Count));
    }

    /// <summary>Runs in node order become types; gaps, overlaps and scattered types are reported.</summary>
    private List<TfTypeRange> Join()
    {
        if (!_sorted)
        {
            _runs.Sort(static (a, b) => a.Low != b.Low ? a.Low.CompareTo(b.Low) : a.Order.CompareTo(b.Order));
        }

        var types = new List<TfTypeRange>();
        var seen = new HashSet<int>();
        Run widest = default;
        foreach (Run run in _runs)
        {
            if (run.Low <= widest.High)
            {
                // All that reaches this far has one type, or it would have been reported.
                if (run.Type != widest.Type)
                {
                    ReportTwoTypes(widest, run);
                    if (run.High <= widest.High)
                    {
                        continue;
                    }
                }
            }
            else if (run.Low > widest.High + 1)
            {
                ReportGap(widest.High + 1, run);
            }

            if (run.Type != widest.Type || types.Count == 0)
            {
                if (!seen.Add(run.Type))
                {
                    ReportScattered(run, types);
                }

                types.Add(new TfTypeRange(_names.GetString(run.Type), run.Low, run.High));
            }
            else if (run.High > types[^1].Last)
            {
                types[^1] = types[^1] with { Last = run.High };
            }

            widest = run.High > widest.High ? run : widest;
        }

        return types;
    }

    private void ReportTwoTypes(Run one, Run other)
    {
        Run later = other.Order > one.Order ? other : one;
        Run earlier = other.Order > one.Order ? one : other;
        report.Error(
            TfCodes.TwoTypes,
            $"{TfReaderText.Nodes(other.Low, Math.Min(one.High, other.High))} of type '{Name(later)}' had type '{Name(earlier)}' in line {earlier.Line}",
            later.Line,
            1,
            null,
            "one type per node");
    }

    private void ReportGap(int low, Run run)
    {
        string verb = low == run.Low - 1 ? "has" : "have";
        report.Error(
            TfCodes.NodeWithoutType,
            $"{TfReaderText.Nodes(low, run.Low - 1)} {verb} no type",
            low == 1 ? run.Line : 0,
            0,
            null,
            "a type for every node from 1 on");
    }

    private void ReportScattered(Run run, List<TfTypeRange> types)
    {
        string name = Name(run);
        bool slot = types[0].Name == name;
        report.Error(
            slot ? TfCodes.SlotTypeScattered : TfCodes.TypeScattered,
            $"{TfReaderText.Nodes(run.Low, run.High)} of type '{name}' lie apart from the others of that type",
            run.Line,
            1,
            null,
            slot ? $"all slots, that is all '{name}' nodes, before any other node" : "contiguous nodes for each type");
    }

    private string Name(Run run) => TfReport.Show(_names[run.Type]);

    private readonly record struct Run(int Low, int High, int Type, int Line, int Order);
}

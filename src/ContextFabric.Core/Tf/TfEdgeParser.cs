using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Parser of the data of an edge feature other than <c>oslots</c>.</summary>
internal static class TfEdgeParser
{
    public static TfFeature? Parse(TfFile file, TfHeaderBlock block, int maxNode, TfReadOptions options, TfReport report)
    {
        var lines = new TfLineReport(report, options.Lenient);
        using var builder = new TfEdgeBuilder(block.Header);
        try
        {
            Run(file.Data, block, maxNode, lines, builder);
        }
        catch (InvalidOperationException e)
        {
            report.Error(TfCodes.TooMuchText, e.Message);
        }

        return report.HasErrors ? null : builder.Finish(file.Fingerprint, report);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(ReadOnlySpan<byte> data, TfHeaderBlock block, int maxNode, TfLineReport lines, TfEdgeBuilder builder)
    {
        bool valued = block.Header.HasEdgeValues;
        int limit = valued ? 3 : 2;
        var from = new TfRanges();
        var to = new TfRanges();
        var line = new TfScanner(data, block.DataStart, block.DataLine);
        long next = 1;
        while (line.Read())
        {
            if (line.Tabs >= limit)
            {
                lines.TooManyFields(line, limit);
                continue;
            }

            // The origin is left out when the line has one field less than it could have; with
            // values, a line of one field leaves out the value as well.
            bool origin = line.Tabs == limit - 1;
            int start = origin ? line.Tab1 + 1 : line.Start;
            int end = valued && line.Tabs == 2 ? line.Tab2 : valued && line.Tabs == 1 ? line.Tab1 : line.End;
            if (start == end && !(valued && line.Tabs == 1))
            {
                lines.NoTarget(line, start);
                continue;
            }

            int node = origin ? TfSpec.Plain(line.Field(line.Start, line.Tab1)) : (int)Math.Min(next, int.MaxValue);
            int target = TfSpec.Plain(line.Field(start, end));
            if (node >= 1 && node <= maxNode && target >= 1 && target <= maxNode)
            {
                next = node + 1;
                if (!valued || ReadValue(line, Math.Min(end + 1, line.End), block.Header.ValueType, lines, builder))
                {
                    builder.Add(node, target, line.Line);
                }

                continue;
            }

            bool sound = ReadOrigin(line, origin, lines, from, ref next);
            sound &= lines.TryReadSpec(line, start, end, to);
            bool value = !valued || ReadValue(line, Math.Min(end + 1, line.End), block.Header.ValueType, lines, builder);
            if (sound)
            {
                Int128 edges = (Int128)from.Total() * to.Total();
                bool known = lines.CheckNodes(line, line.Start, origin ? line.Tab1 : line.End, from, maxNode, "edge from");
                known &= lines.CheckNodes(line, start, end, to, maxNode, "edge to");
                if (known && value)
                {
                    Add(line, from, to, lines, builder);
                }

                lines.Dropped += edges - (known ? (Int128)from.Total() * to.Total() : 0);
            }
        }

        line.Dispose();
        lines.Finish();
    }

    private static bool ReadOrigin(in TfScanner line, bool given, TfLineReport lines, TfRanges from, ref long next)
    {
        if (!given)
        {
            // No corpus has a node that high; the check of the nodes that follows says so.
            from.Set((int)Math.Min(next, int.MaxValue));
        }
        else if (!lines.TryReadSpec(line, line.Start, line.Tab1, from))
        {
            return false;
        }

        next = (long)from.Highest + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool ReadValue(in TfScanner line, int start, TfValueType type, TfLineReport lines, TfEdgeBuilder builder)
    {
        if (type == TfValueType.Str)
        {
            builder.Code = builder.Values.GetOrAdd(line.Escapes ? lines.Unescape(line, start, line.End) : line.Field(start, line.End));
            return true;
        }

        builder.Number = null;
        if (start == line.End)
        {
            return true;
        }

        bool read = lines.TryReadInteger(line, start, line.End, out long number);
        builder.Number = number;
        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(in TfScanner line, TfRanges from, TfRanges to, TfLineReport lines, TfEdgeBuilder builder)
    {
        from.Normalise();
        to.Normalise();
        if ((Int128)from.Total() * to.Total() > TfEdgeBuilder.MaxEdges - builder.Count)
        {
            lines.Fault(Diagnostics.DiagnosticSeverity.Error, TfCodes.TooManyEdges, "too many edges in one feature", line, line.Start, line.End, 0, $"at most {TfEdgeBuilder.MaxEdges}");
            return;
        }

        foreach ((int low, int high) in from.Items)
        {
            for (int node = low; node <= high; node++)
            {
                foreach ((int first, int last) in to.Items)
                {
                    for (int target = first; target <= last; target++)
                    {
                        builder.Add(node, target, line.Line);
                    }
                }
            }
        }
    }
}

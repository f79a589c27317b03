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

            bool sound = ReadOrigin(line, origin, maxNode, lines, from, ref next);
            bool targets = lines.TryReadSpec(line, start, end, to);
            sound &= targets && lines.CheckNodes(line, start, end, to, maxNode, "edge to");
            if (valued)
            {
                sound &= ReadValue(line, Math.Min(end + 1, line.End), block.Header.ValueType, lines, builder);
            }

            if (sound)
            {
                Add(line, from, to, lines, builder);
            }
            else if (targets && from.Count > 0)
            {
                lines.Dropped++;
            }
        }

        line.Dispose();
        lines.Finish();
    }

    private static bool ReadOrigin(in TfScanner line, bool given, int maxNode, TfLineReport lines, TfRanges from, ref long next)
    {
        int end = given ? line.Tab1 : line.Start;
        if (given)
        {
            if (!lines.TryReadSpec(line, line.Start, end, from))
            {
                return false;
            }

            next = (long)from.Highest + 1;
            return lines.CheckNodes(line, line.Start, end, from, maxNode, "edge from");
        }

        long node = next++;
        if (node > maxNode)
        {
            from.Clear();
            lines.UnknownNode(line, line.Start, line.End, node, maxNode, "edge from");
            return false;
        }

        from.Set((int)node);
        return true;
    }

    private static bool ReadValue(in TfScanner line, int start, TfValueType type, TfLineReport lines, TfEdgeBuilder builder)
    {
        if (type == TfValueType.Str)
        {
            ReadOnlySpan<byte> text = line.Escapes ? lines.Unescape(line, start, line.End) : line.Text[(start - line.Start)..];
            if (builder.Values.Count == 0 || !builder.Values[builder.Code].SequenceEqual(text))
            {
                builder.Code = builder.Values.GetOrAdd(text);
            }

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

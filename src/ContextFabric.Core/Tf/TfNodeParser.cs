using System.Runtime.CompilerServices;

namespace ContextFabric.Tf;

/// <summary>Parser of the data of a node feature.</summary>
internal static class TfNodeParser
{
    public static TfFeature? Parse(TfFile file, TfHeaderBlock block, int maxNode, TfReadOptions options, TfReport report)
    {
        var lines = new TfLineReport(report, options.Lenient);
        if (block.Header.ValueType == TfValueType.Int)
        {
            var numbers = new TfNumberSink(maxNode, lines);
            Run(file.Data, block, maxNode, lines, ref numbers);
            if (!report.HasErrors)
            {
                return numbers.Finish(block.Header, file.Fingerprint);
            }

            numbers.Abandon();
            return null;
        }

        var texts = new TfTextSink(maxNode, lines);
        try
        {
            Run(file.Data, block, maxNode, lines, ref texts);
        }
        catch (InvalidOperationException e)
        {
            report.Error(TfCodes.TooMuchText, e.Message);
        }

        if (!report.HasErrors)
        {
            return texts.Finish(block.Header, file.Fingerprint);
        }

        texts.Abandon();
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSink>(ReadOnlySpan<byte> data, TfHeaderBlock block, int maxNode, TfLineReport lines, ref TSink sink)
        where TSink : struct, ITfNodeSink
    {
        var ranges = new TfRanges();
        var line = new TfScanner(data, block.DataStart, block.DataLine);
        long next = 1;
        while (line.Read())
        {
            if (line.Tabs == 0)
            {
                bool value = sink.TryRead(line, line.Start, line.End);
                if (next > maxNode)
                {
                    lines.UnknownNode(line, line.Start, line.End, next, maxNode, "value for");
                    lines.Dropped += value ? 1 : 0;
                }
                else if (value)
                {
                    sink.Assign((int)next);
                }

                next++;
            }
            else if (line.Tabs == 1)
            {
                ReadExplicit(line, maxNode, lines, ranges, ref sink, ref next);
            }
            else
            {
                lines.TooManyFields(line, 2);
            }
        }

        line.Dispose();
        lines.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadExplicit<TSink>(in TfScanner line, int maxNode, TfLineReport lines, TfRanges ranges, ref TSink sink, ref long next)
        where TSink : struct, ITfNodeSink
    {
        bool known = lines.TryReadSpec(line, line.Start, line.Tab1, ranges);
        long nodes = 0;
        if (known)
        {
            nodes = ranges.Total();
            next = (long)ranges.Highest + 1;
            known = lines.CheckNodes(line, line.Start, line.Tab1, ranges, maxNode, "value for");
        }

        if (!sink.TryRead(line, line.Tab1 + 1, line.End))
        {
            return;
        }

        if (known)
        {
            foreach ((int low, int high) in ranges.Items)
            {
                for (int node = low; node <= high; node++)
                {
                    sink.Assign(node);
                }
            }
        }

        lines.Dropped += nodes - (known ? ranges.Total() : 0);
    }
}

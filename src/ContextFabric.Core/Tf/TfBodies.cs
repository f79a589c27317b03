namespace ContextFabric.Tf;

/// <summary>The data lines of each kind of parsed feature.</summary>
internal static class TfBodies
{
    /// <summary>One line per type, ranges of its nodes first.</summary>
    public static void Types(IReadOnlyList<TfTypeRange> ranges, TfOutput output)
    {
        foreach (TfTypeRange range in ranges)
        {
            if (range is not { First: 1, Last: 1 })
            {
                output.StartSpec();
                output.Range(range.First, range.Last);
                output.Tab();
            }

            output.Value(System.Text.Encoding.UTF8.GetBytes(range.Name));
            output.EndLine();
        }
    }

    public static void Slots(TfSlots slots, int maxSlot, TfOutput output)
    {
        int row = 0;
        for (int i = 0; i < slots.First.Length; i++)
        {
            int node = maxSlot + 1 + i;
            Origin(node, explicitly: i == 0, output);
            if (row < slots.GappedNodes.Length && slots.GappedNodes[row] == node)
            {
                output.Spec(slots.GappedSlots.AsSpan(slots.GappedIndptr[row]..slots.GappedIndptr[row + 1]));
                row++;
            }
            else
            {
                output.StartSpec();
                output.Range(slots.First[i], slots.Last[i]);
            }

            output.EndLine();
        }
    }

    public static void Strings(TfStringFeature feature, TfOutput output)
    {
        int next = 1;
        for (int node = Math.Max(1, feature.FirstNode); node <= feature.LastNode; node++)
        {
            int code = feature.Codes[node];
            if (code != 0)
            {
                Origin(node, explicitly: node != next, output);
                output.Value(feature.Values[code - 1]);
                output.EndLine();
                next = node + 1;
            }
        }
    }

    public static void Integers(TfIntFeature feature, TfOutput output)
    {
        int next = 1;
        for (int node = Math.Max(1, feature.FirstNode); node <= feature.LastNode; node++)
        {
            if (feature.Has(node))
            {
                Origin(node, explicitly: node != next, output);
                output.Number(feature.Numbers[node]);
                output.EndLine();
                next = node + 1;
            }
        }
    }

    public static void Edges(TfEdgeFeature feature, TfOutput output)
    {
        ReadOnlySpan<int> from = feature.From;
        int next = 1;
        for (int start = 0; start < from.Length;)
        {
            int end = start + 1;
            while (end < from.Length && from[end] == from[start])
            {
                end++;
            }

            if (feature.Codes is null && feature.Numbers is null)
            {
                Origin(from[start], explicitly: from[start] != next, output);
                output.Spec(feature.To.AsSpan(start..end));
                output.EndLine();
            }
            else
            {
                ValuedEdges(feature, start, end, implicitly: from[start] == next, output);
            }

            next = from[start] + 1;
            start = end;
        }
    }

    /// <summary>The edges of one node: one line per value, ascending, edges without a value first.</summary>
    private static void ValuedEdges(TfEdgeFeature feature, int start, int end, bool implicitly, TfOutput output)
    {
        int[] order = new int[end - start];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = start + i;
        }

        if (order.Length > 1)
        {
            Array.Sort(order, (a, b) => CompareValues(feature, a, b) is var c and not 0 ? c : a.CompareTo(b));
        }

        int[] targets = new int[order.Length];
        for (int first = 0; first < order.Length;)
        {
            int count = 0;
            do
            {
                targets[count] = feature.To[order[first + count]];
                count++;
            }
            while (first + count < order.Length && CompareValues(feature, order[first], order[first + count]) == 0);
            bool named = first > 0 || !implicitly;
            Origin(feature.From[start], named, output);
            output.Spec(targets.AsSpan(0, count));
            EdgeValue(feature, order[first], named, output);
            output.EndLine();
            first += count;
        }
    }

    private static void EdgeValue(TfEdgeFeature feature, int edge, bool named, TfOutput output)
    {
        if (feature.Codes is not null)
        {
            output.Tab();
            output.Value(feature.Values![feature.Codes[edge]]);
        }
        else if (feature.Present![edge])
        {
            output.Tab();
            output.Number(feature.Numbers![edge]);
        }
        else if (named)
        {
            // Two fields would be read as target and value.
            output.Tab();
        }
    }

    private static int CompareValues(TfEdgeFeature feature, int a, int b)
    {
        if (feature.Codes is not null)
        {
            int left = feature.Codes[a];
            int right = feature.Codes[b];
            return left == right ? 0 : feature.Values![left].SequenceCompareTo(feature.Values[right]);
        }

        bool has = feature.Present![a];
        return has != feature.Present[b] ? has.CompareTo(!has) : has ? feature.Numbers![a].CompareTo(feature.Numbers[b]) : 0;
    }

    private static void Origin(int node, bool explicitly, TfOutput output)
    {
        if (explicitly)
        {
            output.Number(node);
            output.Tab();
        }
    }
}

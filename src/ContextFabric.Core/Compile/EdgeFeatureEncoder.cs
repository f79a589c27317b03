using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Turns a parsed edge feature into two CSR arrays, one per direction, for the nodes that have edges. Rows are in
/// canonical order; values lie parallel to the rows of each direction.
/// </summary>
internal static class EdgeFeatureEncoder
{
    public static FeatureMeta Encode(TfEdgeFeature feature, INodeRanks ranks, IReadOnlyList<TypeMeta> types, IArrayWriter writer)
    {
        string name = feature.Header.Feature;
        int[] outgoing = OutgoingOrder(feature, ranks);
        int[] incoming = IncomingOrder(feature, ranks);
        WriteDirection(writer, name, "from", feature.From, feature.To, outgoing, ranks.MaxNode);
        WriteDirection(writer, name, "to", feature.To, feature.From, incoming, ranks.MaxNode);
        if (feature.Codes is not null)
        {
            WriteTexts(writer, name, feature, outgoing, incoming);
        }
        else if (feature.Numbers is not null)
        {
            WriteNumbers(writer, name, feature, outgoing, incoming);
        }

        return FeatureMetaBuilder.Build(feature.Header) with { Count = feature.From.Length, TypeCounts = CountOrigins(feature, types) };
    }

    /// <summary>The edges by ascending origin, those of one origin by rank of the target.</summary>
    private static int[] OutgoingOrder(TfEdgeFeature feature, INodeRanks ranks)
    {
        int[] order = Indexes(feature.From.Length);
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && feature.From[end] == feature.From[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] keys = Array.ConvertAll(feature.To[start..end], ranks.RankOf);
                keys.AsSpan().Sort(order.AsSpan(start, end - start));
            }

            start = end;
        }

        return order;
    }

    /// <summary>The edges by ascending target, those of one target by rank of the origin: two stable counting sorts.</summary>
    private static int[] IncomingOrder(TfEdgeFeature feature, INodeRanks ranks)
    {
        int[] byOrigin = CountingSort(Indexes(feature.From.Length), edge => ranks.RankOf(feature.From[edge]), ranks.MaxNode);
        return CountingSort(byOrigin, edge => feature.To[edge], ranks.MaxNode + 1);
    }

    /// <summary>The items by ascending key, in their present order where keys are equal. O(items + keys).</summary>
    private static int[] CountingSort(int[] items, Func<int, int> keyOf, int keys)
    {
        int[] next = new int[keys + 1];
        foreach (int item in items)
        {
            next[keyOf(item) + 1]++;
        }

        for (int key = 1; key <= keys; key++)
        {
            next[key] += next[key - 1];
        }

        int[] sorted = new int[items.Length];
        foreach (int item in items)
        {
            sorted[next[keyOf(item)]++] = item;
        }

        return sorted;
    }

    private static int[] Indexes(int count)
    {
        int[] indexes = new int[count];
        for (int i = 0; i < count; i++)
        {
            indexes[i] = i;
        }

        return indexes;
    }

    private static void WriteDirection(IArrayWriter writer, string name, string direction, int[] owners, int[] neighbours, int[] order, int maxNode)
    {
        ulong[] present = new ulong[(maxNode / 64) + 1];
        int[] nodes = new int[order.Length];
        var indptr = new List<int>();
        int owner = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int edge = order[i];
            nodes[i] = neighbours[edge];
            if (owners[edge] != owner)
            {
                owner = owners[edge];
                present[owner >> 6] |= 1UL << (owner & 63);
                indptr.Add(i);
            }
        }

        indptr.Add(order.Length);
        writer.WriteBitmap(StoreKeys.Edge(name, direction + "_present"), present);
        if (indptr.Count != order.Length + 1)
        {
            writer.WriteNarrow(StoreKeys.Edge(name, direction + "_indptr"), indptr.ToArray().AsSpan());
        }

        writer.Write<int>(StoreKeys.Edge(name, direction + "_nodes"), nodes);
    }

    private static void WriteTexts(IArrayWriter writer, string name, TfEdgeFeature feature, int[] outgoing, int[] incoming)
    {
        int[] uses = new int[feature.Values!.Count];
        foreach (int code in feature.Codes!)
        {
            uses[code]++;
        }

        int[] sorted = StringPoolEncoder.Write(writer, StoreKeys.Edge(name, "pool"), feature.Values, uses);
        int[] final = new int[uses.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            final[sorted[i]] = i;
        }

        writer.WriteNarrow(StoreKeys.Edge(name, "counts"), Array.ConvertAll(sorted, id => uses[id]).AsSpan());
        writer.WriteNarrow(StoreKeys.Edge(name, "from_values"), Array.ConvertAll(outgoing, edge => final[feature.Codes[edge]]).AsSpan());
        writer.WriteNarrow(StoreKeys.Edge(name, "to_values"), Array.ConvertAll(incoming, edge => final[feature.Codes[edge]]).AsSpan());
    }

    private static void WriteNumbers(IArrayWriter writer, string name, TfEdgeFeature feature, int[] outgoing, int[] incoming)
    {
        bool[] present = feature.Present!;
        long NumberOf(int edge) => present[edge] ? feature.Numbers![edge] : 0;
        writer.WriteNarrow(StoreKeys.Edge(name, "from_values"), Array.ConvertAll(outgoing, NumberOf).AsSpan());
        writer.WriteNarrow(StoreKeys.Edge(name, "to_values"), Array.ConvertAll(incoming, NumberOf).AsSpan());
        DistinctNumbers.Write(writer, StoreKeys.Edge(name, ""), [.. outgoing.Where(edge => present[edge]).Select(NumberOf)]);
        if (Array.IndexOf(present, false) >= 0)
        {
            writer.WriteBitmap(StoreKeys.Edge(name, "from_valued"), Bits(outgoing, present));
            writer.WriteBitmap(StoreKeys.Edge(name, "to_valued"), Bits(incoming, present));
        }
    }

    private static ulong[] Bits(int[] order, bool[] present)
    {
        ulong[] bits = new ulong[(order.Length + 63) / 64];
        for (int i = 0; i < order.Length; i++)
        {
            if (present[order[i]])
            {
                bits[i >> 6] |= 1UL << (i & 63);
            }
        }

        return bits;
    }

    private static int[] CountOrigins(TfEdgeFeature feature, IReadOnlyList<TypeMeta> types)
    {
        int[] counts = new int[types.Count];
        int type = 0;
        int before = 0;
        foreach (int node in feature.From)
        {
            if (node == before)
            {
                continue;
            }

            before = node;
            while (node > types[type].Last)
            {
                type++;
            }

            counts[type]++;
        }

        return counts;
    }
}

using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Turns a parsed node feature into a column: codes into a sorted pool of texts, or integers, in the narrowest
/// width. The column covers the nodes from the first to the last with a value; where most of these have none, it
/// is packed: only the values, with a ranked bitmap that finds the place of a node.
/// </summary>
internal static class NodeFeatureEncoder
{
    public static FeatureMeta Encode(TfNodeFeature feature, IReadOnlyList<TypeMeta> types, IArrayWriter writer)
        => feature switch
        {
            TfStringFeature text => EncodeText(text, types, writer),
            TfIntFeature number => EncodeNumbers(number, types, writer),
            _ => throw new ArgumentException("Neither a text nor an integer feature.", nameof(feature)),
        };

    private static FeatureMeta EncodeText(TfStringFeature feature, IReadOnlyList<TypeMeta> types, IArrayWriter writer)
    {
        string name = feature.Header.Feature;
        int[] codes = feature.Codes;
        int[] uses = new int[feature.Values.Count + 1];
        int[] perType = new int[types.Count];
        for (int type = 0; type < types.Count; type++)
        {
            int first = Math.Max(types[type].First, feature.FirstNode);
            int last = Math.Min(types[type].Last, feature.LastNode);
            int missing = 0;
            for (int node = first; node <= last; node++)
            {
                int code = codes[node];
                uses[code]++;
                missing += code == 0 ? 1 : 0;
            }

            perType[type] = Math.Max(0, last - first + 1) - missing;
        }

        int[] sorted = StringPoolEncoder.Write(writer, StoreKeys.Feature(name, "pool"), feature.Values, uses[1..]);
        int[] final = new int[uses.Length];
        int[] counts = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            final[sorted[i] + 1] = i + 1;
            counts[i] = uses[sorted[i] + 1];
        }

        writer.WriteNarrow(StoreKeys.Feature(name, "counts"), counts.AsSpan());
        int rows = feature.Count == 0 ? 0 : feature.LastNode - feature.FirstNode + 1;
        int width = sorted.Length <= byte.MaxValue ? 1 : sorted.Length <= ushort.MaxValue ? 2 : 4;
        bool packed = IsPackingWorthwhile(rows, feature.Count, width);
        int[] column = new int[packed ? feature.Count : rows];
        ulong[] present = packed ? new ulong[(rows + 63) / 64] : [];
        int next = 0;
        for (int row = 0; row < rows; row++)
        {
            int code = final[codes[feature.FirstNode + row]];
            if (!packed)
            {
                column[row] = code;
            }
            else if (code != 0)
            {
                column[next++] = code;
                present[row >> 6] |= 1UL << (row & 63);
            }
        }

        writer.WriteNarrow(StoreKeys.Feature(name, "codes"), column.AsSpan());
        WritePresence(writer, name, packed, present);
        return Meta(feature, perType);
    }

    private static FeatureMeta EncodeNumbers(TfIntFeature feature, IReadOnlyList<TypeMeta> types, IArrayWriter writer)
    {
        string name = feature.Header.Feature;
        int rows = feature.Count == 0 ? 0 : feature.LastNode - feature.FirstNode + 1;
        bool packed = feature.Count < rows;
        long[] column = new long[feature.Count];
        ulong[] present = packed ? new ulong[(rows + 63) / 64] : [];
        int[] perType = new int[types.Count];
        int next = 0;
        for (int type = 0; type < types.Count; type++)
        {
            int before = next;
            int last = Math.Min(types[type].Last, feature.LastNode);
            for (int node = Math.Max(types[type].First, feature.FirstNode); node <= last; node++)
            {
                if (feature.Has(node))
                {
                    column[next++] = feature.Numbers[node];
                    if (packed)
                    {
                        int row = node - feature.FirstNode;
                        present[row >> 6] |= 1UL << (row & 63);
                    }
                }
            }

            perType[type] = next - before;
        }

        writer.WriteNarrow(StoreKeys.Feature(name, "values"), column.AsSpan());
        WritePresence(writer, name, packed, present);
        DistinctNumbers.Write(writer, StoreKeys.Feature(name, ""), column);
        return Meta(feature, perType);
    }

    /// <summary>A dense column is faster, so packing must save at least a third, and something worth the trouble.</summary>
    private static bool IsPackingWorthwhile(int rows, int count, int width)
    {
        const int LeastSaving = 4096;
        long dense = (long)rows * width;
        long packed = ((long)count * width) + ((long)rows * 3 / 16);
        return packed < dense * 2 / 3 && dense - packed > LeastSaving;
    }

    private static void WritePresence(IArrayWriter writer, string name, bool packed, ulong[] present)
    {
        if (packed)
        {
            writer.WriteBitmap(StoreKeys.Feature(name, "present"), present);
        }
    }

    private static FeatureMeta Meta(TfNodeFeature feature, int[] perType)
        => FeatureMetaBuilder.Build(feature.Header) with
        {
            FirstNode = feature.FirstNode,
            LastNode = feature.LastNode,
            Count = feature.Count,
            TypeCounts = perType,
        };
}

using System.Buffers.Binary;
using ContextFabric.Storage;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>Sorts the distinct texts of a feature into a pool and gives their final codes.</summary>
internal static class StringPoolEncoder
{
    /// <summary>
    /// Writes <c>prefix_offsets</c> and <c>prefix_bytes</c> with the texts that are in use, ascending by bytes.
    /// </summary>
    /// <param name="writer">Takes the arrays.</param>
    /// <param name="prefix">Start of their names.</param>
    /// <param name="values">Texts by provisional id.</param>
    /// <param name="uses">How often each id is used; unused ones are left out.</param>
    /// <returns>The ids in use in the order of the pool.</returns>
    public static int[] Write(IArrayWriter writer, string prefix, Utf8Dictionary values, int[] uses)
    {
        int[] sorted = Sort(values, uses);
        long total = 0;
        int[] offsets = new int[sorted.Length + 1];
        for (int i = 0; i < sorted.Length; i++)
        {
            total += values[sorted[i]].Length;
            offsets[i + 1] = checked((int)total);
        }

        byte[] bytes = new byte[total];
        for (int i = 0; i < sorted.Length; i++)
        {
            values[sorted[i]].CopyTo(bytes.AsSpan(offsets[i]));
        }

        writer.WriteNarrow(prefix + "_offsets", offsets.AsSpan());
        writer.Write<byte>(prefix + "_bytes", bytes);
        return sorted;
    }

    /// <summary>The ids in use by ascending bytes: by their first eight bytes as a number, then in full.</summary>
    private static int[] Sort(Utf8Dictionary values, int[] uses)
    {
        int[] ids = [.. Enumerable.Range(0, values.Count).Where(id => uses[id] > 0)];
        ulong[] keys = Array.ConvertAll(ids, id => Prefix(values[id]));
        Array.Sort(keys, ids);
        for (int start = 0; start < ids.Length;)
        {
            int end = start + 1;
            while (end < ids.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                ids.AsSpan(start, end - start).Sort((a, b) => values[a].SequenceCompareTo(values[b]));
            }

            start = end;
        }

        return ids;
    }

    private static ulong Prefix(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        }

        ulong prefix = 0;
        for (int i = 0; i < text.Length; i++)
        {
            prefix |= (ulong)text[i] << (56 - (8 * i));
        }

        return prefix;
    }
}

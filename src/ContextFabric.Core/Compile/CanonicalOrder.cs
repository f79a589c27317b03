namespace ContextFabric.Compile;

/// <summary>
/// Sorts nodes into canonical order: compare the ascending lists of slots element by element; at the first
/// difference the lower slot wins; if one list is a prefix of the other, the longer comes first; equal lists go
/// by level, bigger type first, then by node number. (Text-Fabric's order of slot sets, in the lexicographic form
/// that is equivalent to it.)
/// </summary>
internal static class CanonicalOrder
{
    /// <summary>Buckets nodes by first slot, then sorts each bucket. O(nodes + Σ b log b) over buckets of b nodes.</summary>
    public static int[] Compute(WarpArrays warp)
    {
        int maxSlot = warp.MaxSlot;
        int[] starts = new int[maxSlot + 2];
        for (int node = maxSlot + 1; node <= warp.MaxNode; node++)
        {
            starts[warp.FirstSlot(node) + 1]++;
        }

        // One more place per bucket for the slot itself, which is the last of its bucket.
        for (int slot = 1; slot <= maxSlot; slot++)
        {
            starts[slot + 1] += starts[slot] + 1;
        }

        int[] order = new int[warp.MaxNode];
        int[] next = starts[..(maxSlot + 1)];
        for (int node = maxSlot + 1; node <= warp.MaxNode; node++)
        {
            order[next[warp.FirstSlot(node)]++] = node;
        }

        var comparer = new Comparer(warp);
        for (int slot = 1; slot <= maxSlot; slot++)
        {
            int end = next[slot];
            order[end] = slot;
            if (end - starts[slot] > 1)
            {
                order.AsSpan(starts[slot], end - starts[slot]).Sort(comparer);
            }
        }

        return order;
    }

    /// <summary>Compares non-slot nodes with the same first slot.</summary>
    private readonly struct Comparer(WarpArrays warp) : IComparer<int>
    {
        private readonly int[] _levelOf = LevelOfTypes(warp);
        private readonly int[] _firstOfType = [.. warp.Types.Select(type => type.First)];

        public int Compare(int a, int b)
        {
            bool gapped = warp.IsGapped(a) || warp.IsGapped(b);
            int order = gapped ? CompareSlots(warp.SlotsOf(a), warp.SlotsOf(b)) : warp.LastSlot(b).CompareTo(warp.LastSlot(a));
            if (order == 0)
            {
                order = Level(a).CompareTo(Level(b));
            }

            return order != 0 ? order : a.CompareTo(b);
        }

        private static int CompareSlots(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
        {
            int shared = a.CommonPrefixLength(b);
            return shared == a.Length || shared == b.Length ? b.Length.CompareTo(a.Length) : a[shared].CompareTo(b[shared]);
        }

        private static int[] LevelOfTypes(WarpArrays warp)
        {
            var position = warp.Levels.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
            return [.. warp.Types.Select(type => position[type.Name])];
        }

        private int Level(int node)
        {
            int at = Array.BinarySearch(_firstOfType, node);
            return _levelOf[at >= 0 ? at : ~at - 1];
        }
    }
}

namespace ContextFabric;

/// <summary>
/// Nodes that share a slot with a node. Those that start at one of its slots lie in the canonical order from
/// there; those that start elsewhere are embedders of one of its slots.
/// </summary>
internal static class IntersectionFinder
{
    public static int[] Find(Skeleton skeleton, int node, NodeTypeSet? types)
    {
        if (!skeleton.IsNode(node) || node <= skeleton.MaxSlot)
        {
            skeleton.ThrowIfClosed();
            return [];
        }

        ReadOnlySpan<int> slots = skeleton.SlotsOf(node);
        var ranks = new List<int>();
        foreach (int slot in slots)
        {
            foreach (int other in skeleton.StartingAt(slot))
            {
                Add(other);
            }

            foreach (int other in skeleton.Embedders(slot))
            {
                int start = skeleton.FirstSlot(other);
                if (start < slots[0] || slots.BinarySearch(start) < 0)
                {
                    Add(other);
                }
            }
        }

        ranks.Sort();
        var found = new List<int>(ranks.Count);
        ReadOnlySpan<int> order = skeleton.Order;
        int before = -1;
        foreach (int rank in ranks)
        {
            if (rank != before)
            {
                found.Add(order[rank]);
                before = rank;
            }
        }

        skeleton.ThrowIfClosed();
        return [.. found];

        void Add(int other)
        {
            if (other != node && (types is not NodeTypeSet set || set.Contains(new NodeType(skeleton.TypeIdOf(other)))))
            {
                ranks.Add(skeleton.Rank(other));
            }
        }
    }
}

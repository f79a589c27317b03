namespace ContextFabric.Querying;

/// <summary>The relations on slots and ranks by their definitions, on true slot sets: gaps count.</summary>
internal static class SlotTests
{
    /// <summary>The operator that says the same with the sides exchanged.</summary>
    public static SlotOperator Converse(SlotOperator operation) => operation switch
    {
        SlotOperator.Before => SlotOperator.After,
        SlotOperator.After => SlotOperator.Before,
        SlotOperator.Embeds => SlotOperator.EmbeddedIn,
        SlotOperator.EmbeddedIn => SlotOperator.Embeds,
        SlotOperator.EndsBefore => SlotOperator.StartsAfter,
        SlotOperator.StartsAfter => SlotOperator.EndsBefore,
        SlotOperator.PrecedesNear => SlotOperator.FollowsNear,
        SlotOperator.FollowsNear => SlotOperator.PrecedesNear,
        _ => operation,
    };

    /// <summary>True when <c>x operation y</c> holds.</summary>
    public static bool Holds(Skeleton skeleton, SlotOperator operation, int k, int x, int y)
    {
        switch (operation)
        {
            case SlotOperator.Same:
                return x == y;
            case SlotOperator.Different:
                return x != y;
            case SlotOperator.Before:
                return skeleton.Rank(x) < skeleton.Rank(y);
            case SlotOperator.After:
                return skeleton.Rank(x) > skeleton.Rank(y);
            case SlotOperator.SameSlots:
                return SameSlots(skeleton, x, y);
            case SlotOperator.DifferentSlots:
                return !SameSlots(skeleton, x, y);
            case SlotOperator.Overlaps:
                return Overlap(skeleton, x, y);
            case SlotOperator.Disjoint:
                return !Overlap(skeleton, x, y);
            case SlotOperator.Embeds:
                return x != y && x > skeleton.MaxSlot && Includes(skeleton, x, y);
            case SlotOperator.EmbeddedIn:
                return x != y && y > skeleton.MaxSlot && Includes(skeleton, y, x);
            case SlotOperator.EndsBefore:
                return skeleton.LastSlot(x) < skeleton.FirstSlot(y);
            case SlotOperator.StartsAfter:
                return skeleton.FirstSlot(x) > skeleton.LastSlot(y);
            case SlotOperator.StartsNear:
                return Near(skeleton.FirstSlot(x), skeleton.FirstSlot(y), k);
            case SlotOperator.EndsNear:
                return Near(skeleton.LastSlot(x), skeleton.LastSlot(y), k);
            case SlotOperator.BoundsNear:
                return Near(skeleton.FirstSlot(x), skeleton.FirstSlot(y), k) && Near(skeleton.LastSlot(x), skeleton.LastSlot(y), k);
            case SlotOperator.PrecedesNear:
                return Near(skeleton.LastSlot(x) + 1, skeleton.FirstSlot(y), k);
            default:
                return Near(skeleton.FirstSlot(x) - 1, skeleton.LastSlot(y), k);
        }
    }

    /// <summary>True when every slot of the inner node is one of the outer.</summary>
    public static bool Includes(Skeleton skeleton, int outer, int inner)
    {
        int first = skeleton.FirstSlot(inner);
        int last = skeleton.LastSlot(inner);
        if (first < skeleton.FirstSlot(outer) || last > skeleton.LastSlot(outer))
        {
            return false;
        }

        if (!skeleton.IsGapped(outer))
        {
            return true;
        }

        ReadOnlySpan<int> outerSlots = skeleton.SlotsOf(outer);
        int at = outerSlots.BinarySearch(first);
        if (at < 0)
        {
            return false;
        }

        if (!skeleton.IsGapped(inner))
        {
            int end = at + last - first;
            return end < outerSlots.Length && outerSlots[end] == last;
        }

        foreach (int slot in skeleton.SlotsOf(inner))
        {
            int found = outerSlots[at..].BinarySearch(slot);
            if (found < 0)
            {
                return false;
            }

            at += found;
        }

        return true;
    }

    /// <summary>True when the two nodes share a slot.</summary>
    public static bool Overlap(Skeleton skeleton, int x, int y)
    {
        int first = Math.Max(skeleton.FirstSlot(x), skeleton.FirstSlot(y));
        int last = Math.Min(skeleton.LastSlot(x), skeleton.LastSlot(y));
        if (first > last)
        {
            return false;
        }

        bool gappedX = skeleton.IsGapped(x);
        bool gappedY = skeleton.IsGapped(y);
        if (!gappedX && !gappedY)
        {
            return true;
        }

        if (gappedX && gappedY)
        {
            return Meet(skeleton.SlotsOf(x), skeleton.SlotsOf(y));
        }

        // One is in one piece: does the other have a slot within the common hull?
        ReadOnlySpan<int> slots = skeleton.SlotsOf(gappedX ? x : y);
        int at = slots.BinarySearch(first);
        at = at < 0 ? ~at : at;
        return at < slots.Length && slots[at] <= last;
    }

    private static bool SameSlots(Skeleton skeleton, int x, int y)
    {
        if (skeleton.FirstSlot(x) != skeleton.FirstSlot(y) || skeleton.LastSlot(x) != skeleton.LastSlot(y))
        {
            return false;
        }

        bool gapped = skeleton.IsGapped(x);
        return gapped == skeleton.IsGapped(y) && (!gapped || skeleton.SlotsOf(x).SequenceEqual(skeleton.SlotsOf(y)));
    }

    /// <summary>Do two ascending lists share a number? Walks the shorter, searches the longer.</summary>
    private static bool Meet(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length > b.Length)
        {
            ReadOnlySpan<int> longer = a;
            a = b;
            b = longer;
        }

        foreach (int slot in a)
        {
            int at = b.BinarySearch(slot);
            if (at >= 0)
            {
                return true;
            }

            b = b[~at..];
        }

        return false;
    }

    private static bool Near(int a, int b, int k) => Math.Abs((long)a - b) <= k;
}

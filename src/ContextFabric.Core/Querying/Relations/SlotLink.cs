namespace ContextFabric.Querying;

/// <summary>A relation on slots or ranks.</summary>
internal sealed class SlotLink : Link
{
    private readonly SlotOperator _operator;
    private readonly int _k;
    private readonly bool _excludesSelf;

    /// <summary>Makes the link.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="operation">The operator, read with x on its left.</param>
    /// <param name="k">Distance of the nearness operators.</param>
    /// <param name="sources">Candidates for x.</param>
    /// <param name="targets">Candidates for y.</param>
    public SlotLink(NodeSpace space, SlotOperator operation, int k, Domain sources, Domain targets)
        : base(space, targets)
    {
        _operator = operation;
        _k = k;
        _excludesSelf = operation is SlotOperator.Different or SlotOperator.Embeds or SlotOperator.EmbeddedIn && sources.MayMeet(targets);
    }

    public override bool Narrow(int x, Box box)
    {
        int first = Skeleton.FirstSlot(x);
        int last = Skeleton.LastSlot(x);
        switch (_operator)
        {
            case SlotOperator.Same or SlotOperator.SameSlots:
                box.First(first, first);
                box.Last(last, last);
                break;
            case SlotOperator.Before:
                box.Above(Skeleton.Rank(x));
                box.First(first, int.MaxValue);
                break;
            case SlotOperator.After:
                box.Below(Skeleton.Rank(x));
                box.First(1, first);
                break;
            case SlotOperator.Overlaps:
                box.First(1, last);
                box.Last(first, int.MaxValue);
                break;
            case SlotOperator.Embeds:
                if (x <= Skeleton.MaxSlot)
                {
                    return false;
                }

                box.First(first, last);
                box.Last(first, last);
                break;
            case SlotOperator.EmbeddedIn:
                if (Targets.HasOnlySlots)
                {
                    return false;
                }

                box.First(1, first);
                box.Last(last, int.MaxValue);
                break;
            case SlotOperator.EndsBefore:
                box.First((long)last + 1, int.MaxValue);
                break;
            case SlotOperator.StartsAfter:
                box.Last(1, (long)first - 1);
                break;
            case SlotOperator.StartsNear:
                box.First((long)first - _k, (long)first + _k);
                break;
            case SlotOperator.EndsNear:
                box.Last((long)last - _k, (long)last + _k);
                break;
            case SlotOperator.BoundsNear:
                box.First((long)first - _k, (long)first + _k);
                box.Last((long)last - _k, (long)last + _k);
                break;
            case SlotOperator.PrecedesNear:
                box.First(last + 1L - _k, last + 1L + _k);
                break;
            case SlotOperator.FollowsNear:
                box.Last(first - 1L - _k, first - 1L + _k);
                break;
            default:
                break;
        }

        if (_excludesSelf)
        {
            box.Except(x);
        }

        return !box.IsEmpty;
    }

    public override bool NeedsTest(int x) => _operator switch
    {
        SlotOperator.Same or SlotOperator.DifferentSlots or SlotOperator.Disjoint => true,
        SlotOperator.SameSlots or SlotOperator.Overlaps => Targets.HasGaps || Skeleton.IsGapped(x),
        SlotOperator.Embeds => Skeleton.IsGapped(x),
        SlotOperator.EmbeddedIn => Targets.HasGaps || Targets.HasSlots,
        _ => false,
    };

    public override bool Test(int x, int y) => SlotTests.Holds(Skeleton, _operator, _k, x, y);

    public override bool IsLoose => _operator is SlotOperator.Different or SlotOperator.DifferentSlots or SlotOperator.Disjoint;

    public override bool IsLocal
        => !IsLoose && _operator is not (SlotOperator.Before or SlotOperator.After or SlotOperator.EndsBefore or SlotOperator.StartsAfter);

    public override Link? Complement(Domain sources) => _operator switch
    {
        SlotOperator.Different => new SlotLink(Space, SlotOperator.Same, 0, sources, Targets),
        SlotOperator.DifferentSlots => new SlotLink(Space, SlotOperator.SameSlots, 0, sources, Targets),
        SlotOperator.Disjoint => new SlotLink(Space, SlotOperator.Overlaps, 0, sources, Targets),
        _ => null,
    };

    public override double? GuessFan() => IsLoose ? Targets.Count : null;

    public override int ListLength(int x) => _operator switch
    {
        SlotOperator.Same => 1,
        SlotOperator.EmbeddedIn => Skeleton.Embedders(x).Length,
        SlotOperator.Embeds when Skeleton.IsGapped(x) => Targets.HasOnlySlots ? Skeleton.SlotsOf(x).Length : 4 * Skeleton.SlotsOf(x).Length,
        SlotOperator.Overlaps => OverlapLength(x),
        SlotOperator.EndsNear => EndingLength(Skeleton.LastSlot(x)),
        SlotOperator.FollowsNear => EndingLength(Skeleton.FirstSlot(x) - 1),
        _ => NoList,
    };

    public override void List(int x, Box box, NodeBuffer buffer)
    {
        switch (_operator)
        {
            case SlotOperator.Same:
                AddCandidate(x, buffer);
                break;
            case SlotOperator.EmbeddedIn:
                foreach (int y in Skeleton.Embedders(x))
                {
                    AddCandidate(y, buffer);
                }

                buffer.Reverse(); // they come nearest first
                break;
            case SlotOperator.Embeds:
                ListEmbedded(x, buffer);
                break;
            case SlotOperator.Overlaps:
                ListOverlapping(x, buffer);
                break;
            case SlotOperator.FollowsNear:
                ListEnding(Skeleton.FirstSlot(x) - 1, buffer);
                break;
            default:
                ListEnding(Skeleton.LastSlot(x), buffer);
                break;
        }
    }

    private void AddCandidate(int y, NodeBuffer buffer)
    {
        if (Targets.Contains(y))
        {
            buffer.Add(y);
        }
    }

    /// <summary>What is embedded in a node with gaps starts at one of its slots.</summary>
    private void ListEmbedded(int x, NodeBuffer buffer)
    {
        bool onlySlots = Targets.HasOnlySlots;
        foreach (int slot in Skeleton.SlotsOf(x))
        {
            if (onlySlots)
            {
                AddCandidate(slot, buffer);
                continue;
            }

            foreach (int y in Skeleton.StartingAt(slot))
            {
                if (Targets.Contains(y) && Test(x, y))
                {
                    buffer.Add(y);
                }
            }
        }
    }

    /// <summary>
    /// What overlaps a node starts at one of its slots or embeds one. Where gaps do not matter the first slot is
    /// enough: what starts earlier and reaches the node has it.
    /// </summary>
    private int OverlapLength(int x)
    {
        const int Samples = 32;
        int first = Skeleton.FirstSlot(x);
        if (!Targets.HasGaps && !Skeleton.IsGapped(x))
        {
            return Skeleton.Embedders(first).Length + Skeleton.StartingWithin(first, Skeleton.LastSlot(x)).Length;
        }

        // Of many slots some stand for the rest.
        ReadOnlySpan<int> slots = Skeleton.SlotsOf(x);
        int samples = Math.Min(Samples, slots.Length);
        long embedders = 0;
        for (int i = 0; i < samples; i++)
        {
            embedders += Skeleton.Embedders(slots[(int)((long)i * slots.Length / samples)]).Length;
        }

        return (int)Math.Min(slots.Length + (embedders * slots.Length / samples), NoList);
    }

    private void ListOverlapping(int x, NodeBuffer buffer)
    {
        int first = Skeleton.FirstSlot(x);
        if (Targets.HasGaps || Skeleton.IsGapped(x))
        {
            foreach (int slot in Skeleton.SlotsOf(x))
            {
                AddCandidate(slot, buffer);
                foreach (int y in Skeleton.Embedders(slot))
                {
                    AddCandidate(y, buffer);
                }
            }

            buffer.Sort(Skeleton);
            return;
        }

        foreach (int y in Skeleton.Embedders(first))
        {
            if (Skeleton.FirstSlot(y) < first)
            {
                AddCandidate(y, buffer);
            }
        }

        buffer.Reverse();
        foreach (int y in Skeleton.StartingWithin(first, Skeleton.LastSlot(x)))
        {
            AddCandidate(y, buffer);
        }
    }

    private int EndingLength(int slot)
    {
        if (_k > 64 || Targets.LastsAscend)
        {
            return NoList;
        }

        int length = 0;
        for (int s = Math.Max(1, slot - _k); s <= Math.Min(Skeleton.MaxSlot, slot + _k); s++)
        {
            length += Skeleton.EndingAt(s).Length;
        }

        return length;
    }

    private void ListEnding(int slot, NodeBuffer buffer)
    {
        for (int s = Math.Max(1, slot - _k); s <= Math.Min(Skeleton.MaxSlot, slot + _k); s++)
        {
            foreach (int y in Skeleton.EndingAt(s))
            {
                AddCandidate(y, buffer);
            }
        }

        if (_k > 0)
        {
            buffer.Sort(Skeleton);
        }
    }
}

namespace ContextFabric.Querying;

/// <summary>Semi-joins: removes candidates without partner. Sound for any relation, since a result needs partners.</summary>
internal sealed class Reducer
{
    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly Fuel _fuel;

    public Reducer(NodeSpace space, QueryMemory memory, Fuel fuel)
    {
        _space = space;
        _memory = memory;
        _fuel = fuel;
    }

    /// <summary>The candidates for x that have a partner, found by looking for one for each of them.</summary>
    /// <param name="link">From x to y.</param>
    /// <param name="sources">Candidates for x.</param>
    /// <param name="targets">Candidates for y.</param>
    public Domain Probe(Link link, Domain sources, Domain targets)
    {
        var step = new Step(_space, _fuel, 0, targets, [link], [0]);
        int[] binding = new int[1];
        int[] kept = _memory.Numbers(sources.Count);
        int count = 0;
        var known = new SignatureCache<bool>();
        ReadOnlySpan<int> nodes = sources.Nodes;
        foreach (int node in nodes)
        {
            int signature = link.Signature(node);
            if (!known.TryGet(signature, out bool hasPartner))
            {
                binding[0] = node;
                step.Open(binding);
                hasPartner = known.Add(signature, step.HasPartner());
            }

            if (hasPartner)
            {
                kept[count++] = node;
            }
        }

        return sources.Restrict(kept, count);
    }

    /// <summary>The candidates for y that have a partner, found by going through the partners of every x.</summary>
    /// <param name="link">From x to y.</param>
    /// <param name="sources">Candidates for x.</param>
    /// <param name="targets">Candidates for y.</param>
    public Domain Expand(Link link, Domain sources, Domain targets)
    {
        var step = new Step(_space, _fuel, 0, targets, [link], [0]);
        int[] binding = new int[1];
        NodeRange range = targets.Range;
        ulong[] marks = _memory.Bits(range.Count);
        var known = new SignatureCache<bool>();
        ReadOnlySpan<int> nodes = sources.Nodes;
        foreach (int node in nodes)
        {
            int signature = link.Signature(node);
            if (known.TryGet(signature, out _))
            {
                continue;
            }

            known.Add(signature, true);
            binding[0] = node;
            step.Open(binding);
            for (int partner = step.Advance(); partner != 0; partner = step.Advance())
            {
                int offset = partner - range.First;
                marks[offset >> 6] |= 1UL << (offset & 63);
            }
        }

        return targets.Restrict(marks);
    }

    /// <summary>The candidates that are related to themselves.</summary>
    public Domain Reflexive(Link link, Domain domain)
    {
        int[] kept = _memory.Numbers(domain.Count);
        int count = 0;
        foreach (int node in domain.Nodes)
        {
            _fuel.Burn();
            if (link.Test(node, node))
            {
                kept[count++] = node;
            }
        }

        return domain.Restrict(kept, count);
    }
}

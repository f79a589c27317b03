namespace ContextFabric.Querying;

/// <summary>Finds the candidates of atoms by type and conditions.</summary>
internal sealed class Candidates
{
    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly QueryBudget _budget;

    public Candidates(NodeSpace space, QueryMemory memory, QueryBudget budget)
    {
        _space = space;
        _memory = memory;
        _budget = budget;
    }

    /// <summary>The nodes of a source that satisfy all conditions.</summary>
    public Domain Find(NodeSource source, IReadOnlyList<NodeCondition> conditions)
    {
        switch (source)
        {
            case NodeSource.OfType type:
                NodeRange range = _space.Corpus.Types.Range(type.Type);
                return conditions.Count == 0
                    ? Domain.OfType(_space, _memory, range)
                    : Filter(range, Full(range.Count), _space.FactsOf(range), conditions);
            case NodeSource.OfSet set:
                return OfSet(set.Nodes, conditions);
            default:
                var all = new NodeRange(1, _space.MaxNode);
                return conditions.Count == 0 ? Domain.OfAll(_space, _memory) : Filter(all, Full(all.Count), null, conditions);
        }
    }

    /// <summary>The members of a domain that satisfy further conditions.</summary>
    public Domain Filter(Domain domain, IReadOnlyList<NodeCondition> conditions)
    {
        if (conditions.Count == 0 || domain.Count == 0)
        {
            return domain;
        }

        ulong[] bits = _memory.Bits(domain.Range.Count);
        foreach (int node in domain.Nodes)
        {
            int offset = node - domain.Range.First;
            bits[offset >> 6] |= 1UL << (offset & 63);
        }

        Apply(domain.Range, bits, conditions);
        int[] kept = _memory.Numbers(domain.Count);
        int count = 0;
        foreach (int node in domain.Nodes)
        {
            int offset = node - domain.Range.First;
            kept[count] = node;
            count += (int)(bits[offset >> 6] >> (offset & 63) & 1);
        }

        return domain.Restrict(kept, count);
    }

    private Domain OfSet(int[] nodes, IReadOnlyList<NodeCondition> conditions)
    {
        if (nodes.Length == 0)
        {
            return Domain.OfBits(_space, _memory, new NodeRange(1, 1), _memory.Bits(1), null);
        }

        var range = new NodeRange(nodes[0], nodes[^1]);
        ulong[] bits = _memory.Bits(range.Count);
        foreach (int node in nodes)
        {
            int offset = node - range.First;
            bits[offset >> 6] |= 1UL << (offset & 63);
        }

        return Filter(range, bits, null, conditions);
    }

    private Domain Filter(NodeRange range, ulong[] bits, RangeFacts? facts, IReadOnlyList<NodeCondition> conditions)
    {
        Apply(range, bits, conditions);
        return Domain.OfBits(_space, _memory, range, bits, facts);
    }

    private void Apply(NodeRange range, ulong[] bits, IReadOnlyList<NodeCondition> conditions)
    {
        Span<ulong> words = bits.AsSpan(0, (range.Count + 63) >> 6);
        foreach (NodeCondition condition in conditions)
        {
            _budget.Check();
            CandidateFilter.Apply(_space.Corpus, condition, range, words, _budget);
        }

        _space.Skeleton.ThrowIfClosed();
    }

    private ulong[] Full(int count)
    {
        ulong[] bits = _memory.Bits(count);
        Span<ulong> words = bits.AsSpan(0, (count + 63) >> 6);
        words.Fill(ulong.MaxValue);
        if ((count & 63) != 0)
        {
            words[^1] = (1UL << (count & 63)) - 1;
        }

        return bits;
    }
}

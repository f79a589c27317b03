using ContextFabric.Testing;
using ContextFabric.Testing.BruteForce;

namespace ContextFabric.Core.Tests.Model;

/// <summary>The model by its definitions: sets, loops over all nodes, nothing clever.</summary>
internal sealed class BruteForce
{
    private readonly HashSet<int>[] _sets;
    private readonly PlainOrder _order;

    public BruteForce(PlainCorpus corpus)
    {
        Corpus = corpus;
        _order = PlainOrder.Of(corpus);
        _sets = [.. corpus.Slots.Select(slots => slots.ToHashSet())];
    }

    public PlainCorpus Corpus { get; }

    /// <summary>Type names from big to small.</summary>
    public string[] Levels => _order.Levels;

    public int[] Order => _order.Nodes;

    /// <summary>By node number; 0 is unused.</summary>
    public int[] Rank => _order.Rank;

    public double Average(PlainType type) => _order.Average(type);

    public int TypeRank(int node) => Levels.Length - 1 - _order.LevelOf(node);

    public bool IsSlot(int node) => node <= Corpus.MaxSlot;

    public int First(int node) => Corpus.SlotsOf(node)[0];

    public int Last(int node) => Corpus.SlotsOf(node)[^1];

    public int[] Sorted(IEnumerable<int> nodes) => [.. nodes.OrderBy(node => Rank[node])];

    public int[] Up(int node)
        => [.. Others(node).Where(other => _sets[other - 1].IsSupersetOf(_sets[node - 1])).OrderByDescending(other => Rank[other])];

    public int[] LevDown(int node)
        => IsSlot(node) ? [] : Sorted(Others(node).Where(other => _sets[other - 1].IsSubsetOf(_sets[node - 1])));

    public int[] Down(int node) => IsSlot(node) ? [] : Sorted(LevDown(node).Concat(Corpus.SlotsOf(node)));

    public int[] Intersecting(int node)
        => IsSlot(node) ? [] : Sorted(Others(node).Where(other => _sets[other - 1].Overlaps(_sets[node - 1])).Concat(Corpus.SlotsOf(node)));

    /// <summary>Non-slots whose first slot is this, smallest first.</summary>
    public int[] StartingAt(int slot) => [.. NonSlots().Where(node => First(node) == slot).OrderByDescending(node => Rank[node])];

    /// <summary>Non-slots whose last slot is this, biggest first.</summary>
    public int[] EndingAt(int slot) => Sorted(NonSlots().Where(node => Last(node) == slot));

    public int[] Next(int node) => Last(node) == Corpus.MaxSlot ? [] : [Last(node) + 1, .. StartingAt(Last(node) + 1)];

    public int[] Previous(int node) => First(node) == 1 ? [] : [.. EndingAt(First(node) - 1), First(node) - 1];

    public IEnumerable<NodeEvent> Walk()
    {
        foreach (int node in Order)
        {
            yield return new NodeEvent(node, IsSlot(node) ? NodeEventKind.Slot : NodeEventKind.Begin);
            if (IsSlot(node))
            {
                foreach (int ended in EndingAt(node).Reverse())
                {
                    yield return new NodeEvent(ended, NodeEventKind.End);
                }
            }
        }
    }

    /// <summary>A subset: before each next node, and at the end, the ends of open nodes that lie wholly before it.</summary>
    public IEnumerable<NodeEvent> Walk(IEnumerable<int> nodes)
    {
        var open = new HashSet<int>();
        foreach (int node in Sorted(nodes.Distinct()))
        {
            foreach (NodeEvent end in Ends(open, First(node)))
            {
                yield return end;
            }

            yield return new NodeEvent(node, IsSlot(node) ? NodeEventKind.Slot : NodeEventKind.Begin);
            if (!IsSlot(node))
            {
                open.Add(node);
            }
        }

        foreach (NodeEvent end in Ends(open, int.MaxValue))
        {
            yield return end;
        }
    }

    private List<NodeEvent> Ends(HashSet<int> open, int before)
    {
        int[] ended = [.. open.Where(node => Last(node) < before).OrderBy(Last).ThenByDescending(node => Rank[node])];
        open.ExceptWith(ended);
        return [.. ended.Select(node => new NodeEvent(node, NodeEventKind.End))];
    }

    private IEnumerable<int> NonSlots() => Enumerable.Range(Corpus.MaxSlot + 1, Corpus.MaxNode - Corpus.MaxSlot);

    private IEnumerable<int> Others(int node) => NonSlots().Where(other => other != node);
}

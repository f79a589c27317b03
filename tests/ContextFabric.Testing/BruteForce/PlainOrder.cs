using System.Runtime.CompilerServices;

namespace ContextFabric.Testing.BruteForce;

/// <summary>Canonical order by its definition.</summary>
public sealed class PlainOrder
{
    private static readonly ConditionalWeakTable<PlainCorpus, PlainOrder> s_known = [];
    private readonly PlainCorpus _corpus;
    private readonly HashSet<int>[] _sets;
    private readonly Dictionary<string, int> _level;

    private PlainOrder(PlainCorpus corpus)
    {
        _corpus = corpus;
        _sets = [.. corpus.Slots.Select(slots => slots.ToHashSet())];
        Levels = [.. corpus.Types.Skip(1).OrderByDescending(Average).Select(type => type.Name), corpus.Types[0].Name];
        _level = Levels.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        Nodes = [.. Enumerable.Range(1, corpus.MaxNode)];
        Array.Sort(Nodes, Compare);
        Rank = new int[corpus.MaxNode + 1];
        for (int i = 0; i < Nodes.Length; i++)
        {
            Rank[Nodes[i]] = i;
        }
    }

    /// <summary>The order of a corpus that is complete; found once, since it takes long in larger ones.</summary>
    public static PlainOrder Of(PlainCorpus corpus) => s_known.GetValue(corpus, static plain => new PlainOrder(plain));

    /// <summary>Type names from big to small.</summary>
    public string[] Levels { get; }

    /// <summary>All nodes in this order.</summary>
    public int[] Nodes { get; }

    /// <summary>By node number; 0 is unused.</summary>
    public int[] Rank { get; }

    /// <summary>Average number of slots of the nodes of a type.</summary>
    public double Average(PlainType type)
        => Enumerable.Range(type.First, type.Last - type.First + 1).Sum(node => (double)_corpus.SlotsOf(node).Length) / (type.Last - type.First + 1);

    /// <summary>0 for the biggest type.</summary>
    public int LevelOf(int node) => _level[_corpus.TypeOf(node)];

    /// <summary>The slots of a node as a set.</summary>
    public HashSet<int> SetOf(int node) => _sets[node - 1];

    /// <summary>Spec: equal sets by type, then number; a superset first; else who owns the least slot that only one has.</summary>
    public int Compare(int a, int b)
    {
        HashSet<int> x = SetOf(a);
        HashSet<int> y = SetOf(b);
        if (x.SetEquals(y))
        {
            int byLevel = LevelOf(a).CompareTo(LevelOf(b));
            return byLevel != 0 ? byLevel : a.CompareTo(b);
        }

        return x.IsSupersetOf(y) ? -1 : y.IsSupersetOf(x) ? 1 : x.Except(y).Min().CompareTo(y.Except(x).Min());
    }
}

namespace ContextFabric.Describing;

/// <summary>
/// A node with what is directly inside it: every node hangs under the smallest one that contains it; of nodes with the
/// same slots the one that comes first in canonical order is above.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="ChildCount">Number of nodes directly inside it.</param>
/// <param name="Children">The first of them, in canonical order; none below the depth asked for.</param>
public sealed record ContainmentTree(int Node, int ChildCount, IReadOnlyList<ContainmentTree> Children)
{
    /// <summary>The tree below a node.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="root">Any node.</param>
    /// <param name="types">Types that are in the tree, apart from the root; null = all.</param>
    /// <param name="limit">Nodes looked at at most, in canonical order, apart from the root; 0 = all.</param>
    /// <param name="depth">Levels below the root.</param>
    /// <param name="maxChildren">Children given per node at most; all are counted.</param>
    public static ContainmentTree Of(Corpus corpus, int root, NodeTypeSet? types = null, int limit = 0, int depth = int.MaxValue, int maxChildren = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var places = new Dictionary<int, int> { [root] = 0 };
        var all = new List<Place> { new(root, 0) };
        foreach (int node in types is { } wanted ? corpus.Locality.Down(root, wanted) : corpus.Locality.Down(root))
        {
            if (limit > 0 && all.Count > limit)
            {
                break;
            }

            int parent = ParentOf(corpus, node, places);
            Place above = all[parent];
            places.Add(node, all.Count);
            all.Add(new Place(node, above.Depth + 1));

            // Only what is shown is kept.
            List<int>? children = above.Children;
            if (above.Depth < depth && above.ChildCount < maxChildren)
            {
                children ??= [];
                children.Add(all.Count - 1);
            }

            all[parent] = above with { ChildCount = above.ChildCount + 1, Children = children };
        }

        return Build(0);

        ContainmentTree Build(int place) => new(all[place].Node, all[place].ChildCount, all[place].Children is { } below ? [.. below.Select(Build)] : []);
    }

    // Embedders come nearest first.
    private static int ParentOf(Corpus corpus, int node, Dictionary<int, int> places)
    {
        foreach (int candidate in corpus.Locality.Up(node))
        {
            if (places.TryGetValue(candidate, out int place) && corpus.Nodes.Rank(candidate) < corpus.Nodes.Rank(node))
            {
                return place;
            }
        }

        return 0;
    }

    private readonly record struct Place(int Node, int Depth)
    {
        public int ChildCount { get; init; }

        public List<int>? Children { get; init; }
    }
}

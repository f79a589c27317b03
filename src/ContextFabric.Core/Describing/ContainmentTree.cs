namespace ContextFabric.Describing;

/// <summary>
/// A node with what is directly inside it: every node hangs under the smallest one that contains it; of nodes with the
/// same slots the one that comes first in canonical order is above.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Children">What is directly inside it, in canonical order.</param>
public sealed record ContainmentTree(int Node, IReadOnlyList<ContainmentTree> Children)
{
    /// <summary>The tree below a node.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="root">Any node.</param>
    /// <param name="types">Types that are in the tree, apart from the root; null = all.</param>
    /// <param name="limit">Nodes in it at most, in canonical order, apart from the root; 0 = all.</param>
    public static ContainmentTree Of(Corpus corpus, int root, NodeTypeSet? types = null, int limit = 0)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var children = new Dictionary<int, List<ContainmentTree>> { [root] = [] };
        int count = 0;
        foreach (int node in types is { } wanted ? corpus.Locality.Down(root, wanted) : corpus.Locality.Down(root))
        {
            if (limit > 0 && count++ == limit)
            {
                break;
            }

            var below = new List<ContainmentTree>();
            children[ParentOf(corpus, root, node, children)].Add(new ContainmentTree(node, below));
            children[node] = below;
        }

        return new ContainmentTree(root, children[root]);
    }

    // Embedders come nearest first.
    private static int ParentOf(Corpus corpus, int root, int node, Dictionary<int, List<ContainmentTree>> children)
    {
        foreach (int candidate in corpus.Locality.Up(node))
        {
            if (children.ContainsKey(candidate) && corpus.Nodes.Rank(candidate) < corpus.Nodes.Rank(node))
            {
                return candidate;
            }
        }

        return root;
    }
}

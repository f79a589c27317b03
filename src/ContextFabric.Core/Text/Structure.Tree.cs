using System.Text;

namespace ContextFabric;

public sealed partial class Structure
{
    private const int IndentOfTree = 2;

    /// <summary>The whole structure: one tree per top node.</summary>
    public IReadOnlyList<StructureNode> Tree() => Build(Top);

    /// <summary>A node with everything below it, or null when it is outside the structure.</summary>
    public StructureNode? Tree(int node) => Contains(node) ? new StructureNode(node, Build(Children(node))) : null;

    /// <summary>
    /// The structure as indented lines <c>type:label</c>, one per node.
    /// </summary>
    /// <param name="node">Start at this node; null = everything.</param>
    /// <param name="fullHeading">True: each line is the full heading, its parts joined by <c>-</c>.</param>
    /// <returns>Lines without a final line end; "" for a node outside the structure.</returns>
    public string ToText(int? node = null, bool fullHeading = false)
    {
        var text = new StringBuilder();
        if (node is int start)
        {
            if (Contains(start))
            {
                AppendLines(start, IndentOfTree, fullHeading, text);
            }
        }
        else
        {
            foreach (int top in Top)
            {
                AppendLines(top, 2 * IndentOfTree, fullHeading, text);
            }
        }

        return text.ToString();
    }

    private StructureNode[] Build(ReadOnlySpan<int> nodes)
    {
        var trees = new StructureNode[nodes.Length];
        for (int i = 0; i < trees.Length; i++)
        {
            trees[i] = new StructureNode(nodes[i], Build(Children(nodes[i])));
        }

        return trees;
    }

    private void AppendLines(int node, int indent, bool fullHeading, StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(' ', indent).Append(fullHeading ? Heading(node)!.ToString() : _levels.PartOf(node).ToString());
        foreach (int child in Children(node))
        {
            AppendLines(child, indent + (2 * IndentOfTree), fullHeading, text);
        }
    }
}

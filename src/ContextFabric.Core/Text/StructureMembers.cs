namespace ContextFabric;

/// <summary>
/// Names of the arrays of the structure. Structure nodes have an index: the types in the order of the
/// configuration, the nodes of each by number.
/// <list type="table">
/// <item><term>heading_start, heading</term><description>int: per index the nodes of its heading, outermost first, itself last</description></item>
/// <item><term>parent</term><description>int: per index the parent node; 0 = top</description></item>
/// <item><term>child_start, child</term><description>int: per index its children in canonical order</description></item>
/// <item><term>top</term><description>int: nodes without parent in canonical order</description></item>
/// <item><term>by_heading</term><description>int: one node per distinct heading (the last one), ascending headings</description></item>
/// <item><term>duplicate_start, duplicate</term><description>int: nodes of each heading that several have, canonical order</description></item>
/// </list>
/// </summary>
internal static class StructureMembers
{
    public const string HeadingStart = "structure/heading_start";
    public const string Heading = "structure/heading";
    public const string Parent = "structure/parent";
    public const string ChildStart = "structure/child_start";
    public const string Child = "structure/child";
    public const string Top = "structure/top";
    public const string ByHeading = "structure/by_heading";
    public const string DuplicateStart = "structure/duplicate_start";
    public const string Duplicate = "structure/duplicate";
}

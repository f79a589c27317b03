namespace ContextFabric;

/// <summary>
/// Names of the arrays of the section index.
/// <list type="table">
/// <item><term>level2_key</term><description>long: level-1 node × 2³² + heading code, ascending</description></item>
/// <item><term>level2_node</term><description>int: the level-2 node of each key</description></item>
/// <item><term>level3_key</term><description>long: position in level2_key × 2³² + heading code, ascending</description></item>
/// <item><term>level3_node</term><description>int: the level-3 node of each key</description></item>
/// <item><term>names/F_code, names/F_node</term><description>int: names of level-1 nodes in feature F, ascending codes</description></item>
/// <item><term>sequence2_start, sequence2_node</term><description>int: level-2 nodes in each level-1 node (by number), canonical order</description></item>
/// <item><term>sequence3_start, sequence3_node</term><description>int: level-3 nodes in each entry of sequence2_node</description></item>
/// <item><term>sequence2_of, sequence3_of</term><description>int: per node of level 2 or 3, 1 + its position in sequenceN_node; 0 = none</description></item>
/// </list>
/// </summary>
internal static class SectionMembers
{
    public const string Level2Key = "sections/level2_key";
    public const string Level2Node = "sections/level2_node";
    public const string Level3Key = "sections/level3_key";
    public const string Level3Node = "sections/level3_node";
    public const string Sequence2Start = "sections/sequence2_start";
    public const string Sequence2Node = "sections/sequence2_node";
    public const string Sequence3Start = "sections/sequence3_start";
    public const string Sequence3Node = "sections/sequence3_node";
    public const string Sequence2Of = "sections/sequence2_of";
    public const string Sequence3Of = "sections/sequence3_of";

    public static string NameCode(string feature) => $"sections/names/{feature}_code";

    public static string NameNode(string feature) => $"sections/names/{feature}_node";

    public static long Key(int parent, int code) => ((long)parent << 32) | (uint)code;
}

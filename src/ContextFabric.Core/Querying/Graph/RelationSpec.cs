namespace ContextFabric.Querying;

/// <summary>Relations between two nodes that depend on their slots or ranks alone.</summary>
internal enum SlotOperator
{
    /// <summary><c>=</c></summary>
    Same,

    /// <summary><c>#</c></summary>
    Different,

    /// <summary><c>&lt;</c>: canonically before.</summary>
    Before,

    /// <summary><c>&gt;</c>: canonically after.</summary>
    After,

    /// <summary><c>==</c></summary>
    SameSlots,

    /// <summary><c>##</c></summary>
    DifferentSlots,

    /// <summary><c>&amp;&amp;</c></summary>
    Overlaps,

    /// <summary><c>||</c></summary>
    Disjoint,

    /// <summary><c>[[</c></summary>
    Embeds,

    /// <summary><c>]]</c></summary>
    EmbeddedIn,

    /// <summary><c>&lt;&lt;</c>: ends before the other starts.</summary>
    EndsBefore,

    /// <summary><c>&gt;&gt;</c>: starts after the other ends.</summary>
    StartsAfter,

    /// <summary><c>=:</c>, <c>=k:</c>: first slots at most k apart.</summary>
    StartsNear,

    /// <summary><c>:=</c>, <c>:k=</c>: last slots at most k apart.</summary>
    EndsNear,

    /// <summary><c>::</c>, <c>:k:</c>: both.</summary>
    BoundsNear,

    /// <summary><c>&lt;:</c>, <c>&lt;k:</c>: |last + 1 − first of the other| at most k.</summary>
    PrecedesNear,

    /// <summary><c>:&gt;</c>, <c>:k&gt;</c>: |first − 1 − last of the other| at most k.</summary>
    FollowsNear,
}

/// <summary>Comparisons of two features.</summary>
internal enum FeatureComparison
{
    /// <summary><c>.f=g.</c></summary>
    Equal,

    /// <summary><c>.f#g.</c></summary>
    NotEqual,

    /// <summary><c>.f&lt;g.</c></summary>
    Less,

    /// <summary><c>.f&gt;g.</c></summary>
    Greater,

    /// <summary><c>.f~re~g.</c></summary>
    EqualAfterDeleting,
}

/// <summary>Which edges count.</summary>
internal enum EdgeSense
{
    /// <summary><c>-e&gt;</c>: from left to right.</summary>
    Forward,

    /// <summary><c>&lt;e-</c>: from right to left.</summary>
    Backward,

    /// <summary><c>&lt;e&gt;</c>: either.</summary>
    Either,
}

/// <summary>A relation as bound to a corpus.</summary>
internal abstract record RelationSpec
{
    /// <summary>Depends on slots or ranks. <paramref name="K"/> is 0 but for the nearness operators.</summary>
    internal sealed record OfSlots(SlotOperator Operator, int K) : RelationSpec;

    /// <summary>
    /// Compares feature <paramref name="Left"/> of the left node with <paramref name="Right"/> of the right node;
    /// null stands for <c>otype</c>. Equal and NotEqual take any types, Less and Greater two numbers, the last two texts.
    /// </summary>
    internal sealed record OfFeatures(NodeFeature? Left, FeatureComparison Comparison, NodeFeature? Right, TextPattern? Deleted) : RelationSpec;

    /// <summary>An edge, its value satisfying the condition if there is one.</summary>
    internal sealed record OfEdges(EdgeFeature Feature, EdgeSense Sense, ValueCondition? Condition) : RelationSpec;
}

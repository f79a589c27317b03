namespace ContextFabric.Cli.Searching;

/// <summary>A member of a result, as it is shown.</summary>
/// <param name="Node">The node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Section">Headings of the sections it lies in; empty in a corpus without sections.</param>
/// <param name="Text">Its text, shortened.</param>
/// <param name="Values">Values of the features that were asked for, in the same order.</param>
internal sealed record Member(int Node, string Type, string Section, string Text, IReadOnlyList<FeatureValue> Values)
{
    /// <summary>What stands before the first member of an atom was read.</summary>
    public static Member None { get; } = new(0, string.Empty, string.Empty, string.Empty, []);
}

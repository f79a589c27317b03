namespace ContextFabric;

/// <summary>The text of one node within an explained text.</summary>
/// <param name="Node">The node that was written.</param>
/// <param name="Text">What was written for it.</param>
public sealed record TextContribution(int Node, string Text);

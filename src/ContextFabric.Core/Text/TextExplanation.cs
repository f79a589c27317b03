namespace ContextFabric;

/// <summary>How a text came about.</summary>
/// <param name="Format">Name of the asked-for format, or null.</param>
/// <param name="Descend">The asked-for expansion.</param>
/// <param name="HasFormatter">True when a method wrote the nodes in place of a format.</param>
/// <param name="Nodes">One entry per given node, in the given order.</param>
/// <param name="Text">The whole text.</param>
public sealed record TextExplanation(string? Format, Descend Descend, bool HasFormatter, IReadOnlyList<TextExplanationNode> Nodes, string Text);

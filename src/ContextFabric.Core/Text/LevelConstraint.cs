namespace ContextFabric;

/// <summary>One member of <c>levelConstraints</c>: a type that must come after others in the order of types.</summary>
/// <param name="Smaller">Type that must be the smaller one.</param>
/// <param name="Biggers">Types it must follow.</param>
/// <param name="Text">The constraint as written, trimmed.</param>
public sealed record LevelConstraint(string Smaller, IReadOnlyList<string> Biggers, string Text);

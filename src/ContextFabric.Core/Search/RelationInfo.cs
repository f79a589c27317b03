namespace ContextFabric;

/// <summary>A relation operator, for people.</summary>
/// <param name="Operator">As written; <c>k</c> stands for a number.</param>
/// <param name="Meaning">What <c>a operator b</c> says.</param>
/// <param name="Converse">The operator that says the same of <c>b</c> and <c>a</c>.</param>
/// <param name="Feature">Edge feature of an edge operator, or null.</param>
/// <param name="TakesValue">True when a value condition may follow the feature name.</param>
public sealed record RelationInfo(string Operator, string Meaning, string Converse, string? Feature, bool TakesValue);

namespace ContextFabric;

/// <summary>Writes one node as text in place of a text format; null counts as empty.</summary>
/// <param name="node">A node of the corpus.</param>
public delegate string? NodeFormatter(int node);

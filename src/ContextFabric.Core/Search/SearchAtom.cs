using ContextFabric.Templates;

namespace ContextFabric;

/// <summary>What a member of every result stands for.</summary>
/// <param name="Index">Position within a result.</param>
/// <param name="Name">Name given in the template, or null.</param>
/// <param name="Type">Type or set, as written.</param>
/// <param name="Range">Where the atom stands in the template.</param>
public sealed record SearchAtom(int Index, string? Name, string Type, TextRange Range);

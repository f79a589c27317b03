namespace ContextFabric.Templates;

/// <summary>A stretch of one line of a template.</summary>
/// <param name="Line">1-based line; all lines count, blank ones and comments too.</param>
/// <param name="Column">1-based column of the first character, counted in UTF-16 units.</param>
/// <param name="Length">Number of characters; 0 = a place between characters.</param>
public readonly record struct TextRange(int Line, int Column, int Length);

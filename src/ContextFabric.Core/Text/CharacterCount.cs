using System.Text;

namespace ContextFabric;

/// <summary>How often a character occurs.</summary>
/// <param name="Character">A Unicode code point.</param>
/// <param name="Count">Number of occurrences.</param>
public readonly record struct CharacterCount(Rune Character, long Count);

namespace ContextFabric;

/// <summary>A part of a <see cref="TextTemplate"/>.</summary>
/// <param name="Names">Features of a variable, tried from left to right; empty for literal text.</param>
/// <param name="Text">The literal text, or the default of the variable.</param>
internal readonly record struct TextPiece(string[] Names, string Text);

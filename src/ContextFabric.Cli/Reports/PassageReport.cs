namespace ContextFabric.Cli.Reports;

/// <summary>A passage of text.</summary>
/// <param name="Section">Its headings.</param>
/// <param name="Node">The section node.</param>
/// <param name="Type">Its type.</param>
/// <param name="Format">Name of the text format.</param>
/// <param name="Text">The text.</param>
internal sealed record PassageReport(string Section, int Node, string Type, string? Format, string Text);

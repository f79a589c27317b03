namespace ContextFabric;

/// <summary>A text format as written in <c>otext</c>: the value of a key <c>fmt:name</c>.</summary>
/// <param name="Name">Name without the prefix <c>fmt:</c>.</param>
/// <param name="Template">Template text, raw: untrimmed and with its escapes.</param>
/// <param name="Source">The file that defines it; the last one wins.</param>
/// <param name="Line">1-based line in that file, 0 when unknown.</param>
public sealed record OtextFormat(string Name, string Template, OtextSource Source, int Line);

namespace ContextFabric;

/// <summary>A language in which the sections of the highest level have names.</summary>
/// <param name="Code">Language code from the metadata of the feature; "" when none is declared.</param>
/// <param name="Name">Name of the language in that language, or <c>default</c>.</param>
/// <param name="EnglishName">Name of the language in English, or <c>default</c>.</param>
/// <param name="Feature">Feature that holds the names.</param>
public sealed record SectionLanguage(string Code, string Name, string EnglishName, string Feature);

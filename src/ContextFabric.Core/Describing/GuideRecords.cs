namespace ContextFabric.Describing;

/// <summary>The guide to the search language, in overview.</summary>
/// <param name="Summary">The language in two sentences.</param>
/// <param name="Sections">Its topics.</param>
/// <param name="Hint">How to go on.</param>
public sealed record GuideIndex(string Summary, IReadOnlyList<string> Sections, string Hint);

/// <summary>A topic of the guide.</summary>
/// <param name="Section">The topic.</param>
/// <param name="Content">Its text, in Markdown.</param>
/// <param name="Examples">The templates in it.</param>
public sealed record GuideTopic(string Section, string Content, IReadOnlyList<GuideExample> Examples);

/// <summary>A template made of types, features and values of the corpus.</summary>
/// <param name="Template">The template.</param>
/// <param name="Meaning">What it finds.</param>
public sealed record GuideExample(string Template, string Meaning);

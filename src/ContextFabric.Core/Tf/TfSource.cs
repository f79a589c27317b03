namespace ContextFabric.Tf;

/// <summary>One <c>.tf</c> file that holds a feature.</summary>
/// <param name="Name">Feature name: the file name without its last extension.</param>
/// <param name="Path">Full path of the file.</param>
public sealed record TfSource(string Name, string Path);

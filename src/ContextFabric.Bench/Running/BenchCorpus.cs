namespace ContextFabric.Bench.Running;

/// <summary>A corpus to measure with.</summary>
/// <param name="Name">Name of its folder; stands in every row.</param>
/// <param name="Folder">Folder with its <c>.tf</c> files; null when only the store is there.</param>
/// <param name="Store">Its store as it was found; null when it has none. See <see cref="BenchRun.CacheOfAsync"/>.</param>
/// <param name="SourceBytes">Size of the <c>.tf</c> files; null when they are not there.</param>
internal sealed record BenchCorpus(string Name, string? Folder, string? Store, long? SourceBytes);

using ContextFabric.Storage;

namespace ContextFabric.Store;

/// <summary>An open store with its metadata.</summary>
/// <param name="Arrays">Its arrays.</param>
/// <param name="Meta">Its metadata.</param>
internal sealed record OpenStore(ArrayStore Arrays, StoreMeta Meta);

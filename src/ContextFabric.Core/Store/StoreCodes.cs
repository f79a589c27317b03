namespace ContextFabric.Store;

/// <summary>Diagnostic ids about stores and compiling them, CF1500–CF1599; see <c>docs/diagnostics.md</c>.</summary>
internal static class StoreCodes
{
    /// <summary>A store does not match its sources and is used all the same.</summary>
    public const string Stale = "CF1500";

    /// <summary>A store is on a file system beyond this machine's own disks.</summary>
    public const string Remote = "CF1502";

    /// <summary>A store cannot be mapped and was read into private memory.</summary>
    public const string NotMapped = "CF1503";

    /// <summary>The embedders of all nodes together are more than a store can hold.</summary>
    public const string TooManyEmbedders = "CF1501";
}

namespace ContextFabric.Store;

/// <summary>Names of the arrays of a store; see <c>docs/store-format.md</c>.</summary>
internal static class StoreKeys
{
    /// <summary>Per non-slot node: 1-based position of its type in the metadata, where the slot type is 0.</summary>
    public const string Types = "warp/otype";
    public const string FirstSlots = "warp/first";
    public const string LastSlots = "warp/last";
    public const string Gapped = "warp/gapped";
    public const string GappedIndptr = "warp/gapped_indptr";
    public const string GappedSlots = "warp/gapped_slots";
    public const string Order = "computed/order";
    public const string Rank = "computed/rank";
    public const string TypeOrder = "computed/type_order";
    public const string LevUpOffsets = "computed/levup_offset";
    public const string LevUpLengths = "computed/levup_length";
    public const string LevUpPool = "computed/levup_pool";
    public const string EndingIndptr = "computed/ending_indptr";
    public const string EndingNodes = "computed/ending_nodes";

    public static string Feature(string name, string part) => $"features/{name}/{part}";

    public static string Edge(string name, string part) => $"edges/{name}/{part}";
}

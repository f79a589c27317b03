namespace ContextFabric.Bench.Running;

/// <summary>Whether the files of a corpus were in memory when a measurement began. Stands in every row.</summary>
internal static class CacheState
{
    /// <summary>All files were read before.</summary>
    public const string Warm = "warm";

    /// <summary>The system dropped them, and less than 1 % was seen to be left.</summary>
    public const string Cold = "cold";

    /// <summary>The system was asked to drop them, and either cannot be asked what is left, or kept more than 1 %.</summary>
    public const string ColdUnverified = "cold-unverified";
}

/// <summary>The states that a run is asked to measure in.</summary>
[Flags]
internal enum CacheChoice
{
    None = 0,
    Warm = 1,
    Cold = 2,
    Both = Warm | Cold,
}

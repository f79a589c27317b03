namespace ContextFabric;

/// <summary>Which sections are wanted for a node.</summary>
public readonly record struct SectionOptions
{
    /// <summary>True: look at the last slot of the node instead of the first.</summary>
    public bool LastSlot { get; init; }

    /// <summary>True: for a section node give the lower levels too, at its first (or last) slot.</summary>
    public bool FillUp { get; init; }

    /// <summary>Give at most this many levels; null = all.</summary>
    public int? Level { get; init; }
}

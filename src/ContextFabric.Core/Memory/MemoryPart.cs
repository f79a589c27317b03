namespace ContextFabric;

/// <summary>What a part of a store is for.</summary>
public enum MemoryGroup
{
    /// <summary>Types and slots of the nodes.</summary>
    Warp,

    /// <summary>What is derived from these: order, embedders and embedded.</summary>
    Computed,

    /// <summary>Values of nodes.</summary>
    NodeFeature,

    /// <summary>Edges and their values.</summary>
    EdgeFeature,

    /// <summary>Index of the text: sections, structure, characters.</summary>
    TextIndex,

    /// <summary>Members that are no arrays: format marker and metadata.</summary>
    Metadata,

    /// <summary>What lies between the members: headers, padding, directory.</summary>
    Layout,
}

/// <summary>How the parts of a store are put together in a report.</summary>
public enum MemoryGrouping
{
    /// <summary>Each array by itself.</summary>
    Array,

    /// <summary>All arrays of a feature together; of the rest, all of a group.</summary>
    Feature,

    /// <summary>All of a <see cref="MemoryGroup"/> together.</summary>
    Group,
}

/// <summary>An array, or several taken together. Sizes in bytes.</summary>
public sealed record MemoryPart
{
    /// <summary>Name of the array, the feature or the group.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required MemoryGroup Group { get; init; }

    /// <summary>Number of arrays; 0 for what is no array.</summary>
    public required int Arrays { get; init; }

    /// <summary>Element type in numpy's notation, e.g. <c>&lt;i4</c>; null for several arrays and for what is none.</summary>
    public string? ElementType { get; init; }

    /// <summary>Number of elements; null as for <see cref="ElementType"/>.</summary>
    public long? Count { get; init; }

    /// <summary>Length on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of it in the page cache, whoever brought them in; null where the system cannot tell.</summary>
    public long? Resident { get; init; }

    /// <summary>Bytes of it in the page table of this process; null where the system cannot tell.</summary>
    public long? Mapped { get; init; }

    /// <summary>Several as one.</summary>
    internal static MemoryPart Sum(string name, IReadOnlyCollection<MemoryPart> parts) => new()
    {
        Name = name,
        Group = parts.First().Group,
        Arrays = parts.Sum(p => p.Arrays),
        Bytes = parts.Sum(p => p.Bytes),
        Resident = Sum(parts.Select(p => p.Resident)),
        Mapped = Sum(parts.Select(p => p.Mapped)),
    };

    /// <summary>A sum, unknown when one of the terms is.</summary>
    internal static long? Sum(IEnumerable<long?> terms) => terms.Aggregate((long?)0, (sum, term) => sum + term);
}

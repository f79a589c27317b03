using ContextFabric.Storage;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric;

/// <summary>A store in memory. Sizes in bytes.</summary>
public sealed record StoreMemory
{
    private const string Features = "features/";
    private const string Edges = "edges/";

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its length: the sum over <see cref="Parts"/>.</summary>
    public required long Bytes { get; init; }

    /// <summary>Where its data are.</summary>
    public required Residence Residence { get; init; }

    /// <summary>False when it was read into private memory instead of mapped.</summary>
    public bool IsMapped => Residence == Residence.Mapped;

    /// <summary>Why it was read although it was to be mapped; null when it was not.</summary>
    public string? MappingRefusal { get; init; }

    /// <summary>The file system that it is on.</summary>
    public required FileSystem FileSystem { get; init; }

    /// <summary>Bytes of it in the page cache, whoever brought them in; null where the system cannot tell.</summary>
    public long? Resident { get; init; }

    /// <summary>Bytes of it in the page table of this process; null where the system cannot tell.</summary>
    public long? Mapped { get; init; }

    /// <summary>
    /// What the kernel accounts for the mapping as a whole; null where it does not, and for a store on the managed heap,
    /// which shares its ranges with other objects.
    /// </summary>
    public MappingMemory? Mapping { get; init; }

    /// <summary>Its arrays and other members in file order, then what lies between them.</summary>
    public required IReadOnlyList<MemoryPart> Parts { get; init; }

    internal static StoreMemory Of(ArrayStore store)
    {
        // first of all, because looking closer brings pages in
        MappingMemory? mapping = store is { Residence: not Residence.ManagedHeap, Mapping: { Length: > 0 } mapped } ? MappingMemory.Of(mapped) : null;
        StoreResidency residency = store.Residency();
        List<MemoryPart> parts = [.. residency.Members.Select(ToPart)];
        parts.Add(new MemoryPart
        {
            Name = "headers and padding",
            Group = MemoryGroup.Layout,
            Arrays = 0,
            Bytes = residency.Bytes - parts.Sum(p => p.Bytes),
            Resident = residency.ResidentBytes - MemoryPart.Sum(parts.Select(p => p.Resident)),
            Mapped = residency.MappedBytes - MemoryPart.Sum(parts.Select(p => p.Mapped)),
        });
        return new StoreMemory
        {
            Path = store.Path,
            Bytes = residency.Bytes,
            Residence = store.Residence,
            MappingRefusal = store.MappingRefusal,
            FileSystem = FileSystem.Of(store.Path),
            Resident = residency.ResidentBytes,
            Mapped = residency.MappedBytes,
            Mapping = mapping,
            Parts = parts,
        };
    }

    /// <summary>The feature that an array belongs to; null when it belongs to none.</summary>
    internal static string? FeatureOf(MemoryPart part)
    {
        int start = part.Group switch { MemoryGroup.NodeFeature => Features.Length, MemoryGroup.EdgeFeature => Edges.Length, _ => 0 };
        return start == 0 ? null : part.Name[start..part.Name.LastIndexOf('/')];
    }

    private static MemoryPart ToPart(MemberResidency member) => new()
    {
        Name = member.Key,
        Group = GroupOf(member),
        Arrays = member.Descr is null ? 0 : 1,
        ElementType = member.Descr,
        Count = member.Descr is null ? null : member.Count,
        Bytes = member.Bytes,
        Resident = member.ResidentBytes,
        Mapped = member.MappedBytes,
    };

    private static MemoryGroup GroupOf(MemberResidency member) => member.Descr is null ? MemoryGroup.Metadata : member.Key switch
    {
        _ when member.Key.StartsWith(Features, StringComparison.Ordinal) => MemoryGroup.NodeFeature,
        _ when member.Key.StartsWith(Edges, StringComparison.Ordinal) => MemoryGroup.EdgeFeature,
        _ when member.Key.StartsWith("warp/", StringComparison.Ordinal) => MemoryGroup.Warp,
        _ when member.Key.StartsWith("computed/", StringComparison.Ordinal) => MemoryGroup.Computed,
        _ => MemoryGroup.TextIndex,
    };
}

/// <summary>What the kernel accounts for a mapped store. Bytes; see <see cref="ProcessMemory"/> for the terms.</summary>
public sealed record MappingMemory
{
    /// <summary>In memory and in the page table of this process.</summary>
    public required long Rss { get; init; }

    /// <summary>As <see cref="Rss"/>, each page divided by the number of processes that map it.</summary>
    public required long Pss { get; init; }

    /// <summary>Pages that others map too.</summary>
    public required long Shared { get; init; }

    /// <summary>Unchanged pages that only this process maps just now. The next process that maps them shares them.</summary>
    public required long PrivateClean { get; init; }

    /// <summary>
    /// Changed pages of this process alone. For a mapped store none, save for a file that was written just now: its
    /// pages count as changed until they are on disk.
    /// </summary>
    public required long PrivateDirty { get; init; }

    /// <summary>Moved to swap: nothing, for a mapped store.</summary>
    public required long Swap { get; init; }

    internal static MappingMemory? Of(MappedFile file)
    {
        IReadOnlyList<MemoryMapping>? ranges = SmapsMap.FindAt(Environment.ProcessId, (ulong)file.Address, file.Length);
        return ranges is null or [] ? null : new MappingMemory
        {
            Rss = ranges.Sum(r => r.Rss),
            Pss = ranges.Sum(r => r.Pss),
            Shared = ranges.Sum(r => r.SharedClean + r.SharedDirty),
            PrivateClean = ranges.Sum(r => r.PrivateClean),
            PrivateDirty = ranges.Sum(r => r.PrivateDirty),
            Swap = ranges.Sum(r => r.Swap),
        };
    }
}

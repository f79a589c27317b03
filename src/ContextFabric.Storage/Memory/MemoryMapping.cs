namespace ContextFabric.Storage.Memory;

/// <summary>One range of a process's address space, from <c>/proc/PID/smaps</c>. Sizes in bytes.</summary>
public sealed record MemoryMapping
{
    /// <summary>Address of the first byte.</summary>
    public required ulong Start { get; init; }

    /// <summary>Address behind the last byte.</summary>
    public required ulong End { get; init; }

    /// <summary>Permissions as the kernel prints them: <c>r--s</c> is read-only and shared.</summary>
    public required string Permissions { get; init; }

    /// <summary>Where in the file the range begins.</summary>
    public required long FileOffset { get; init; }

    /// <summary>Inode of the file; 0 when the range stands for no file.</summary>
    public required long Inode { get; init; }

    /// <summary>Path of the file, a name such as <c>[heap]</c>, or empty.</summary>
    public required string Path { get; init; }

    /// <summary>True when the file was unlinked or replaced since it was mapped.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>Kernel flags of the range, for instance <c>rd mr me ms dc</c>.</summary>
    public required IReadOnlyList<string> VmFlags { get; init; }

    /// <summary>Bytes in memory and mapped by this process.</summary>
    public required long Rss { get; init; }

    /// <summary>As <see cref="Rss"/>, each page divided by the number of processes that map it.</summary>
    public required long Pss { get; init; }

    /// <summary>Unchanged pages that others map too.</summary>
    public required long SharedClean { get; init; }

    /// <summary>Changed pages that others map too.</summary>
    public required long SharedDirty { get; init; }

    /// <summary>Unchanged pages of this process alone.</summary>
    public required long PrivateClean { get; init; }

    /// <summary>Changed pages of this process alone.</summary>
    public required long PrivateDirty { get; init; }

    /// <summary>Pages that stand for no file.</summary>
    public required long Anonymous { get; init; }

    /// <summary>File pages mapped through huge page-table entries.</summary>
    public required long FilePmdMapped { get; init; }

    /// <summary>Bytes of the range that were moved to swap; file pages never are.</summary>
    public long Swap { get; init; }

    /// <summary>Length of the range.</summary>
    public long Length => (long)(End - Start);

    /// <summary>
    /// True for a range that is mapped shared, can be read, and can neither be written nor be made
    /// writable: how a corpus file has to be mapped.
    /// </summary>
    public bool IsSharedReadOnly =>
        Permissions is ['r', '-', _, 's'] && !VmFlags.Contains("wr") && !VmFlags.Contains("mw");
}

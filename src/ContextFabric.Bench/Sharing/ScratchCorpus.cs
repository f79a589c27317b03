using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// Copies of the stores that nobody else maps, for the parts that drop pages, replace files or write. What a worker has of
/// them is read by path.
/// </summary>
internal sealed class ScratchCorpus
{
    private ScratchCorpus(IReadOnlyList<string> files) => Files = files;

    public IReadOnlyList<string> Files { get; }

    public long Bytes => Files.Sum(f => new FileInfo(f).Length);

    /// <summary>Copies the stores, and waits until the copies are on the disk.</summary>
    public static async Task<ScratchCorpus> CreateAsync(SharingContext context, string name, CancellationToken cancellationToken)
    {
        long free = new DriveInfo(context.Scratch.Path).AvailableFreeSpace;
        if (free < context.StoreBytes)
        {
            throw new SharingException($"{context.Scratch.Path} has {Amount.Mib(free)} free, a copy of the corpus needs {Amount.Mib(context.StoreBytes)}; name another folder with --scratch");
        }

        var files = new List<string>();
        foreach (string store in context.Stores)
        {
            files.Add(await context.Scratch.CopyAsync(store, $"{name}-{files.Count}.cfm", cancellationToken).ConfigureAwait(false));
        }

        return new ScratchCorpus(files);
    }

    /// <summary>Bytes of the copies in the page cache; null where the system cannot tell.</summary>
    public long? ResidentBytes() => Files.Aggregate((long?)0, (sum, file) => sum + PageCache.ResidentBytes(file));

    /// <summary>Asks the system to drop the copies; bytes that stayed, null where it cannot.</summary>
    public long? TryEvict() => Files.Aggregate((long?)0, (sum, file) => sum + PageCache.TryEvict(file));

    /// <summary>What processes have of the copies.</summary>
    public IReadOnlyList<MappedShare> SharesOf(WorkerGroup group) => [.. group.Workers.Select(w => MappedShare.Of(w.Id, Files))];

    public void Delete()
    {
        foreach (string file in Files)
        {
            File.Delete(file);
        }
    }
}

/// <summary>What a process has of a file, and the counters of what it did for it. Bytes; null is what this system cannot tell.</summary>
internal sealed record MappedShare
{
    public long? Rss { get; init; }

    public long? Pss { get; init; }

    public long? SharedClean { get; init; }

    public long? SharedDirty { get; init; }

    /// <summary>Pages of this process alone.</summary>
    public long? Private { get; init; }

    public long? Anonymous { get; init; }

    /// <summary>USS of the whole process.</summary>
    public long? Uss { get; init; }

    public long? ProcessPss { get; init; }

    public long? MinorFaults { get; init; }

    public long? MajorFaults { get; init; }

    public long? ReadBytes { get; init; }

    /// <summary>Reads it from outside.</summary>
    public static MappedShare Of(int processId, IReadOnlyCollection<string> files)
    {
        if (ProcessMemory.Read(processId) is not { } memory || SmapsMap.Read(processId) is not { } map)
        {
            return new MappedShare();
        }

        List<MemoryMapping> mappings = [.. map.Where(m => files.Contains(m.Path))];
        return new MappedShare
        {
            Rss = mappings.Sum(m => m.Rss),
            Pss = mappings.Sum(m => m.Pss),
            SharedClean = mappings.Sum(m => m.SharedClean),
            SharedDirty = mappings.Sum(m => m.SharedDirty),
            Private = mappings.Sum(m => m.PrivateClean + m.PrivateDirty),
            Anonymous = mappings.Sum(m => m.Anonymous),
            Uss = memory.Uss,
            ProcessPss = memory.Pss,
            MinorFaults = memory.MinorFaults,
            MajorFaults = memory.MajorFaults,
            ReadBytes = memory.ReadBytes,
        };
    }
}

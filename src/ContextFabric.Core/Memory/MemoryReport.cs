using ContextFabric.Storage;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>
/// Where the memory of a process with an open corpus is: the store by array, feature and group, the process as the
/// kernel accounts for it, the managed heap, the cache. Sizes in bytes. What this system cannot tell is null, and
/// <see cref="NotAvailable"/> says why.
/// </summary>
public sealed record MemoryReport
{
    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Size of a page; everything that is in memory is there by whole pages.</summary>
    public required int PageSize { get; init; }

    /// <summary>The stores of the corpus, lowest first.</summary>
    public required IReadOnlyList<StoreMemory> Stores { get; init; }

    /// <summary>The process as a whole; null where the kernel does not account for it.</summary>
    public ProcessMemory? Process { get; init; }

    /// <summary>Memory of the process by the one measure that every system has. Shared pages count in full.</summary>
    public required long WorkingSet { get; init; }

    /// <summary>The managed heap.</summary>
    public required ManagedMemory Managed { get; init; }

    /// <summary>Decoded strings that are kept.</summary>
    public required CacheMemory StringCache { get; init; }

    /// <summary>What was read from disk since the corpus was opened, and how much of it a second time.</summary>
    public required MemoryPressure Pressure { get; init; }

    /// <summary>What is odd about the places of the stores: one sentence each, mostly none.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What could not be told, and why: one sentence each.</summary>
    public required IReadOnlyList<string> NotAvailable { get; init; }

    /// <summary>Length of all stores.</summary>
    public long StoreBytes => Stores.Sum(s => s.Bytes);

    /// <summary>Bytes of the stores in the page cache.</summary>
    public long? Resident => MemoryPart.Sum(Stores.Select(s => s.Resident));

    /// <summary>Bytes of the stores in the page table of this process.</summary>
    public long? Mapped => MemoryPart.Sum(Stores.Select(s => s.Mapped));

    /// <summary>
    /// What the process has to itself beside the stores, and would give back by ending: its private dirty pages.
    /// Clean pages are left out, because they are private only as long as nobody else maps the same file. Program files
    /// that were written just now count as dirty until they are on disk.
    /// </summary>
    public long? PrivateWithoutStores => Process is null || Stores.Any(s => s.Mapping is null)
        ? null
        : Math.Max(0, Process.PrivateDirty - Stores.Sum(s => s.Mapping!.PrivateDirty));

    /// <summary>
    /// Of <see cref="PrivateWithoutStores"/> what is not managed heap: compiled code, stacks, native heaps of the
    /// runtime. Too low by as much of the heap as is committed but was never used.
    /// </summary>
    public long? RuntimePrivate => Managed.Committed is { } committed && PrivateWithoutStores is { } bytes ? Math.Max(0, bytes - committed) : null;

    /// <summary>
    /// The rest of the RSS: pages of program and library files, which all processes that run the same program share.
    /// </summary>
    public long? ProgramFiles => PrivateWithoutStores is { } bytes ? Math.Max(0, Process!.Rss - Stores.Sum(s => s.Mapping!.Rss) - bytes) : null;

    /// <summary>Reports on the process and an open corpus in it. Reads no data of the corpus.</summary>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public static MemoryReport Of(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        corpus.ThrowIfClosed();

        // first of all, because reading the other figures takes heap
        ManagedMemory managed = ManagedMemory.Now();
        StoreMemory[] stores = [.. corpus.Stores.Select(StoreMemory.Of)];
        var report = new MemoryReport
        {
            ProcessId = Environment.ProcessId,
            PageSize = Environment.SystemPageSize,
            Stores = stores,
            Process = ProcessMemory.Read(Environment.ProcessId),
            WorkingSet = Environment.WorkingSet,
            Managed = managed,
            StringCache = CacheMemory.Of(corpus.Strings),
            Pressure = FaultCounters.Now().Since(corpus.FaultsAtOpen),
            Remarks = [.. StorePlace.Findings(corpus.Stores, FileSystem.Of).Select(finding => $"{finding.Path}: {finding.Message}")],
            NotAvailable = [],
        };
        return report with { NotAvailable = [.. report.FindGaps()] };
    }

    /// <summary>The parts of all stores put together as asked, the biggest first. Their sum is <see cref="StoreBytes"/>.</summary>
    public IReadOnlyList<MemoryPart> Parts(MemoryGrouping by)
    {
        IEnumerable<MemoryPart> parts = Stores.SelectMany(s => s.Parts);
        if (by != MemoryGrouping.Array)
        {
            parts = parts
                .GroupBy(part => (part.Group, Feature: by == MemoryGrouping.Feature ? StoreMemory.FeatureOf(part) : null))
                .Select(group => MemoryPart.Sum(group.Key.Feature ?? NameOf(group.Key.Group), [.. group]));
        }

        return [.. parts.OrderByDescending(part => part.Bytes).ThenBy(part => part.Name, StringComparer.Ordinal)];
    }

    /// <summary>A group in words.</summary>
    public static string NameOf(MemoryGroup group) => group switch
    {
        MemoryGroup.Warp => "warp",
        MemoryGroup.Computed => "computed",
        MemoryGroup.NodeFeature => "node features",
        MemoryGroup.EdgeFeature => "edge features",
        MemoryGroup.TextIndex => "text index",
        MemoryGroup.Metadata => "metadata",
        MemoryGroup.Layout => "headers and padding",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    private IEnumerable<string> FindGaps()
    {
        if (Resident is null)
        {
            yield return OperatingSystem.IsLinux()
                ? "resident: the kernel tells which pages of a file are in memory only to those who may write the file"
                : "resident: this system does not tell which pages of a file are in memory";
        }

        if (Mapped is null)
        {
            yield return Stores.All(s => s.Mapping is not null)
                ? "mapped by array: /proc/self/pagemap cannot be read here; the RSS of the mapping is known as a whole"
                : "mapped: this system does not tell which pages a process has mapped";
        }

        if (Stores.Any(s => s.Residence == Residence.ManagedHeap))
        {
            yield return "memory without the stores: a store on the managed heap is part of it";
        }
        else if (Process is null || Stores.Any(s => s.Mapping is null))
        {
            yield return "RSS, PSS, private and swapped memory: only Linux tells them, in /proc/self/smaps, which cannot be read here; the working set counts shared pages in full";
        }

        if (Pressure is { MajorFaults: null } or { FileRefaults: null })
        {
            yield return "reading since the corpus was opened: only Linux counts it, and the pages that are read again after they were evicted";
        }

        if (Managed.Committed is null)
        {
            yield return "committed heap and runtime: known after the first garbage collection";
        }
    }
}

/// <summary>The managed heap of this process. Bytes.</summary>
/// <param name="InUse">Objects, those included that are no longer needed but not collected yet.</param>
/// <param name="Committed">Memory that the heap holds; null before the first collection.</param>
public sealed record ManagedMemory(long InUse, long? Committed)
{
    internal static ManagedMemory Now()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        return new ManagedMemory(GC.GetTotalMemory(forceFullCollection: false), info.Index == 0 ? null : info.TotalCommittedBytes);
    }
}

/// <summary>A cache of decoded values.</summary>
/// <param name="Entries">Values that it keeps now.</param>
/// <param name="Capacity">Values that it can keep.</param>
/// <param name="Bytes">Memory that it takes now; part of the managed heap.</param>
/// <param name="MaxBytes">Memory that it can take at most.</param>
public sealed record CacheMemory(int Entries, int Capacity, long Bytes, long MaxBytes)
{
    internal static CacheMemory Of(StringCache cache)
    {
        (int count, long bytes) = cache.Measure();
        return new CacheMemory(count, cache.Capacity, bytes, cache.MaxBytes);
    }
}

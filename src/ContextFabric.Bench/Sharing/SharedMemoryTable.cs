namespace ContextFabric.Bench.Sharing;

/// <summary>Table 4 of the note, with what was seen.</summary>
internal static class SharedMemoryTable
{
    public static IReadOnlyList<ComparisonRow> Rows(SharedMemoryResult result, string fileSystem)
    {
        return
        [
            new("Backing", "disk file + page cache / RAM (/dev/shm)", $"{fileSystem} file, through the page cache", "tmpfs: memory without a file behind it"),
            new(
                "Persistence",
                "file persists / until unlink or reboot",
                "the file",
                $"{(result.OutlivesMaker ? "outlived" : "did not outlive")} its killed maker; {(result.IsGoneAfterUnlink ? "gone" : "not gone")} after unlink, {(result.StaysReadable ? "still readable" : "not readable")} for those who had it"),
            new("Discovery", "file path / explicit name", "path", "name agreed on, opened as /dev/shm/NAME (.NET has no named maps on Unix)"),
            new("Coordination", "none / must manage lifecycle", "none", "a maker who copies, an end who unlinks, a next start that clears up after a crash"),
            new("Use case", "large read-only data / mutable IPC", "corpora", "data that change"),
        ];
    }

    /// <summary>The figures beside the rows of the note.</summary>
    public static IReadOnlyList<ComparisonRow> Figures(SharedMemoryResult result)
    {
        MechanismFigures file = result.File!;
        MechanismFigures memory = result.SharedMemory!;
        return
        [
            new("sum of RSS", string.Empty, Size(file.Rss), Size(memory.Rss)),
            new("sum of PSS", string.Empty, Size(file.Pss), Size(memory.Pss)),
            new("sum of USS", string.Empty, Size(file.Uss), Size(memory.Uss)),
            new("Shared_Clean of the mapping", string.Empty, Size(file.SharedClean), Size(memory.SharedClean)),
            new("Shared_Dirty of the mapping", string.Empty, Size(file.SharedDirty), Size(memory.SharedDirty)),
            new("in memory after MADV_PAGEOUT", string.Empty, Size(file.ResidentAfterPageOut), Size(memory.ResidentAfterPageOut)),
            new("copied beforehand", string.Empty, "nothing", $"{Amount.Mib(result.CorpusBytes)} in {Amount.Time(result.PublishMilliseconds)}"),
        ];
    }

    private static string Size(long? bytes) => bytes is { } known ? Amount.Mib(known) : "not available";
}

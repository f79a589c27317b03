namespace ContextFabric.Bench.Sharing;

/// <summary>Table 4 of the note, with what was seen.</summary>
internal static class SharedMemoryTable
{
    public static IReadOnlyList<ComparisonRow> Rows(SharedMemoryResult result, string fileSystem)
    {
        MechanismFigures file = result.File!;
        MechanismFigures memory = result.SharedMemory!;
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
            new($"ΣRSS, {result.Workers} workers", "–", Size(file.Rss), Size(memory.Rss)),
            new($"ΣPSS, {result.Workers} workers", "–", Size(file.Pss), Size(memory.Pss)),
            new($"ΣUSS, {result.Workers} workers", "–", Size(file.Uss), Size(memory.Uss)),
            new("Page class", "–", $"Shared_Clean {Size(file.SharedClean)}", $"Shared_Dirty {Size(memory.SharedDirty)}"),
            new("In memory after MADV_PAGEOUT", "–", Size(file.ResidentAfterPageOut), Size(memory.ResidentAfterPageOut)),
            new("Extra cost", "–", "none", $"a copy of {Amount.Mib(result.CorpusBytes)} in {Amount.Time(result.PublishMilliseconds)}"),
        ];
    }

    private static string Size(long? bytes) => bytes is { } known ? Amount.Mib(known) : "not available";
}

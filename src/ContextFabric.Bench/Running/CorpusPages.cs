using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Running;

/// <summary>Brings the files of a corpus into the page cache, or out of it, and looks how much of them is there.</summary>
internal static class CorpusPages
{
    private const double LeftAtMost = 0.01;
    private const int BufferSize = 1 << 20;
    private const string DropFile = "/proc/sys/vm/drop_caches";

    /// <summary>Reads all files once.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static string Warm(IReadOnlyList<string> files)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        foreach (string path in files)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            while (file.Read(buffer) > 0)
            {
            }
        }

        return CacheState.Warm;
    }

    /// <summary>
    /// Asks the system to drop the files, and looks what is left. Files that a process maps cannot be dropped; such
    /// processes are named in a warning.
    /// </summary>
    /// <returns><see cref="CacheState.Cold"/> when less than 1 % is left, else <see cref="CacheState.ColdUnverified"/>.</returns>
    /// <exception cref="BenchException">The files are in a file system that is memory itself, or everything was to be dropped without the right to.</exception>
    public static string Cool(BenchRun run, IReadOnlyList<string> files)
    {
        foreach (string path in files)
        {
            if (FileSystem.Of(path) is { Kind: FileSystemKind.Memory } memory)
            {
                throw new BenchException($"{path} is on a file system in memory ({memory.Name}), which cannot be cold; leave out --cache, or name another folder with --work");
            }

            if (PageCache.FindMappers(path) is { ProcessIds.Count: > 0 } mappers)
            {
                run.Warn($"{Path.GetFileName(path)} is mapped by process {string.Join(", ", mappers.ProcessIds)}: its pages stay in memory, and it is not cold");
            }
        }

        if (run.Options.DropCaches)
        {
            DropAll();
        }

        long? left = 0;
        foreach (string path in files)
        {
            left += PageCache.TryEvict(path);
        }

        return left <= LeftAtMost * files.Sum(path => new FileInfo(path).Length) ? CacheState.Cold : CacheState.ColdUnverified;
    }

    /// <summary>Bytes of the files that are in memory; null where the system does not tell.</summary>
    public static long? ResidentBytes(IReadOnlyList<string> files) =>
        files.Aggregate((long?)0, (sum, path) => sum + PageCache.ResidentBytes(path));

    /// <summary>The same in percent of their size.</summary>
    public static double? ResidentPercent(IReadOnlyList<string> files)
    {
        const double Hundred = 100;
        long bytes = files.Sum(path => new FileInfo(path).Length);
        return bytes == 0 ? null : ResidentBytes(files) * Hundred / bytes;
    }

    private static void DropAll()
    {
        try
        {
            File.WriteAllText(DropFile, "1\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"--drop-caches: {DropFile} cannot be written, which needs root on Linux: {e.Message}", e);
        }
    }
}

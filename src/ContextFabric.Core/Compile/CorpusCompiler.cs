using ContextFabric.Storage;
using ContextFabric.Storage.Files;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Compiles folders of <c>.tf</c> files to stores. The same sources give the same bytes on any machine with any
/// number of threads. A store appears whole or not at all; of several processes that compile one folder at the
/// same time one works and the others wait for it.
/// </summary>
public static class CorpusCompiler
{
    /// <summary>Compiles one folder that holds a whole corpus, unless its store is up to date.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <param name="progress">Told about each step, from any thread.</param>
    /// <param name="cancellationToken">Ends the work; nothing is published then.</param>
    /// <exception cref="CorpusNotFoundException">The folder does not exist or holds no <c>.tf</c> file.</exception>
    /// <exception cref="TfParseException">The sources have errors; nothing was published.</exception>
    public static CompileReport Compile(string folder, CompileOptions? options = null, IProgress<CompileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new CompileOptions();
        TfSourceFolder sources = FindFolder(folder);
        string storePath = options.Output is null ? StorePaths.ForWriting(sources.Path) : Path.GetFullPath(options.Output);
        if (options is { Output: null, Force: false } && StorePaths.For(sources.Path) is string present && present != storePath && IsUpToDate(present, sources))
        {
            // Nothing to do in a folder that cannot be written, so no lock is needed there.
            return UpToDate(present, sources, TimeSpan.Zero);
        }

        return Publish(
            storePath,
            options.Force ? null : () => IsUpToDate(storePath, sources),
            () => new BaseCompilation(sources, storePath, options, progress, cancellationToken).Run(),
            sources,
            progress,
            cancellationToken);
    }

    /// <summary>
    /// Runs a compilation under the lock of its store, unless the store turns out to be up to date once the lock
    /// is held.
    /// </summary>
    internal static CompileReport Publish(string storePath, Func<bool>? isFresh, Func<CompileReport> compile, TfSourceFolder folder, IProgress<CompileProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Directory.CreateDirectory(Path.GetDirectoryName(storePath)!);
        using FolderLock held = FolderLock.Acquire(
            storePath + ".lock",
            owner => progress?.Report(new CompileProgress(folder.Path, $"waiting for {owner}", 0, 0)),
            cancellationToken);
        AtomicFile.RemoveLeftovers(storePath);
        SourceCheck.RemoveLeftovers(storePath);
        if (isFresh?.Invoke() == true)
        {
            return UpToDate(storePath, folder, watch.Elapsed);
        }

        return compile();
    }

    /// <summary>True when there is a readable base store made of the present sources.</summary>
    private static bool IsUpToDate(string storePath, TfSourceFolder folder)
    {
        if (!File.Exists(storePath))
        {
            return false;
        }

        try
        {
            using ArrayStore store = ArrayStore.OpenFile(storePath);
            StoreMeta meta = StoreMeta.Read(store);
            return !meta.IsLayer && SourceCheck.IsFresh(storePath, meta, folder.Sources);
        }
        catch (CorpusFormatException fault) when (fault.Fault != FormatFault.TooNew)
        {
            return false; // An unreadable store is replaced.
        }
    }

    private static CompileReport UpToDate(string storePath, TfSourceFolder folder, TimeSpan elapsed)
    {
        long bytes = folder.Sources.Sum(source => new FileInfo(source.Path).Length);
        return new CompileReport(storePath, false, bytes, new FileInfo(storePath).Length, elapsed, [], []);
    }

    internal static TfSourceFolder FindFolder(string folder)
    {
        TfSourceSet set = TfLocator.Find([folder]);
        if (set.Folders.Count == 0)
        {
            throw new CorpusNotFoundException($"There is no folder {Path.GetFullPath(folder)}.");
        }

        return set.Folders[0].Sources.Count > 0
            ? set.Folders[0]
            : throw new CorpusNotFoundException($"{set.Folders[0].Path} holds no .tf file.");
    }
}

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
        string storePath = options.Output is null ? StorePaths.For(sources.Path) : Path.GetFullPath(options.Output);
        return Publish(
            storePath,
            options.Force ? null : () => FreshMeta(storePath, sources) is { IsLayer: false },
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
            long bytes = folder.Sources.Sum(source => new FileInfo(source.Path).Length);
            return new CompileReport(storePath, false, bytes, new FileInfo(storePath).Length, watch.Elapsed, [], []);
        }

        return compile();
    }

    /// <summary>The metadata of the store of a folder, when there is a readable one made of the present sources.</summary>
    internal static StoreMeta? FreshMeta(string storePath, TfSourceFolder folder)
    {
        if (!File.Exists(storePath))
        {
            return null;
        }

        try
        {
            using ArrayStore store = ArrayStore.OpenFile(storePath);
            StoreMeta meta = StoreMeta.Read(store);
            return SourceCheck.IsFresh(storePath, meta, folder.Sources) ? meta : null;
        }
        catch (CorpusFormatException)
        {
            return null; // An unreadable store is replaced.
        }
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

using System.Diagnostics;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>
/// The one place, within the folder of the results, where a benchmark makes large files that are not results. It is
/// removed at the end; when this program is killed, a helper process removes it.
/// </summary>
internal sealed class BenchScratch : IDisposable
{
    /// <summary>Beginning of the names of such folders.</summary>
    public const string Prefix = "scratch-";
    private const int BufferSize = 1 << 20;
    private readonly Process _keeper;

    private BenchScratch(string path, Process keeper)
    {
        Path = path;
        _keeper = keeper;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Makes a folder.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static BenchScratch Create(BenchRun run)
    {
        string path = run.Folder.File($"{Prefix}{Guid.NewGuid():n}");
        Process keeper = StartKeeper(run.Options.Self ?? SelfCommand.Words(), path);
        Directory.CreateDirectory(path);
        return new BenchScratch(path, keeper);
    }

    /// <summary>Path of a new folder in it, which is not made.</summary>
    public string NewFolder() => System.IO.Path.Combine(Path, Guid.NewGuid().ToString("n"));

    /// <summary>Copies a file and waits until the copy is on the disk: what is not written yet cannot be dropped from memory.</summary>
    public async Task<string> CopyAsync(string source, CancellationToken cancellationToken)
    {
        string target = System.IO.Path.Combine(Directory.CreateDirectory(NewFolder()).FullName, System.IO.Path.GetFileName(source));
        await using FileStream from = new(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
        await using FileStream to = new(target, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
        await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
        to.Flush(flushToDisk: true);
        return target;
    }

    /// <summary>Removes a folder and all that is in it, if it is there.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        try
        {
            Remove(Path);
        }
        catch (IOException)
        {
            // somebody who is just being ended still writes in it; the keeper tries again
        }

        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }

    private static Process StartKeeper(IReadOnlyList<string> self, string path)
    {
        var start = new ProcessStartInfo(self[0]) { UseShellExecute = false, RedirectStandardInput = true };
        foreach (string word in (IEnumerable<string>)[.. self.Skip(1), BenchWorker.CommandName, ScratchKeeper.Name, path])
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }
}

using System.Diagnostics;
using ContextFabric.Compile;
using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>
/// Makes synthetic corpora of any size. Equal options give equal bytes, on any machine and at any time. Everything
/// is first made in a folder beside the target, so that the target appears whole or not at all.
/// </summary>
public static class SyntheticCorpus
{
    private const string TypesFile = TfNames.Types + TfLocator.Extension;

    /// <summary>
    /// Writes a folder of <c>.tf</c> files. Memory does not grow with the number of slots; it takes 12 bytes per
    /// different value of one feature, and at most 32 MB for lexemes.
    /// </summary>
    /// <param name="folder">The folder; what it lies in must exist or be possible to create.</param>
    /// <param name="options">What to make.</param>
    /// <param name="overwrite">Replace the <c>.tf</c> files of a folder that has something in it; other files stay.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it then.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The folder is not empty and not to be overwritten, or cannot be written.</exception>
    public static SyntheticReport Write(string folder, SyntheticCorpusOptions options, bool overwrite = false, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        folder = Checked(folder, options);
        if (File.Exists(folder))
        {
            throw new IOException($"{folder} is a file; a corpus of .tf files needs a folder.");
        }

        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"{folder} is not empty.");
        }

        return Beside(folder, staging =>
        {
            SyntheticReport report = Make(staging, options, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Publish(staging, folder);
            return report with { Path = folder };
        });
    }

    /// <summary>Writes a store. The <c>.tf</c> files that it is compiled from are deleted again.</summary>
    /// <param name="path">The store file.</param>
    /// <param name="options">What to make.</param>
    /// <param name="overwrite">Replace a file that exists; processes that have it open keep the old one.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it then.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file exists and is not to be overwritten, or cannot be written.</exception>
    public static SyntheticReport WriteStore(string path, SyntheticCorpusOptions options, bool overwrite = false, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        path = Checked(path, options);
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder; a store is a file.");
        }

        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"{path} exists already.");
        }

        return Beside(path, staging =>
        {
            SyntheticReport report = Make(staging, options, progress, cancellationToken);
            CompileReport compiled = CorpusCompiler.Compile(
                staging,
                new CompileOptions { Output = Path.Combine(staging, "store", "corpus.cfm") },
                progress is null ? null : new CompileSteps(progress),
                cancellationToken);
            File.Move(compiled.StorePath, path, overwrite);
            return report with { Path = path, Compilation = compiled with { StorePath = path } };
        });
    }

    private static string Checked(string path, SyntheticCorpusOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }

    private static SyntheticReport Make(string folder, SyntheticCorpusOptions options, IProgress<SyntheticProgress>? progress, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        var plan = new SyntheticPlan(options, progress, cancellationToken);
        plan.Run(folder);
        SyntheticTypeCount[] types = [.. plan.Bodies.Ranges.Select(static range => new SyntheticTypeCount(range.Name, range.Last - range.First + 1))];
        long bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(static file => file.Length);
        return new SyntheticReport(folder, types, plan.Bodies.Gapped, plan.Bodies.EdgeCount, bytes, Stopwatch.GetElapsedTime(begin), null);
    }

    /// <summary>Lends a folder on the file system of the target and deletes it, whatever happens.</summary>
    private static SyntheticReport Beside(string target, Func<string, SyntheticReport> work)
    {
        string parent = Path.GetDirectoryName(target) ?? throw new IOException($"{target} is not a place for a corpus.");
        bool isNew = !Directory.Exists(parent);
        string staging = Path.Combine(parent, $".{Path.GetFileName(target)}.tmp-{Guid.NewGuid():N}");
        bool isDone = false;
        try
        {
            Directory.CreateDirectory(staging);
            SyntheticReport report = work(staging);
            isDone = true;
            return report;
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            if (!isDone && isNew && Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            {
                Directory.Delete(parent);
            }
        }
    }

    private static void Publish(string staging, string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }

        if (!Directory.Exists(folder))
        {
            Directory.Move(staging, folder);
            return;
        }

        // types go first and come last: in between nobody takes a mixture of two corpora for one
        File.Delete(Path.Combine(folder, TypesFile));
        foreach (string old in Directory.GetFiles(folder, "*" + TfLocator.Extension))
        {
            File.Delete(old);
        }

        foreach (string file in Directory.GetFiles(staging).OrderBy(static file => Path.GetFileName(file) == TypesFile))
        {
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    private sealed class CompileSteps(IProgress<SyntheticProgress> progress) : IProgress<CompileProgress>
    {
        public void Report(CompileProgress value) => progress.Report(new SyntheticProgress("compiling " + value.Step, value.Done, value.Total));
    }
}

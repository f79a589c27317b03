using System.Text;
using ContextFabric.Bench.Workers;
using ContextFabric.Compile;
using ContextFabric.Store;

namespace ContextFabric.Bench.Running;

/// <summary>A corpus in the compiled form of one subject.</summary>
/// <param name="Path">What the subject is told to open.</param>
/// <param name="Files">The files that hold it, links resolved.</param>
internal sealed record SubjectCache(string Path, IReadOnlyList<string> Files)
{
    /// <summary>Size of the files.</summary>
    public long Bytes => Files.Sum(file => new FileInfo(file).Length);
}

/// <summary>
/// Compiled corpora, made before anything is timed. The product's store beside the sources is used when it is up to date;
/// everything else is made below the work folder, peers get a copy of the sources there, and it is kept for later runs.
/// </summary>
internal sealed class SubjectCaches(BenchRun run)
{
    private const string PreparedFile = ".bench-prepared";

    // peers may take many minutes to make what they open in seconds ever after
    private static readonly TimeSpan s_preparation = TimeSpan.FromHours(1);
    private readonly Dictionary<(string, string), SubjectCache> _known = [];
    private readonly string _work = Path.GetFullPath(run.Options.Work ?? Path.Combine(StorePaths.UserCache, "bench"));

    public async Task<SubjectCache> GetAsync(Subject subject, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        (string, string) key = (subject.IsPeer ? subject.Name : string.Empty, corpus.Name);
        if (!_known.TryGetValue(key, out SubjectCache? cache))
        {
            cache = subject.IsPeer
                ? await PreparePeerAsync(subject, corpus, cancellationToken).ConfigureAwait(false)
                : PrepareStore(corpus, cancellationToken);
            _known[key] = cache;
            run.Note(corpus.Name, Storage.Files.FileSystem.Of(cache.Path).Name);
        }

        return cache;
    }

    private SubjectCache PrepareStore(BenchCorpus corpus, CancellationToken cancellationToken)
    {
        string store = corpus.Store is not null && IsFresh(corpus) ? corpus.Store : Compile(corpus, cancellationToken);
        return new SubjectCache(store, [RealPath.Of(store)]);
    }

    // closed at once: nothing in this process may map a store while workers are measured
    private static bool IsFresh(BenchCorpus corpus)
    {
        bool isFresh = true;
        try
        {
            using Corpus opened = Corpus.Open(corpus.Folder ?? corpus.Store!, new CorpusOptions { CacheMode = CacheMode.Never, Warning = _ => isFresh = false });
            return isFresh && opened.Stores.Count == 1;
        }
        catch (Exception e) when (corpus.Folder is not null && e is Storage.CorpusFormatException or ContextFabricException)
        {
            return false; // it is made anew
        }
    }

    private string Compile(BenchCorpus corpus, CancellationToken cancellationToken)
    {
        string folder = corpus.Folder ?? throw new BenchException($"{corpus.Store} cannot be used, and its sources are not there");
        string store = Path.Combine(FolderFor("stores", corpus), "corpus.cfm");
        run.Step($"{corpus.Name}: compiling, unless {store} is up to date");
        return CorpusCompiler.Compile(folder, new CompileOptions { Output = store }, progress: null, cancellationToken).StorePath;
    }

    private async Task<SubjectCache> PreparePeerAsync(Subject subject, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        string folder = corpus.Folder ?? throw new BenchException($"{corpus.Name}: the peer '{subject.Name}' needs the .tf files, and there is only {corpus.Store}");
        string own = FolderFor(subject.Name, corpus);
        string stamp = Fingerprint(subject, folder);
        string prepared = Path.Combine(own, PreparedFile);
        if (!File.Exists(prepared) || await File.ReadAllTextAsync(prepared, cancellationToken).ConfigureAwait(false) != stamp)
        {
            run.Step($"{corpus.Name}: {subject.Name} makes its own cache in {own}");
            if (Directory.Exists(own))
            {
                Directory.Delete(own, recursive: true);
            }

            Directory.CreateDirectory(own);
            foreach (string file in Directory.EnumerateFiles(folder, "*.tf"))
            {
                File.Copy(file, Path.Combine(own, Path.GetFileName(file)));
            }

            WorkerLaunch launch = subject.Launch(s_preparation, processors: null, Path.Combine(run.Folder.Logs, $"prepare-{corpus.Name}-{subject.Name}.txt"));
            using (WorkerClient worker = await WorkerClient.StartAsync(launch, cancellationToken).ConfigureAwait(false))
            {
                run.Guard(worker.ProcessId);
                await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Open, Path = own, Features = FeatureSelection.All }, cancellationToken).ConfigureAwait(false);
                await worker.ExitAsync(cancellationToken).ConfigureAwait(false);
            }

            await File.WriteAllTextAsync(prepared, stamp, cancellationToken).ConfigureAwait(false);
        }

        string[] files = [.. Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != PreparedFile).Order(StringComparer.Ordinal)];
        string[] made = [.. files.Where(file => Path.GetDirectoryName(file) != own)];
        return new SubjectCache(own, [.. (made.Length > 0 ? made : files).Select(RealPath.Of)]);
    }

    private string FolderFor(string kind, BenchCorpus corpus)
    {
        byte[] name = Encoding.UTF8.GetBytes(corpus.Folder ?? corpus.Store!);
        return Path.Combine(_work, kind, $"{corpus.Name}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(name))[..12]}");
    }

    private static string Fingerprint(Subject subject, string folder)
    {
        var text = new StringBuilder().AppendJoin(' ', subject.Command).Append('\n');
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.tf").OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        }

        return text.ToString();
    }
}

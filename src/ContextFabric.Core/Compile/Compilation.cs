using System.Diagnostics;
using System.IO.Hashing;
using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// What compiling a base and compiling a layer have in common: headers, the pipeline of features, derived data,
/// the metadata, publication. One object compiles one folder once.
/// </summary>
internal abstract class Compilation(TfSourceFolder folder, string storePath, CompileOptions options, IProgress<CompileProgress>? progress, CancellationToken cancellationToken)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<CompilePhase> _phases = [];
    private readonly Lock _reporting = new();
    private readonly string _stamp = SourceCheck.Stamp(folder.Sources);
    private long _done;

    protected TfSourceFolder Folder { get; } = folder;

    protected DiagnosticBag Bag { get; } = new();

    protected TfReadOptions ReadOptions { get; } = new() { Lenient = options.Lenient };

    protected bool Lenient { get; } = options.Lenient;

    protected CancellationToken CancellationToken { get; } = cancellationToken;

    protected IReadOnlyDictionary<string, TfHeader> Headers { get; private set; } = new Dictionary<string, TfHeader>();

    private long TotalBytes { get; } = folder.Sources.Sum(source => new FileInfo(source.Path).Length);

    /// <summary>Compiles the folder and publishes its store.</summary>
    /// <exception cref="TfParseException">The sources have errors; nothing was published.</exception>
    public CompileReport Run()
    {
        Headers = ReadHeaders();
        using var writer = new ContainerWriter(storePath, StoreMeta.Marker);
        StoreMeta meta = Build(writer);
        Measure("publish", () =>
        {
            var last = new MemberBatch();
            meta.Write(last);
            writer.Append(last);
            CancellationToken.ThrowIfCancellationRequested();
            writer.Publish();
        });
        SourceCheck.Remember(storePath, meta, _stamp);
        progress?.Report(new CompileProgress(Folder.Path, "", TotalBytes, TotalBytes));
        return new CompileReport(storePath, true, TotalBytes, new FileInfo(storePath).Length, _watch.Elapsed, _phases, Bag.ToList());
    }

    /// <summary>Writes all members but the metadata, which it returns.</summary>
    protected abstract StoreMeta Build(ContainerWriter writer);

    /// <summary>
    /// Throws when errors were found, before anything is derived from faulty data. In lenient mode only errors in
    /// the nodes themselves are fatal: other features with errors are left out, and the report names them.
    /// </summary>
    protected void ThrowOnErrors()
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (Lenient ? Bag.HasErrorsIn(TfNames.Types) || Bag.HasErrorsIn(TfNames.Slots) : Bag.HasErrors)
        {
            throw new TfParseException(Bag.ToList());
        }
    }

    protected void Measure(string phase, Action work)
    {
        TimeSpan start = _watch.Elapsed;
        work();
        lock (_reporting)
        {
            _phases.Add(new CompilePhase(phase, _watch.Elapsed - start));
        }
    }

    /// <summary>Tells that a source has been handled.</summary>
    protected void Advance(TfSource source)
    {
        if (progress is null)
        {
            return;
        }

        lock (_reporting)
        {
            _done += new FileInfo(source.Path).Length;
            progress.Report(new CompileProgress(Folder.Path, source.Name, _done, TotalBytes));
        }
    }

    /// <summary>
    /// Reads and encodes features on several threads and appends them in a fixed order: nodes before edges, large
    /// files first (so that no thread is left with one at the end), then by name.
    /// </summary>
    /// <param name="writer">Receives the members.</param>
    /// <param name="pipeline">Reads and encodes one source.</param>
    /// <param name="first">
    /// Work that runs beside the features and whose members come first, so that it writes them itself and at once; may be
    /// null.
    /// </param>
    protected FeatureResults RunFeatures(ContainerWriter writer, FeaturePipeline pipeline, Action<IArrayWriter>? first)
    {
        TfSource[] sources = [.. Folder.Sources
            .Where(source => source.Name is not (TfNames.Types or TfNames.Slots))
            .OrderBy(source => Headers.TryGetValue(source.Name, out TfHeader? header) ? header.Kind : TfKind.Config)
            .ThenByDescending(source => new FileInfo(source.Path).Length)
            .ThenBy(source => source.Name, StringComparer.Ordinal)];
        var work = new List<Func<EncodedFeature>>();
        if (first is not null)
        {
            // Until this job is done no other members are appended.
            work.Add(() =>
            {
                first(writer);
                return new EncodedFeature(new MemberBatch(), null, null);
            });
        }

        foreach (TfSource source in sources)
        {
            work.Add(() =>
            {
                EncodedFeature encoded = pipeline.Run(source);
                Advance(source);
                return encoded;
            });
        }

        var results = new FeatureResults();
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        OrderedWork.Run(
            work,
            threads,
            encoded =>
            {
                writer.Append(encoded.Members);
                results.Add(encoded);
            },
            CancellationToken);
        return results;
    }

    /// <summary>Computes sections, structure and characters from the stores below and what is written so far.</summary>
    protected void Derive(ContainerWriter writer, Func<OpenStore, IReadOnlyList<OpenStore>> arrange, StoreMeta meta)
    {
        using ArrayStore soFar = writer.OpenSoFar();
        var corpus = new Corpus(arrange(new OpenStore(soFar, meta)), CorpusOptions.Default);
        var batch = new MemberBatch();
        DerivedData.Write(corpus, batch, Bag, CancellationToken);
        ThrowOnErrors();
        writer.Append(batch);
    }

    /// <summary>Fingerprint of a store: of its nodes and its sources.</summary>
    protected static string FingerprintOf(string warp, IEnumerable<SourceFingerprint> sources, IEnumerable<string> context)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes($"{StoreMeta.Marker}{warp}\n"));
        foreach (SourceFingerprint source in sources)
        {
            hash.Append(Encoding.UTF8.GetBytes($"{source.Name}\t{source.Size}\t{source.Hash}\n"));
        }

        foreach (string below in context)
        {
            hash.Append(Encoding.UTF8.GetBytes(below + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    protected static string Producer { get; } = "ContextFabric " + typeof(Compilation).Assembly.GetName().Version?.ToString(3);

    /// <summary>
    /// The text configuration of the folder, checked against types and features. The config files are read again
    /// with the features, which reports what is wrong with them as files.
    /// </summary>
    protected OtextConfig ReadText(OtextCatalog catalog)
    {
        var sources = Headers.Values
            .Where(header => TfReader.IsTextConfig(header.Feature) && header.Kind == TfKind.Config)
            .ToLookup(header => header.Feature == TfNames.Text, OtextSource.From);
        return OtextConfig.Parse(sources[true].FirstOrDefault(), [.. sources[false]], Bag, Lenient).Validate(catalog, Bag, Lenient);
    }

    private Dictionary<string, TfHeader> ReadHeaders()
    {
        var headers = new Dictionary<string, TfHeader>(StringComparer.Ordinal);
        foreach (TfSource source in Folder.Sources)
        {
            // What is wrong with a header is reported when the feature itself is read.
            if (TfReader.ReadHeader(source, ReadOptions, new DiagnosticBag()) is TfHeader header)
            {
                headers.Add(source.Name, header);
            }
        }

        return headers;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using ContextFabric.Bench.Machine;
using ContextFabric.Compile;
using ContextFabric.Storage;

namespace ContextFabric.Bench.Workers;

/// <summary>What a worker has open, and how it does what requests ask for.</summary>
internal sealed class WorkerSession(string subject) : IDisposable
{
    private readonly List<Corpus> _corpora = [];

    /// <summary>Names of the subjects that this program has built in.</summary>
    public static IReadOnlyList<string> Subjects { get; } = [Mapped, MappedPreload, Heap];

    /// <summary>The product as shipped: the store is mapped.</summary>
    public const string Mapped = "mapped";

    /// <summary>The same, with the embedding arrays touched when it is opened.</summary>
    public const string MappedPreload = "mapped+preload";

    /// <summary>The same engine with everything copied to private memory; nothing stays mapped.</summary>
    public const string Heap = "heap";

    private Corpus Current => _corpora.Count > 0 ? _corpora[^1] : throw new BenchException("no corpus is open: 'open' has to come first");

    /// <summary>Does what a request asks for. Number and success are filled in by the caller.</summary>
    /// <exception cref="BenchException">The request makes no sense.</exception>
    public WorkerAnswer Answer(WorkerRequest request) => request.Op switch
    {
        WorkerOps.Hello => Hello(),
        WorkerOps.Compile => Compile(request),
        WorkerOps.Open => Open(request),
        WorkerOps.First => First(),
        WorkerOps.Touch => TouchWork.Do(Current, request),
        WorkerOps.Query => QueryWork.Do(Current, request),
        WorkerOps.Run => QueryWork.RunTogether(Current, request),
        WorkerOps.Gc => Collect(),
        WorkerOps.Mem => ReadManagedMemory(),
        WorkerOps.Exit => new WorkerAnswer(),
        _ => throw new BenchException($"'{request.Op}' is no request of this worker"),
    };

    public void Dispose() => _corpora.ForEach(corpus => corpus.Dispose());

    private WorkerAnswer Hello() => new()
    {
        Name = subject,
        Version = ProductInfo.Version,
        Runtime = RuntimeInformation.FrameworkDescription,
        Protocol = 1,
        Ops =
        [
            WorkerOps.Hello, WorkerOps.Compile, WorkerOps.Open, WorkerOps.First, WorkerOps.Touch, WorkerOps.Query,
            WorkerOps.Run, WorkerOps.Gc, WorkerOps.Mem, WorkerOps.Exit,
        ],
        Settings = RuntimeSettings.Read(),
    };

    private static WorkerAnswer Compile(WorkerRequest request)
    {
        var options = new CompileOptions { Force = true, Output = Require(request.Out, "out"), Threads = request.Threads ?? 0 };
        long begin = Stopwatch.GetTimestamp();
        CompileReport report = CorpusCompiler.Compile(Require(request.Path, "path"), options);
        return new WorkerAnswer
        {
            Ms = Elapsed(begin),
            Phases = new SortedDictionary<string, double>(report.Phases.ToDictionary(phase => phase.Name, phase => phase.Elapsed.TotalMilliseconds), StringComparer.Ordinal),
            Bytes = report.StoreBytes,
            SourceBytes = report.SourceBytes,
        };
    }

    private WorkerAnswer Open(WorkerRequest request)
    {
        bool preload = request.Preload ?? subject == MappedPreload;
        string path = Require(request.Path, "path");
        long begin = Stopwatch.GetTimestamp();
        Corpus corpus = Corpus.Open(path, new CorpusOptions { CacheMode = CacheMode.Never, Residence = subject == Heap ? Residence.ManagedHeap : Residence.Mapped });
        if (preload)
        {
            corpus.Warm(["computed"]);
        }

        foreach (string name in request.Features?.Names ?? [])
        {
            _ = corpus.Features.TryGet(name, out _) || corpus.Edges.TryGet(name, out _) ? name : throw new BenchException($"{path} has no feature '{name}'");
        }

        double ms = Elapsed(begin);
        _corpora.Add(corpus);
        return new WorkerAnswer
        {
            Ms = ms,
            Slots = corpus.MaxSlot,
            Nodes = corpus.MaxNode,
            Types = corpus.Types.All.Count,
            NodeFeatures = corpus.Features.Names.Count,
            EdgeFeatures = corpus.Edges.Names.Count,
            Files = [.. corpus.Stores.Select(store => store.Path)],
        };
    }

    private WorkerAnswer First()
    {
        Corpus corpus = Current;
        long begin = Stopwatch.GetTimestamp();
        if (corpus.Features.Names is [string name, ..])
        {
            _ = corpus.Features[name].ValueAt(1);
        }

        double lookup = Elapsed(begin);
        begin = Stopwatch.GetTimestamp();
        int found = corpus.Search.Find(corpus.Types.Name(corpus.SlotType), new SearchOptions { Limit = 1 }).Tuples.Count;
        return new WorkerAnswer { LookupMs = lookup, QueryMs = Elapsed(begin), Count = found };
    }

    // twice, with the finalizers in between: what they let go is garbage of the second collection only
    private static WorkerAnswer Collect()
    {
        long begin = Stopwatch.GetTimestamp();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new WorkerAnswer { Ms = Elapsed(begin) };
    }

    private static WorkerAnswer ReadManagedMemory()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        return new WorkerAnswer
        {
            HeapBytes = info.HeapSizeBytes,
            FragmentedBytes = info.FragmentedBytes,
            CommittedBytes = info.TotalCommittedBytes,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: false),
            Collections = [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)],
            PauseMs = GC.GetTotalPauseDuration().TotalMilliseconds,
            Threads = Process.GetCurrentProcess().Threads.Count,
        };
    }

    internal static double Elapsed(long begin) => Stopwatch.GetElapsedTime(begin).TotalMilliseconds;

    internal static string Require(string? value, string name) => value ?? throw new BenchException($"the request has no '{name}'");
}

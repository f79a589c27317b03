using System.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Cli.Sharing;

/// <summary>The worker's side of <see cref="WorkerProtocol"/>: opens the corpus, touches it when told to, ends with its parent.</summary>
internal static class ShareWorker
{
    /// <summary>The hidden command.</summary>
    public const string CommandName = "share-worker";

    /// <summary>Runs a worker: <c>share-worker MODE STORE…</c>. Not for users, so faulty arguments just fail.</summary>
    public static int Run(string[] args, TextReader input, TextWriter output)
    {
        try
        {
            return Run(Enum.Parse<WorkerMode>(args[0]), args[1..], input, output);
        }
        catch (Exception e) when (e is IOException or ContextFabricException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failed;
        }
    }

    private static int Run(WorkerMode mode, IReadOnlyList<string> stores, TextReader input, TextWriter output)
    {
        long begin = Stopwatch.GetTimestamp();
        using Corpus corpus = Corpus.Open(stores, modules: null, new CorpusOptions { CacheMode = CacheMode.Never, Residence = mode == WorkerMode.Copied ? Residence.PrivateCopy : Residence.Mapped });
        TimeSpan openTime = Stopwatch.GetElapsedTime(begin);
        if (mode == WorkerMode.None)
        {
            Touch(corpus);
            corpus.Dispose();
        }

        Send(output, WorkerProtocol.FormatReady(openTime, corpus.IsClosed ? [] : corpus.Stores.Select(RangeOf)));
        while (input.ReadLine() is { } word && word != WorkerProtocol.Quit)
        {
            if (word == WorkerProtocol.Touch)
            {
                if (!corpus.IsClosed)
                {
                    Touch(corpus);
                }

                // what opening left behind is no cost of a worker that has been running for a while
                GC.Collect();
                Send(output, WorkerProtocol.FormatTouched(GC.GetTotalMemory(forceFullCollection: false)));
            }
        }

        return ExitCode.Ok;
    }

    /// <summary>Reads every page of every store, and asks for one answer of every kind, as a working process does.</summary>
    private static void Touch(Corpus corpus)
    {
        foreach (ArrayStore store in corpus.Stores)
        {
            _ = store.TouchAll();
        }

        _ = corpus.Text.Get(1);
        _ = corpus.Locality.Up(1).Length + corpus.Locality.Down(corpus.MaxNode).Count();
        foreach (string name in corpus.Features.Names)
        {
            NodeFeature feature = corpus.Features[name];
            _ = feature.TextAt(feature.FirstNode);
        }

        foreach (string name in corpus.Edges.Names)
        {
            _ = corpus.Edges[name].From(corpus.MaxNode).Length;
        }
    }

    private static MemoryRange RangeOf(ArrayStore store) =>
        store.Mapping is { } mapping ? new MemoryRange((ulong)mapping.Address, mapping.Length) : default;

    private static void Send(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}

using System.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>A process that uses a corpus: alone, or by any number of threads at a time.</summary>
internal sealed class CorpusWorker : IWorker
{
    private readonly string[] _stores;
    private Corpus _corpus;
    private QueryLoop? _loop;
    private readonly List<Thread> _sessions = [];
    private readonly ManualResetEventSlim _end = new();

    public CorpusWorker(WorkerKind kind, string[] stores)
    {
        _stores = stores;
        long begin = Stopwatch.GetTimestamp();
        _corpus = Open(kind == WorkerKind.Copied);
        long openTime = IWorker.MicrosecondsSince(begin);
        if (kind == WorkerKind.None)
        {
            Touch(_corpus);
            _corpus.Dispose();
        }

        Ready = WorkerProtocol.Format([("open_us", openTime), .. _corpus.IsClosed ? [] : RangesOf(_corpus), .. IWorker.Heap()]);
    }

    public string Ready { get; }

    public string Answer(string[] words)
    {
        long answerTime = 0;
        switch (words[0])
        {
            case WorkerProtocol.Touch:
                if (!_corpus.IsClosed)
                {
                    long begin = Stopwatch.GetTimestamp();
                    _ = _corpus.Text.Get(1);
                    answerTime = IWorker.MicrosecondsSince(begin);
                    Touch(_corpus);
                }

                break;
            case WorkerProtocol.Sessions:
                StartSessions(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case WorkerProtocol.Resident:
                List<MappedFile> files = [.. _corpus.Stores.Select(s => s.Mapping!)];
                return WorkerProtocol.Format(("bytes", files.TrueForAll(FileWorker.MayAsk) ? FileWorker.ResidentBytes(files) : FileWorker.Unknown));
            case WorkerProtocol.Trim:
                return WorkerProtocol.Format(("done", _corpus.Trim() ? 1 : 0));
            case WorkerProtocol.Stale:
                return WorkerProtocol.Format(("stale", _corpus.IsStale() ? 1 : 0));
            case WorkerProtocol.Reopen:
                _corpus.Dispose();
                _corpus = Open(privateCopy: false);
                return WorkerProtocol.Format(("answers", QueryLoop.Answers(_corpus)));
            case WorkerProtocol.Loop:
                _loop = QueryLoop.Start(_corpus);
                return WorkerProtocol.Format(("answers", _loop.First));
            case WorkerProtocol.EndLoop:
                _loop!.End();
                return WorkerProtocol.Format(("rounds", _loop.Rounds), ("different", _loop.Different));
            default:
                throw IWorker.Unknown(words);
        }

        return WorkerProtocol.Format([("answer_us", answerTime), .. IWorker.Heap()]);
    }

    public void Dispose()
    {
        _end.Set();
        _loop?.End();
        _sessions.ForEach(session => session.Join());
        _corpus.Dispose();
        _end.Dispose();
    }

    /// <summary>Reads every page of every store, and asks for one answer of every kind, as a working process does.</summary>
    internal static void Touch(Corpus corpus)
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

    private Corpus Open(bool privateCopy) =>
        Corpus.Open(_stores, modules: null, new CorpusOptions { CacheMode = CacheMode.Never, Residence = privateCopy ? Residence.PrivateCopy : Residence.Mapped });

    // until there are so many: each does all the work on a thread of its own, and stays
    private void StartSessions(int count)
    {
        using var done = new CountdownEvent(Math.Max(0, count - _sessions.Count));
        while (_sessions.Count < count)
        {
            var session = new Thread(() =>
            {
                Touch(_corpus);
                done.Signal();
                _end.Wait();
            });
            _sessions.Add(session);
            session.Start();
        }

        done.Wait();
    }

    private static IEnumerable<(string Name, object Value)> RangesOf(Corpus corpus) => corpus.Stores.Select(
        store => ("range", (object)(store.Mapping is { } mapping ? new MemoryRange((ulong)mapping.Address, mapping.Length) : default)));
}

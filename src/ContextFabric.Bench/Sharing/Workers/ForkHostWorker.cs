using System.Globalization;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// A process that maps the files of a corpus so that forked children inherit them. It used the corpus before in the
/// usual way, so that its code is warm: the children do nothing but read one byte of each page.
/// </summary>
internal sealed class ForkHostWorker : IWorker
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly List<MappedFile> _files = [];
    private ForkProbe? _probe;

    public ForkHostWorker(string[] stores)
    {
        using (Corpus corpus = Corpus.Open(stores, modules: null, new CorpusOptions { CacheMode = CacheMode.Never }))
        {
            CorpusWorker.Touch(corpus);
        }

        foreach (string store in stores)
        {
            _files.Add(MappedFile.Open(store, inheritable: true));
        }

        Ready = WorkerProtocol.Format([.. _files.Select(f => ("range", (object)new MemoryRange((ulong)f.Address, f.Length))), .. IWorker.Heap()]);
    }

    public string Ready { get; }

    public string Answer(string[] words)
    {
        switch (words[0])
        {
            case WorkerProtocol.Touch:
                _files.ForEach(f => _ = f.TouchAll());
                return WorkerProtocol.Format(IWorker.Heap());
            case WorkerProtocol.Fork:
                return Fork(int.Parse(words[1], CultureInfo.InvariantCulture), touch: words[2] == WorkerProtocol.Touch);
            case WorkerProtocol.Release:
                return Release();
            default:
                throw IWorker.Unknown(words);
        }
    }

    public void Dispose()
    {
        _probe?.Dispose();
        _files.ForEach(f => f.Dispose());
    }

    private string Fork(int children, bool touch)
    {
        AddressRange[] ranges = touch ? [.. _files.Select(AddressRange.Of)] : [];

        // nothing but this thread may be at work when a child is made, so the heap is tidied before
        (string, object)[] heap = IWorker.Heap();
        _probe = ForkProbe.Start(children, ranges, s_limit);
        long expected = ForkProbe.SumOf(ranges);
        return WorkerProtocol.Format(
        [
            .. heap,
            .. _probe.Children.Select(c => ("child", (object)c.ProcessId)),
            ("right", _probe.Children.Count(c => c.Sum == expected)),
            ("pages", _probe.Children.Sum(c => c.Pages)),
        ]);
    }

    private string Release()
    {
        int good = _probe?.Release(s_limit).Count(exit => exit.IsSuccess) ?? 0;
        _probe?.Dispose();
        _probe = null;
        return WorkerProtocol.Format(("ended", good));
    }
}

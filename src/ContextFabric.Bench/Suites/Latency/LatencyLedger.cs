namespace ContextFabric.Bench.Suites.Latency;

/// <summary>The times of a corpus as they come in, for the summary at the end of a run.</summary>
internal sealed class LatencyLedger
{
    private readonly Dictionary<LatencyKey, SortedDictionary<int, List<double>>> _times = [];
    private readonly Dictionary<string, List<(double Ms, double OverheadMs)>> _overheads = [];

    /// <summary>What was timed.</summary>
    public IEnumerable<LatencyKey> Keys => _times.Keys;

    /// <summary>Adds a time.</summary>
    public void Add(LatencyKey key, int block, double ms, double? overheadMs)
    {
        if (!_times.TryGetValue(key, out SortedDictionary<int, List<double>>? blocks))
        {
            _times[key] = blocks = [];
        }

        if (!blocks.TryGetValue(block, out List<double>? times))
        {
            blocks[block] = times = [];
        }

        times.Add(ms);
        if (overheadMs is { } overhead)
        {
            if (!_overheads.TryGetValue(key.Subject, out List<(double, double)>? list))
            {
                _overheads[key.Subject] = list = [];
            }

            list.Add((ms, overhead));
        }
    }

    /// <summary>Forgets a query of a subject: what turned out wrong is not to be counted.</summary>
    public void Remove(string query, string subject)
    {
        foreach (LatencyKey key in _times.Keys.Where(key => key.Query == query && key.Subject == subject).ToArray())
        {
            _times.Remove(key);
        }
    }

    /// <summary>Times by block; empty for what was not timed.</summary>
    public IReadOnlyDictionary<int, List<double>> Blocks(LatencyKey key) =>
        _times.TryGetValue(key, out SortedDictionary<int, List<double>>? blocks) ? blocks : new SortedDictionary<int, List<double>>();

    /// <summary>Per subject the times with what the way to the worker and back cost on top.</summary>
    public IReadOnlyDictionary<string, List<(double Ms, double OverheadMs)>> Overheads => _overheads;
}

/// <summary>Something that is timed.</summary>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Want">What was asked for.</param>
/// <param name="Category">Category of the query.</param>
/// <param name="Query">Id of the query.</param>
/// <param name="Subject">Name of the subject.</param>
internal sealed record LatencyKey(string Corpus, string Want, string Category, string Query, string Subject);

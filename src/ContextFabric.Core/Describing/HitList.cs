namespace ContextFabric.Describing;

/// <summary>
/// The results of a search, kept compactly: four bytes per member. Filled by one thread, then read by any number.
/// </summary>
public sealed class HitList
{
    private const int ReportedAt = 1 << 12;
    private readonly TupleTable _rows;

    /// <summary>An empty list of results with so many members each.</summary>
    public HitList(int width) => _rows = new TupleTable(width);

    /// <summary>Number of members of each result.</summary>
    public int Width => _rows.Width;

    /// <summary>Number of results.</summary>
    public int Count => _rows.Count;

    /// <summary>Why there are no more; <see cref="SearchStop.None"/> = these are all.</summary>
    public SearchStop Stop { get; internal set; }

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes => _rows.Bytes;

    /// <summary>A result: its nodes by atom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public ReadOnlySpan<int> this[int index] => _rows.Row(index);

    /// <summary>Collects the results of a query.</summary>
    /// <param name="query">The query; its options bound time and number.</param>
    /// <param name="progress">Told the number of results now and then.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static HitList Collect(SearchQuery query, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var hits = new HitList(query.Width);
        using SearchCursor cursor = query.Open(cancellation);
        while (cursor.MoveNext())
        {
            hits.Add(cursor.Current);
            if (hits.Count % ReportedAt == 0)
            {
                progress?.Report(hits.Count);
            }
        }

        hits.Stop = cursor.Stop;
        return hits;
    }

    /// <summary>Adds a result.</summary>
    /// <exception cref="ArgumentException">It has another number of members.</exception>
    public void Add(ReadOnlySpan<int> row) => _rows.Add(row);

    /// <summary>The same results ordered by node numbers, the first member first.</summary>
    public HitList SortedByNode()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        Array.Sort(order, (a, b) => this[a].SequenceCompareTo(this[b]));
        var sorted = new HitList(Width) { Stop = Stop };
        foreach (int index in order)
        {
            sorted.Add(this[index]);
        }

        return sorted;
    }

    /// <summary>Distinct members with a slot between the first and last slot of a node, by atom and node.</summary>
    internal List<(int Atom, int Node)> MembersWithin(Corpus corpus, int node)
    {
        int first = corpus.Slots.First(node);
        int last = corpus.Slots.Last(node);
        var members = new HashSet<(int Atom, int Node)>();
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<int> row = this[i];
            for (int atom = 0; atom < Width; atom++)
            {
                if (corpus.Slots.First(row[atom]) <= last && corpus.Slots.Last(row[atom]) >= first)
                {
                    members.Add((atom, row[atom]));
                }
            }
        }

        return [.. members.OrderBy(m => m.Atom).ThenBy(m => m.Node)];
    }
}

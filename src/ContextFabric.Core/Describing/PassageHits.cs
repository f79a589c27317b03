namespace ContextFabric.Describing;

/// <summary>Groups results by the passage they are in.</summary>
internal sealed class PassageHits
{
    private readonly Corpus _corpus;
    private readonly HitList _hits;
    private readonly NodeType _context;
    private readonly int _rank;
    private readonly OrderedDictionary<int, int> _counts = [];

    /// <summary>Groups results.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="hits">The results.</param>
    /// <param name="context">Type of the passages; <see cref="NodeType.None"/> makes the first member the passage.</param>
    public PassageHits(Corpus corpus, HitList hits, NodeType context)
    {
        _corpus = corpus;
        _hits = hits;
        _context = context;
        _rank = context.IsNone ? -1 : corpus.Types.Rank(context);
        for (int i = 0; i < hits.Count; i++)
        {
            int passage = ContextOf(hits[i]);
            if (!_counts.TryAdd(passage, 1, out int index))
            {
                _counts.SetAt(index, _counts.GetAt(index).Value + 1);
            }
        }
    }

    /// <summary>Number of passages.</summary>
    public int Count => _counts.Count;

    /// <summary>Passages in the order of their first results, with the number of results.</summary>
    public IEnumerable<(int Node, int Results)> Page(int offset, int limit)
    {
        for (int i = offset; i < Math.Min((long)offset + limit, _counts.Count); i++)
        {
            yield return (_counts.GetAt(i).Key, _counts.GetAt(i).Value);
        }
    }

    /// <summary>The distinct members of results by passage, for some passages.</summary>
    public Dictionary<int, SortedSet<(int Atom, int Node)>> Members(IReadOnlyCollection<int> passages)
    {
        var members = passages.ToDictionary(passage => passage, _ => new SortedSet<(int Atom, int Node)>());
        for (int i = 0; i < _hits.Count && members.Count > 0; i++)
        {
            ReadOnlySpan<int> row = _hits[i];
            if (members.TryGetValue(ContextOf(row), out SortedSet<(int Atom, int Node)>? found))
            {
                for (int atom = 0; atom < row.Length; atom++)
                {
                    found.Add((atom, row[atom]));
                }
            }
        }

        return members;
    }

    /// <summary>
    /// The passage of a result: that of the first member which is not bigger than passages are; else the first member.
    /// </summary>
    private int ContextOf(ReadOnlySpan<int> row)
    {
        foreach (int node in _context.IsNone ? [] : row)
        {
            NodeType type = _corpus.Types.Of(node);
            if (type == _context)
            {
                return node;
            }

            if (_corpus.Types.Rank(type) < _rank && _corpus.Locality.TryUp(_corpus.Slots.First(node), _context, out int passage))
            {
                return passage;
            }
        }

        return row[0];
    }
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace ContextFabric.Describing;

/// <summary>
/// Counts how often each node is a member of results, atom by atom; what is counted by value or section follows from
/// that. Memory: four bytes per node of the types concerned, whatever the number of results.
/// </summary>
internal sealed class SearchStatistics : IDisposable
{
    private readonly Corpus _corpus;
    private readonly SearchQuery _query;
    private readonly int[][] _counts;
    private readonly NodeRange[] _ranges;
    private readonly int[]?[] _nodes;

    public SearchStatistics(Corpus corpus, SearchQuery query)
    {
        _corpus = corpus;
        _query = query;
        _ranges = [.. query.Atoms.Take(query.Width).Select(atom => corpus.Types.TryGet(atom.Type, out NodeType type) && !IsSet(query, atom.Type) ? corpus.Types.Range(type) : new NodeRange(1, corpus.MaxNode))];
        _counts = Array.ConvertAll(_ranges, range => ArrayPool<int>.Shared.Rent(range.Count));
        _nodes = new int[]?[_ranges.Length];
        for (int atom = 0; atom < _counts.Length; atom++)
        {
            _counts[atom].AsSpan(0, _ranges[atom].Count).Clear();
        }
    }

    /// <summary>Number of results.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a result.</summary>
    public void Add(ReadOnlySpan<int> row)
    {
        Total++;
        for (int atom = 0; atom < row.Length; atom++)
        {
            _counts[atom][row[atom] - _ranges[atom].First]++;
        }
    }

    /// <summary>The distributions of all atoms.</summary>
    public OrderedDictionary<string, MemberStatistics> Members(IReadOnlyList<NodeFeature> features, int topN, int maxDistinct)
    {
        var members = new OrderedDictionary<string, MemberStatistics>(StringComparer.Ordinal);
        for (int atom = 0; atom < _counts.Length && Total > 0; atom++)
        {
            (int distinct, List<ValueCount> types) = TypesOf(atom);
            string type = types.Count == 1 ? types[0].Value.Text! : _query.Atoms[atom].Type;
            var distributions = new OrderedDictionary<string, IReadOnlyList<ValueCount>>(StringComparer.Ordinal);
            foreach (NodeFeature feature in features)
            {
                if (types.Exists(t => feature.CountIn(_corpus.Types[t.Value.Text!]) > 0)
                    && DistributionOf(atom, feature, topN, maxDistinct) is { Count: > 0 } values)
                {
                    distributions[feature.Name] = values;
                }
            }

            members[$"{atom}_{type}"] = new MemberStatistics
            {
                Type = type,
                Count = Total,
                DistinctNodes = distinct,
                Distributions = distributions,
                Types = types.Count > 1 ? types : null,
            };
        }

        return members;
    }

    /// <summary>Results per section of a level, by the first member.</summary>
    public List<ValueCount> Sections(int level, string language, int topN)
    {
        var counts = new OrderedDictionary<int, long>();
        foreach (int node in NodesOf(0))
        {
            SectionNodes around = _corpus.Text.SectionNodes(node);
            int section = around.Depth > level ? around[level] : 0;
            counts[section] = counts.GetValueOrDefault(section) + _counts[0][node - _ranges[0].First];
        }

        return
        [
            .. counts.Where(pair => pair.Key > 0).OrderByDescending(pair => pair.Value).Take(topN)
                .Select(pair => new ValueCount(FeatureValue.Of(SectionText.Of(_corpus.Text.SectionOf(pair.Key, language))), pair.Value)),
        ];
    }

    /// <summary>Results per value of a feature at an atom, the most frequent first; null when there are more values than allowed.</summary>
    public List<ValueCount>? DistributionOf(int atom, NodeFeature feature, int topN, int maxDistinct)
    {
        long[] counts = ArrayPool<long>.Shared.Rent(feature.DistinctCount + 1);
        counts.AsSpan(0, feature.DistinctCount + 1).Clear();
        try
        {
            // In the order of the nodes, so that of equally frequent values the one found first is first.
            var found = new List<int>();
            foreach (int node in NodesOf(atom))
            {
                int code = feature.CodeAt(node);
                if (code > 0)
                {
                    if (counts[code] == 0)
                    {
                        found.Add(code);
                        if (found.Count > maxDistinct)
                        {
                            return null;
                        }
                    }

                    counts[code] += _counts[atom][node - _ranges[atom].First];
                }
            }

            return [.. found.OrderByDescending(code => counts[code]).Take(topN).Select(code => new ValueCount(feature.ValueWith(code), counts[code]))];
        }
        finally
        {
            ArrayPool<long>.Shared.Return(counts);
        }
    }

    /// <summary>The nodes that are a member, ascending.</summary>
    private int[] NodesOf(int atom)
    {
        if (_nodes[atom] is { } known)
        {
            return known;
        }

        var nodes = new List<int>();
        ReadOnlySpan<int> counts = _counts[atom].AsSpan(0, _ranges[atom].Count);
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                nodes.Add(_ranges[atom].First + i);
            }
        }

        return _nodes[atom] = [.. nodes];
    }

    public void Dispose()
    {
        foreach (int[] counts in _counts)
        {
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    private static bool IsSet(SearchQuery query, string name) => query.Options.Sets?.ContainsKey(name) == true;

    private (int Distinct, List<ValueCount> Types) TypesOf(int atom)
    {
        var types = new Dictionary<NodeType, long>();
        foreach (int node in NodesOf(atom))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(types, _corpus.Types.Of(node), out _) += _counts[atom][node - _ranges[atom].First];
        }

        return (NodesOf(atom).Length, [.. types.OrderByDescending(pair => pair.Value).Select(pair => new ValueCount(FeatureValue.Of(_corpus.Types.Name(pair.Key)), pair.Value))]);
    }
}

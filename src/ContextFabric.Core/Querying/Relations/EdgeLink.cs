namespace ContextFabric.Querying;

/// <summary>An edge between x and y, in one direction or either, its value satisfying a condition if there is one.</summary>
internal sealed class EdgeLink : Link
{
    private readonly EdgeFeature _feature;
    private readonly EdgeSense _sense;
    private readonly EdgeValueFilter? _filter;

    /// <summary>Makes the link.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="feature">The edges.</param>
    /// <param name="sense">Which way they run, seen from x.</param>
    /// <param name="filter">Condition on their values.</param>
    /// <param name="targets">Candidates for y.</param>
    public EdgeLink(NodeSpace space, EdgeFeature feature, EdgeSense sense, EdgeValueFilter? filter, Domain targets)
        : base(space, targets)
    {
        _feature = feature;
        _sense = sense;
        _filter = filter;
    }

    /// <summary>The sense seen from the other node.</summary>
    public static EdgeSense Converse(EdgeSense sense) => sense switch
    {
        EdgeSense.Forward => EdgeSense.Backward,
        EdgeSense.Backward => EdgeSense.Forward,
        _ => sense,
    };

    public override bool Narrow(int x, Box box) => ListLength(x) > 0;

    public override bool NeedsTest(int x) => true;

    public override bool Test(int x, int y)
        => (_sense != EdgeSense.Backward && HasEdge(x, y)) || (_sense != EdgeSense.Forward && HasEdge(y, x));

    public override int ListLength(int x)
        => (_sense == EdgeSense.Backward ? 0 : _feature.Row(x, incoming: false, out _).Length)
            + (_sense == EdgeSense.Forward ? 0 : _feature.Row(x, incoming: true, out _).Length);

    public override void List(int x, Box box, NodeBuffer buffer)
    {
        if (_sense != EdgeSense.Backward)
        {
            AddRow(x, incoming: false, buffer);
        }

        if (_sense != EdgeSense.Forward)
        {
            AddRow(x, incoming: true, buffer);
        }

        if (_sense == EdgeSense.Either)
        {
            buffer.Sort(Skeleton);
        }
    }

    private void AddRow(int x, bool incoming, NodeBuffer buffer)
    {
        ReadOnlySpan<int> row = _feature.Row(x, incoming, out long start);
        for (int i = 0; i < row.Length; i++)
        {
            if (Targets.Contains(row[i]) && (_filter is null || _filter.Accepts(start + i, incoming)))
            {
                buffer.Add(row[i]);
            }
        }
    }

    /// <summary>Looks in the shorter of the two rows that would name the edge.</summary>
    private bool HasEdge(int from, int to)
    {
        ReadOnlySpan<int> row = _feature.Row(from, incoming: false, out long start);
        ReadOnlySpan<int> back = _feature.Row(to, incoming: true, out long backStart);
        bool incoming = back.Length < row.Length;
        int at = incoming ? back.IndexOf(from) : row.IndexOf(to);
        return at >= 0 && (_filter is null || _filter.Accepts(at + (incoming ? backStart : start), incoming));
    }
}

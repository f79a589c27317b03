namespace ContextFabric;

/// <summary>
/// Chooses one page of codes while all are seen once, in ascending order. O(codes × log page), memory for the codes
/// up to the end of the page.
/// </summary>
internal sealed class CodeRanking(ValueOrder order, int offset, int limit)
{
    // The worst kept code is on top: the rarest, of equally rare ones the highest.
    private readonly PriorityQueue<(int Code, int Count), (int Count, int NegativeCode)> _best = new();
    private readonly List<(int Code, int Count)> _page = [];

    /// <summary>Number of codes seen.</summary>
    public int Seen { get; private set; }

    private long Needed => limit == 0 ? 0 : (long)offset + limit;

    /// <summary>Takes the next code.</summary>
    public void Add(int code, int count)
    {
        int index = Seen++;
        if (order == ValueOrder.Value)
        {
            if (index >= offset && index < Needed)
            {
                _page.Add((code, count));
            }
        }
        else if (_best.Count < Needed)
        {
            _best.Enqueue((code, count), (count, -code));
        }
        else if (Needed > 0 && count > _best.Peek().Count)
        {
            _best.DequeueEnqueue((code, count), (count, -code));
        }
    }

    /// <summary>The codes of the page. Once only.</summary>
    public IReadOnlyList<(int Code, int Count)> Take()
    {
        if (order == ValueOrder.Value)
        {
            return _page;
        }

        while (_best.Count > offset)
        {
            _page.Add(_best.Dequeue());
        }

        _page.Reverse();
        return _page;
    }
}
